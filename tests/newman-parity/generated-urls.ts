import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { disabled, mostly, object, parameter, rarely, scalar, text } from './generated-texts.js';

const segment = fc.oneof(
  { weight: 6, arbitrary: text },
  {
    weight: 2,
    arbitrary: fc.constantFrom(':id', ':id.pdf', ':other', ':id:cancel', ':', '', '.', '..', 'x:id'),
  },
  { weight: 1, arbitrary: object({ type: fc.constant('string'), value: text }) },
);
const variable = object({
  key: mostly(fc.constantFrom('id', 'other', 'id.pdf', 'id:cancel', '')),
  id: rarely(fc.constantFrom('id', 'other')),
  value: mostly(scalar),
  type: rarely(fc.constantFrom('string', 'number', 'boolean', 'any')),
  disabled,
});

const urlParts = (port: string): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      where: fc.constantFrom<JsonObject>(
        { host: ['{{baseUrl}}'] },
        { host: '{{baseUrl}}' },
        { host: ['127', '0', '0', '1'], port, protocol: 'http' },
        { host: ['127', '0', '0', '1'], port },
        { host: ['{{host}}'], port: '{{port}}', protocol: 'http' },
        { host: ['127.0.0.1'], port, protocol: 'http', auth: { user: 'u ser', password: 'p@ss' } },
      ),
      parts: object({
        path: mostly(
          fc.oneof(
            fc.array(segment, { maxLength: 4 }),
            text.map((t) => `/${t}`),
          ),
        ),
        query: mostly(fc.array(parameter, { maxLength: 4 }), 3),
        variable: mostly(fc.array(variable, { maxLength: 3 }), 3),
        hash: rarely(text),
      }),
    })
    .map(({ where, parts }) => ({ raw: 'left behind', ...where, ...parts }));

export const url = (port: string): fc.Arbitrary<Json> => {
  const path = fc.array(text, { maxLength: 3 }).map((parts) => parts.map((part) => `/${part}`).join(''));
  const query = fc.oneof(
    fc.constant(''),
    fc.array(text, { maxLength: 3 }).map((parts) => `?${parts.join('&')}`),
  );
  const head = fc.constantFrom(
    '{{baseUrl}}',
    `http://127.0.0.1:${port}`,
    `127.0.0.1:${port}`,
    `HTTP://u:p%40s@127.0.0.1:${port}`,
  );
  const whole = fc.tuple(head, path, query).map((parts) => parts.join(''));
  return fc.oneof(
    { weight: 16, arbitrary: urlParts(port) },
    { weight: 3, arbitrary: whole },
    { weight: 1, arbitrary: whole.map((raw) => ({ raw })) },
  );
};
