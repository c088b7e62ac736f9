import { expect, it } from 'vitest';
import { booksOf, runWith, verdictOf } from '../../misbehaviour/odd.js';
import { largeAnswers } from './large-answers.js';

const SIZE = 300_000;
const RULES = ['collection/*', 'status/success', 'response/json', 'privacy/*'];
const QUOTES = "pm.test('it is short', () => pm.expect(pm.response.text()).to.equal('x'));";

it('A run on answers with words of 300 kB ends and judges them', { timeout: 120_000 }, async () => {
  const sorts = ['one long word', 'many signs of addresses', 'no JSON, a word'];
  const answers = largeAnswers(SIZE, sorts);
  const scripts = { 'one long word with 200': QUOTES };
  const result = await runWith(answers, scripts, 20_000, ['sandbox', 'production'], RULES);
  const verdict = (name: string, rule: string): string => verdictOf(result, `Odd / ${name}`, rule);
  for (const sort of sorts) {
    expect(verdict(`${sort} with 200`, 'status/success')).toMatch(/^passed/);
    expect(verdict(`${sort} with 400`, 'status/success')).toMatch(/^failed: status 400/);
    expect(verdict(`${sort} with 400`, 'privacy/stack-trace')).toMatch(/^passed/);
    expect(verdict(`${sort} with 400`, 'privacy/consumer-data')).toMatch(/^passed/);
  }
  expect(verdict('one long word with 200', 'response/json')).toMatch(/^passed/);
  expect(verdict('no JSON, a word with 200', 'response/json')).toMatch(/^failed: .*text that is no JSON/);
  const quoted = verdict('one long word with 200', 'collection/assertion');
  expect(quoted).toMatch(/^failed: /);
  expect(quoted.length).toBeLessThan(10_000);
  expect(booksOf(result).others).toEqual([]);
});
