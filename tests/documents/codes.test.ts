import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { checked, documentOf } from './described-api.js';

const ERROR = ['error/*', 'status/unknown-endpoint'];

it('An error code that the document does not name is no alarm, unless it says that it names them all', async () => {
  const text = { type: 'string' };
  const error = (error_code: JsonObject): JsonObject => ({
    description: 'no',
    content: {
      'application/json': {
        schema: { type: 'object', required: ['error_code'], properties: { error_code, error_type: text } },
      },
    },
  });
  const ran = (codes: JsonObject, more: JsonObject = {}) =>
    checked({
      document: {
        ...documentOf({}),
        paths: {
          '/a': {
            get: {
              responses: {
                200: { description: 'ok' },
                400: error({ ...text, enum: ['BAD'] }),
                404: error(codes),
              },
            },
          },
        },
        ...more,
      },
      requests: ['GET /a'],
      rules: ERROR,
      answer: ({ path }) => (path === '/a' ? { body: {} } : undefined),
    });
  const open = await ran(text);
  expect(open.failed).toEqual([]);
  expect(open.notes.join()).toContain('NOT_FOUND');
  const listed = await ran({ ...text, enum: ['NOT_FOUND', 'GONE'] });
  expect(listed.failed).toEqual([]);
  const wrong = await ran({ ...text, enum: ['GONE'] });
  expect(wrong.failed.join()).toContain('error/catalogued');
});
