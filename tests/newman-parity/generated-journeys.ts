import fc from 'fast-check';
import { isObject, type Json, type JsonObject, objectsOf } from '../../src/contract/json.js';
import { type Generated, generated } from './generated.js';
import { events, NAMES } from './generated-scripts.js';

/** Requests that are answered in many ways, with variables in every part. */
const request = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    path: fc.constantFrom(
      '/1',
      '/1/{{step}}',
      '/cookie',
      '/1?status=404',
      '/1?status=500',
      '/redirect',
      '/{{who}}/1?q={{kept}}',
    ),
    header: fc.constantFrom<Json>([], [{ key: 'X-A', value: '{{env}}-{{num}}' }]),
    body: fc.constantFrom<Json>(
      null,
      {
        mode: 'raw',
        raw: '{"who": "{{who}}", "n": {{num}} // a comment\n}',
        options: { raw: { language: 'json' } },
      },
      { mode: 'urlencoded', urlencoded: [{ key: 'step', value: '{{step}}' }] },
    ),
  })
  .map(({ path, ...parts }): JsonObject => ({ ...parts, url: `{{baseUrl}}${path}` }));

/** Names of requests: one stands there twice. */
const TITLES = ['first', 'second', 'twin', 'twin', 'with / a slash', 'last'];
const IDS = ['r.0', 'r.1.0', 'r.2', 'r.3'];

/** A collection whose scripts and folders steer it, with requests of the other generator among its own. */
export const generatedJourney = (port: string): fc.Arbitrary<Generated> => {
  const targets = [...TITLES, ...IDS];
  const own = fc
    .tuple(fc.constantFrom(...TITLES), request, events(targets, true))
    .map(([name, made, scripts]): JsonObject => ({ name, request: made, ...scripts }));
  const folder = (inner: fc.Arbitrary<JsonObject>) =>
    fc
      .tuple(events(targets, false), fc.array(inner, { minLength: 1, maxLength: 3 }))
      .map(([scripts, item]): JsonObject => ({ name: 'folder', item, ...scripts }));
  const items = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: own },
      {
        weight: 2,
        arbitrary: folder(fc.oneof({ weight: 3, arbitrary: own }, { weight: 1, arbitrary: folder(own) })),
      },
    ),
    {
      minLength: 3,
      maxLength: 6,
    },
  );
  return fc
    .tuple(generated(port), items, events(targets, false), fc.array(fc.nat(), { maxLength: 3 }))
    .map(([other, item, scripts, places]) => {
      const strangers = requestsIn(other.collection).filter(isPlain);
      const added = places.flatMap((place) => strangers[place % strangers.length] ?? []);
      return {
        ...other,
        collection: { ...other.collection, ...scripts, item: [...item, ...added] },
        environment: [...other.environment, { key: 'who', value: 'of the environment' }],
        globals: [...other.globals, { key: NAMES[3] ?? '', value: 'of the globals' }],
      };
    });
};

function requestsIn(node: JsonObject): JsonObject[] {
  return objectsOf(node['item']).flatMap((item) => (Array.isArray(item['item']) ? requestsIn(item) : [item]));
}

/**
 * A Host of its own is refused by the suite in every environment; newman tells of a body that it cannot send, and may
 * send the request after all, sooner or later.
 */
function isPlain({ request: made }: JsonObject): boolean {
  const { header, body } = isObject(made) ? made : {};
  return !/"host"/i.test(JSON.stringify(header ?? '')) && !/"content":/.test(JSON.stringify(body ?? ''));
}
