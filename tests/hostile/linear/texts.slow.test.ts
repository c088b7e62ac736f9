import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/contract/exchange.js';
import { scanJson } from '../../../src/contract/json-scan.js';
import { loadContract } from '../../../src/contract/load.js';
import { tolerantJson } from '../../../src/import/infer/tolerant-json.js';
import { changeFields } from '../../../src/import/settle/named-values.js';
import { Disclosure } from '../../../src/masking/disclosure.js';
import { LastLook } from '../../../src/masking/last-look.js';
import { changeShapes } from '../../../src/masking/secret-shapes.js';
import { Secrets } from '../../../src/masking/secrets.js';
import { UnitDisclosure } from '../../../src/masking/unit-disclosure.js';
import { Veil } from '../../../src/masking/veil.js';
import { sampleOf } from '../../../src/plan/sample.js';
import { rules } from '../../../src/rules/index.js';
import { answer, exchangeOf, requestOf } from '../../drive-wire/exchanges.js';
import { BOOKS, workspaceOf } from '../../other-api/workspace.js';
import { growthOf } from './growth.js';
import { TEXTS } from './texts.js';

const LONGEST = 1 << 15;
const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
const [operation] = contract.operations;
if (!operation) throw new Error('The collection of books has no operation');
const view = {
  contract,
  operation,
  environment: 'production' as const,
  writes: true,
  sample: sampleOf(operation, 'https://api.example/{CLIENT_ID}'),
};

function secretsOf(): Secrets {
  const secrets = new Secrets();
  secrets.add('T.0e5c8f6e2f1b4a3d', '{{PRODUCTION_BEARER_TOKEN}}');
  secrets.add('aaaaaaab', '{{PRODUCTION_CLIENT_ID}}');
  return secrets;
}

const answered = (text: string, status: number): Exchange => ({
  ...exchangeOf(
    requestOf({ body: '{"title":"a"}' }),
    answer(text, [['x-note', text.slice(0, 8000)]], status),
  ),
  environment: 'production',
  operation: operation.name,
});

/** What is done with an answer, and with texts of an import. */
const WORKS: Readonly<Record<string, (text: string) => void>> = {
  'learning and hiding secrets': (text) => {
    const secrets = secretsOf();
    const exchange = answered(text, 200);
    secrets.learn(exchange.request, exchange.outcome);
    secrets.redact(exchange);
    secrets.show(text);
    new LastLook(secrets).text(text);
  },
  'the record': (text) => void new Veil(contract, secretsOf()).over(answered(text, 200)),
  'what is told of an error': (text) => {
    const told = new UnitDisclosure(new Disclosure(contract, secretsOf()));
    told.evidence(answered(text, 400));
    told.text(`received ${text}`);
  },
  'what is told where it was sent as well': (text) => {
    const exchange = { ...answered(text, 200), request: requestOf({ body: text }) };
    new Disclosure(contract, secretsOf()).body(exchange, text);
  },
  ...Object.fromEntries(
    rules.flatMap((rule) =>
      rule.kind === 'observation'
        ? [[rule.id, (text: string) => void [200, 400].map((status) => judged(rule, text, status))]]
        : [],
    ),
  ),
  'the reading of JSON': (text) => void scanJson(text),
  'the import of examples': (text) => void tolerantJson(text),
  'the import of values': (text) =>
    void changeShapes(
      changeFields(text, (_, value) => value),
      () => '',
    ),
};

function judged(
  rule: Extract<(typeof rules)[number], { kind: 'observation' }>,
  text: string,
  status: number,
) {
  const secrets = secretsOf();
  const exchange = answered(text, status);
  return rule.judge(
    { exchange, valid: true, sends: 'x', before: [], secrets: (other) => secrets.namesIn(other) },
    view,
  );
}

describe('What is done with a text of others takes time in proportion to it', () => {
  it.each(Object.keys(WORKS))('%s', (name) => {
    const slow = Object.entries(TEXTS).flatMap(([sort, textOf]) => {
      const work = WORKS[name];
      const growth = work && growthOf((size) => work(textOf(size)), LONGEST);
      return growth === undefined ? [] : [`${sort}: ${Math.round(growth)} times for four times as much`];
    });
    expect(slow).toEqual([]);
  });
});
