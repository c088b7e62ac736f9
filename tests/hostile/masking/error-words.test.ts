import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnvironmentName, Exchange, Header } from '../../../src/contract/exchange.js';
import { loadContract } from '../../../src/contract/load.js';
import { Secrets } from '../../../src/masking/secrets.js';
import { Veil } from '../../../src/masking/veil.js';
import { consumerData } from '../../../src/rules/privacy/consumer-data.js';
import { stackTrace } from '../../../src/rules/privacy/stack-trace.js';
import type { Seen, View } from '../../../src/rules/rule.js';
import { exchangeOf } from '../../report/run-result.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../../..') });
const [operation] = contract.operations;
const view = { contract, operation } as unknown as View;

interface Told {
  readonly answer: string;
  readonly request?: string;
  readonly environment?: EnvironmentName;
  readonly headers?: readonly Header[];
  readonly status?: number;
}

const toldBy = ({
  answer,
  request = '',
  environment = 'production',
  headers = [],
  status = 404,
}: Told): Exchange => {
  const made = exchangeOf({ answer, body: request, environment, status });
  return made.outcome.kind === 'none' ? made : { ...made, outcome: { ...made.outcome, headers } };
};

const veiled = (told: Told): Exchange => new Veil(contract, new Secrets()).over(toldBy(told));

function shown(exchange: Exchange): string {
  const { outcome } = exchange;
  return outcome.kind === 'none' ? '' : JSON.stringify(outcome.headers) + outcome.body.toString();
}

/** What the rules on privacy say, but for the words they quote. */
const judged = (exchange: Exchange) =>
  [consumerData, stackTrace].map((rule) => {
    const seen: Seen = { exchange, valid: false, sends: '', before: [], secrets: () => [] };
    const judgement = rule.judge(seen, view);
    return judgement?.holds === false ? [judgement.at, judgement.cause] : judgement?.holds;
  });

const TRACES = [
  'TypeError: no name\n    at findCustomer (/srv/shop/customers.js:12:5)',
  'Traceback (most recent call last):\n  File "/srv/shop/customers.py", line 12, in find\nKeyError: Wilhelmina',
  'java.lang.NullPointerException: null\n\tat com.shop.Customers.find(Customers.java:12)',
  'org.shop.store.MissingRowException: Wilhelmina',
  'at Shop.Customers.Find(String name) in /srv/Customers.cs:line 12',
  'System.ArgumentNullException: name',
  '#0 /srv/shop/customers.php(12): find()',
  "/srv/shop/customers.rb:12:in `find'",
  'goroutine 12 [running]:\nmain.find()\n\t/srv/shop/customers.go:12 +0x1d',
  "thread 'main' panicked at /srv/shop.rs:12:5",
  'SQLSTATE[23505]: duplicate key Wilhelmina',
  'ORA-00942: no such table',
  'You have an error in your SQL syntax near Wilhelmina',
  'ERROR: syntax error at or near "Wilhelmina"',
  'PG::UniqueViolationError: Wilhelmina',
  "SELECT id FROM customers WHERE name = 'Wilhelmina'",
  'UPDATE customers SET name = Wilhelmina',
  'no trace: Wilhelmina at home, in Berlin',
];
const PERSONS = [
  'Customer Wilhelmina Brandt has it already',
  'wilhelmina.brandt@example.org has it already',
  'write to support@example.org',
  'card 4111 1111 1111 1111 was refused',
  'order 4111 1111 1111 1112 was refused',
  'account DE89370400440532013000 is closed',
  '123-45-6789 is known',
];

describe('Of the words of production’s errors, the record', () => {
  it.each([...TRACES, ...PERSONS])('lets the rules on privacy judge as before: %s', (message) => {
    for (const answer of [JSON.stringify({ error_code: 'x', error_type: 'y', message }), message]) {
      const made = veiled({ answer });
      expect(judged(made)).toEqual(judged(toldBy({ answer })));
      if (TRACES.slice(0, -1).includes(message)) expect(judged(made)[1]).toContain('stack trace');
      for (const word of ['Wilhelmina', 'Brandt', '4111 1111 1111 1111', '370400440532', '123-45-6789'])
        expect(shown(made)).not.toContain(word);
    }
  });

  it('judges alike whatever the words are', () => {
    const parts = fc.constantFrom(
      ...TRACES,
      ...PERSONS,
      'Ünïcode Wörter',
      '🔑',
      '{"a":1}',
      '\n',
      '17',
      'https://a.example/x?y=z',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 5 }), (words) => {
        const answer = JSON.stringify({ error_code: 'x', message: words.join(' ') });
        expect(judged(veiled({ answer }))).toEqual(judged(toldBy({ answer })));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps codes, identifiers, times, what was sent and what the contract names', () => {
    const request = JSON.stringify({ name: 'Wilhelmina', email: 'wilhelmina@example.org' });
    const body = {
      error_code: 'anything_at_all',
      error_type: 'some_type',
      request_id: 'req_Wil',
      at: '2026-05-01T10:00:00Z',
      message: 'customer Wilhelmina (wilhelmina@example.org)',
    };
    expect(JSON.parse(veiledBody(veiled({ answer: JSON.stringify(body), request })))).toEqual(body);
  });

  it('keeps what stands for a secret', () => {
    const secrets = new Secrets();
    secrets.recall({ pseudonym: 'qx_91-zzTop+4', label: '{{token-1}}' });
    const answer = JSON.stringify({ message: 'Forbidden for qx_91-zzTop+4, says Wilhelmina' });
    const made = veiledBody(new Veil(contract, secrets).over(toldBy({ answer })));
    expect(made).toContain('qx_91-zzTop+4');
    expect(made).not.toContain('Wilhelmina');
  });

  it('holds other addresses in headers too, in every environment', () => {
    const headers: Header[] = [
      ['X-Owner', 'wilhelmina@example.org'],
      ['Link', '</x?email=wilhelmina%40example.org>; rel=next'],
      ['X-User', '{"name":"Wilhelmina","id":7}'],
      ['X-Context', 'phone=+491512345678; plan=gold'],
    ];
    for (const environment of ['sandbox', 'production'] as const) {
      const made = veiled({ answer: '{}', headers, environment });
      expect(shown(made)).not.toMatch(/wilhelmina|1512345678/i);
      expect(shown(made)).toContain('plan=gold');
      expect(judged(made)).toEqual(judged(toldBy({ answer: '{}', headers, environment })));
    }
  });
});

const veiledBody = ({ outcome }: Exchange): string =>
  outcome.kind === 'none' ? '' : outcome.body.toString();
