import { describe, expect, it } from 'vitest';
import { schemaOfDocuments } from '../../src/import/infer/shape-schema.js';
import { tolerantJson } from '../../src/import/infer/tolerant-json.js';

const schemaOf = (...texts: string[]) =>
  schemaOfDocuments(texts.flatMap((text) => tolerantJson(text)?.json ?? []));

describe('An example that names types in place of values', () => {
  it('says which fields there are, and nothing of their values', () => {
    expect(schemaOf('{"id": "<integer>", "at": "<dateTime>", "tags": ["<string>", "<string>"]}')).toEqual({
      type: 'object',
      properties: { id: {}, at: {}, tags: { type: 'array' } },
    });
    expect(schemaOf('{"id": "<integer>"}', '{"id": 7}')).toEqual({
      type: 'object',
      properties: { id: { type: 'integer' } },
      required: ['id'],
    });
  });

  it('is taken for JSON where it is one type name alone', () => {
    expect(tolerantJson(' <boolean> ')).toBeDefined();
    expect(tolerantJson('<html>not</html>')).toBeUndefined();
    expect(schemaOf('<boolean>')).toEqual({});
  });
});
