import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { described, document } from './openapi.js';

const NOTHING = { 200: { description: 'x' } };
const WAY = { key: [] };

async function need(own: Json | undefined, everywhere?: Json): Promise<string | undefined> {
  const operation: JsonObject = { responses: NOTHING, ...(own !== undefined && { security: own }) };
  const more: JsonObject = everywhere === undefined ? {} : { security: everywhere };
  const spec = document('3.0', { '/a': { get: operation } }, {}, more);
  const { credentials } = await described({ 'a.json': spec }, [['A', 'GET', '{{baseUrl}}/a']]);
  return credentials.get('A');
}

describe('The credentials that a document says an operation asks for', () => {
  it.each<[string, Json | undefined, Json | undefined, string | undefined]>([
    ['nothing is said', undefined, undefined, undefined],
    ['one is asked for', [WAY], undefined, undefined],
    ['two at once are asked for', [{ key: [], user: [] }], undefined, undefined],
    ['one of two is enough', [WAY, { user: [] }], undefined, 'any'],
    ['one may be there', [WAY, {}], undefined, 'optional'],
    ['the list is empty', [], [WAY], 'none'],
    ['nothing is enough', [{}], undefined, 'none'],
    ['the whole document asks for one', undefined, [WAY], undefined],
    ['the whole document asks for none', undefined, [], 'none'],
  ])('are none of a kind, or one, where %s', async (_, own, everywhere, expected) => {
    expect(await need(own, everywhere)).toBe(expected);
  });
});
