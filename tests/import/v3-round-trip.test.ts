import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isObject, type JsonObject, parseJson } from '../../src/contract/json.js';
import { takeV3 } from '../../src/import/v3/take.js';
import { write } from './v3-directory.js';
import { writtenAsV3 } from './v3-writer.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '{{a}}',
    '# no comment',
    ' blanks ',
    'a: b',
    '- c',
    '10',
    'null',
    'true',
    '*a',
    '&b',
    '!c',
    '~',
    '...',
    'a\nb',
    '\ta',
    '__proto__',
    "it's",
    '"',
  ),
);
const code = fc.array(
  fc.oneof(
    text.map((line) => line.replaceAll('\n', '')),
    fc.constant(''),
  ),
  { minLength: 1, maxLength: 5 },
);
const word = fc.constantFrom(
  'page',
  'X-One',
  'x-one',
  '10',
  'a b',
  '{{name}}',
  'größe',
  '__proto__',
  'constructor',
);

const named = <T>(value: T | undefined, key: string) => (value === undefined ? {} : { [key]: value });
const pair = fc
  .tuple(word, text, fc.option(text, { nil: undefined }), fc.boolean())
  .map(([key, value, description, off]) => ({
    key,
    value,
    ...named(description, 'description'),
    ...(off ? { disabled: true } : {}),
  }));
const param = fc
  .tuple(word, fc.option(word), fc.boolean())
  .map(([key, value, off]) => ({ key, value, ...(off ? { disabled: true } : {}) }));

const events = fc
  .uniqueArray(fc.tuple(fc.constantFrom('prerequest', 'test'), code), {
    selector: ([listen]) => listen,
    maxLength: 2,
  })
  .map((list) => list.map(([listen, exec]) => ({ listen, script: { type: 'text/javascript', exec } })));

const auth = fc.oneof(
  fc.constant({ type: 'noauth' }),
  text.map((value) => ({ type: 'bearer', bearer: [{ key: 'token', value, type: 'string' }] })),
  fc.tuple(text, fc.boolean()).map(([value, flag]) => ({
    type: 'digest',
    digest: [
      { key: 'username', value, type: 'string' },
      { key: 'disableRetryRequest', value: flag, type: 'boolean' },
    ],
  })),
);

const request = fc
  .record({
    name: text,
    method: fc.constantFrom('GET', 'POST', 'patch', 'VIEW'),
    header: fc.array(pair, { maxLength: 4 }),
    query: fc.array(param, { maxLength: 4 }),
    id: fc.option(text),
    events,
    auth: fc.option(auth),
    description: fc.option(text),
  })
  .map(({ name, method, header, query, id, events: event, auth: own, description }) => ({
    name,
    ...(event.length > 0 ? { event } : {}),
    request: {
      ...(own ? { auth: own } : {}),
      method,
      header,
      url: urlOf(query, id),
      ...(description === null ? {} : { description }),
    },
  }));

function urlOf(
  query: readonly { key: string; value: string | null; disabled?: boolean }[],
  id: string | null,
) {
  const pairs = query
    .filter(({ disabled }) => !disabled)
    .map(({ key, value }) => (value === null ? key : `${key}=${value}`));
  const segments = ['things', ...(id === null ? [] : [':id'])];
  return {
    raw: `{{baseUrl}}/${segments.join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`,
    host: ['{{baseUrl}}'],
    path: segments,
    ...(query.length > 0 ? { query } : {}),
    ...(id === null ? {} : { variable: [{ key: 'id', value: id }] }),
  };
}

const { item } = fc.letrec((tie) => ({
  item: fc.oneof({ depthSize: 'small', maxDepth: 4 }, request, tie('folder')),
  folder: fc
    .record({
      name: text,
      item: fc.array(tie('item'), { maxLength: 4 }),
      auth: fc.option(auth),
      event: events,
    })
    .map(({ name, item: inner, auth: own, event }) => ({
      name,
      item: inner,
      ...(own ? { auth: own } : {}),
      ...(event.length > 0 ? { event } : {}),
    })),
}));

const collection = fc
  .record({
    name: text,
    description: text,
    item: fc.array(item, { maxLength: 4 }),
    auth: fc.option(auth),
    event: events,
    variable: fc.uniqueArray(fc.record({ key: word, value: text }), {
      selector: ({ key }) => key,
      maxLength: 4,
    }),
  })
  .map(({ name, description, item: inner, auth: own, event, variable }) => ({
    info: {
      name,
      description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: inner,
    ...(own ? { auth: own } : {}),
    ...(event.length > 0 ? { event } : {}),
    ...(variable.length > 0 ? { variable } : {}),
  }));

describe('A collection v2.1 that was written as v3', () => {
  test('is the same when it is read back: names, order, headers, query, scripts, auth', async () => {
    await fc.assert(
      fc.asyncProperty(collection, async (original) => {
        const written = parsed(original);
        const directory = mkdtempSync(path.join(tmpdir(), 'v3-round-'));
        try {
          await write(directory, writtenAsV3(written));
          const read = await takeV3(directory);
          expect(read.flaws.filter(({ code: one }) => one !== 'COLLECTION_EMPTY')).toEqual([]);
          expect(JSON.stringify(read.collection)).toBe(JSON.stringify(written));
        } finally {
          rmSync(directory, { recursive: true, force: true });
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

/** Null prototypes and the like gone, as a file would have it. */
function parsed(value: object): JsonObject {
  const json = parseJson(JSON.stringify(value));
  return isObject(json) ? json : {};
}
