import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EnvironmentName, Exchange, Header } from '../../../src/contract/exchange.js';
import { loadContract } from '../../../src/contract/load.js';
import { Masking } from '../../../src/masking/masking.js';
import { UnitDisclosure } from '../../../src/masking/unit-disclosure.js';
import { exchangeOf } from '../../report/run-result.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../../..') });
const { show } = new Masking(contract);

function answered(headers: readonly Header[], environment: EnvironmentName, request = ''): Exchange {
  const made = exchangeOf({ answer: '{}', body: request, environment });
  return made.outcome.kind === 'none' ? made : { ...made, outcome: { ...made.outcome, headers } };
}

function shown(header: Header, environment: EnvironmentName, request = ''): string | undefined {
  const { outcome } = show.evidence(answered([header], environment, request));
  return outcome.kind === 'none' ? undefined : outcome.headers[0]?.[1];
}

describe.each(['sandbox', 'production'] as const)('In a header of %s', (environment) => {
  it.each([
    ['X-Owner', 'Edith <edith@clarke.example.org>', 'Edith <(text of 24)>'],
    ['Link', '</x?to=edith%40clarke.example.org>; rel=next', '</x?to=(text of 26)>; rel=next'],
    ['X-Customer-Email', 'edith at home', '(text of 13)'],
    ['X-User', '{"first_name":"Edith","plan":"gold"}', '{"first_name":"(text of 5)","plan":"gold"}'],
    ['X-Context', 'phone=+491512345678; plan=gold', 'phone=(text of 13); plan=gold'],
  ])('%s: %s is shown without data of persons', (name, value, expected) => {
    expect(shown([name, value], environment)).toBe(expected);
  });

  it('what the request itself sent is shown', () => {
    expect(
      shown(['X-Owner', 'edith@clarke.example.org'], environment, '{"a":"edith@clarke.example.org"}'),
    ).toBe('edith@clarke.example.org');
  });

  it('a text that quotes one of them shows as little', () => {
    const unit = new UnitDisclosure(show);
    unit.see(answered([['X-Owner', 'edith@clarke.example.org']], environment));
    expect(unit.text('header X-Owner is "edith@clarke.example.org"')).toBe(
      'header X-Owner is "(text of 24)"',
    );
  });
});

it('Of words in a header that tells of an error, production shows the length, and sandbox the words', () => {
  const header: Header = ['X-Error-Message', 'Edith Clarke has it already'];
  expect(shown(header, 'production')).toBe('(text of 27)');
  expect(shown(header, 'sandbox')).toBe('Edith Clarke has it already');
  expect(shown(['X-Error-Code', 'NO_SUCH_THING'], 'production')).toBe('NO_SUCH_THING');
});
