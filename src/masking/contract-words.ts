import { isObject, type Json } from '../contract/json.js';
import type { Contract } from '../contract/model.js';
import { DOCUMENTED_STATUSES } from '../contract/statuses.js';

/** Words that the reports need to speak of a contract: its operations, fields, values of lists and codes. */
export function contractWords(contract: Contract): (text: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  return (text) => {
    words ??= new Set(wordsIn(contract));
    return words.has(text.toLowerCase());
  };
}

function* wordsIn({ operations, schemas, catalog }: Contract): Generator<string> {
  for (const { name, folders } of operations) {
    for (const text of [name, ...folders]) yield* [text.toLowerCase(), ...text.toLowerCase().split(/[\s/]+/)];
    const bound = DOCUMENTED_STATUSES.map((status) => schemas.response(name, status)?.schema);
    yield* namesIn([schemas.request(name)?.schema, ...bound]);
  }
  yield* namesIn([...schemas.shared, schemas.error?.schema]);
  for (const { code, type } of catalog?.codes.values() ?? []) yield* [code.toLowerCase(), type.toLowerCase()];
}

/** Texts in which a schema says something to people. */
const PROSE = new Set(['description', 'title', '$comment', 'examples', 'example', 'default']);

function* namesIn(schema: Json | readonly (Json | undefined)[] | undefined): Generator<string> {
  if (typeof schema === 'string') yield schema.toLowerCase();
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, part] of Object.entries(schema)) {
    yield key.toLowerCase();
    if (!PROSE.has(key) || isObject(part)) yield* namesIn(part);
  }
}
