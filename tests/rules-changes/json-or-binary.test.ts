import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { binary } from '../../src/rules/response/binary.js';
import { contentType } from '../../src/rules/response/content-type.js';
import type { Seen } from '../../src/rules/rule.js';
import { exchangeOf } from '../report/run-result.js';
import { viewOf } from '../rules-parameter/planned.js';

const saved = (type: string): Json => ({
  name: type,
  code: 200,
  header: [{ key: 'Content-Type', value: type }],
  body: 'x',
});

/** Rules that an answer breaks where these types are documented. */
async function brokenBy(types: readonly string[], type: string, answer: string): Promise<string[]> {
  const view = await viewOf({ body: {}, responses: types.map(saved) });
  const exchange = exchangeOf({ answer, answerHeaders: [['Content-Type', type]] });
  const seen: Seen = { exchange, valid: true, sends: 'the valid request', before: [], secrets: () => [] };
  return [contentType, binary].flatMap((rule) => (rule.judge(seen, view)?.holds === false ? [rule.id] : []));
}

describe('An answer that is documented', () => {
  it('as CSV is no JSON and no page', async () => {
    expect(await brokenBy(['text/csv'], 'text/csv', 'a;b')).toEqual([]);
    expect(await brokenBy(['text/csv'], 'text/csv', '{"a":1}')).toEqual(['response/binary']);
    expect(await brokenBy(['text/csv'], 'text/csv', '<!doctype html>')).toEqual(['response/binary']);
    expect(await brokenBy(['text/csv'], 'application/json', '{"a":1}')).toEqual([
      'response/content-type',
      'response/binary',
    ]);
  });

  it('as JSON or CSV may be either', async () => {
    const types = ['application/json', 'text/csv'];
    expect(await brokenBy(types, 'application/json', '{"a":1}')).toEqual([]);
    expect(await brokenBy(types, 'text/csv', 'a;b')).toEqual([]);
    expect(await brokenBy(types, 'application/zip', 'PK')).toEqual(['response/content-type']);
  });

  it('as a page is one', async () => {
    expect(await brokenBy(['text/html'], 'text/html', '<!doctype html>')).toEqual([]);
  });
});
