import { isObject, type Json } from '../contract/json.js';
import type { Contract } from '../contract/model.js';
import { leaves } from '../contract/places.js';
import { answersOf } from './consumer-data.js';

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
    yield* namesIn([schemas.request(name)?.schema, ...answersOf(schemas, name)]);
  }
  yield* namesIn([...schemas.shared, schemas.error?.schema]);
  for (const { code, type } of catalog?.codes.values() ?? [])
    yield* [code, type ?? code].map((word) => word.toLowerCase());
}

/**
 * Every word that a contract holds where it speaks of answers: in its names, schemas, catalogue and saved examples.
 * Whoever reads it knows them.
 */
export function publicWords(contract: Contract): (word: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    words ??= new Set(publicWordsIn(contract));
    return words.has(word);
  };
}

function* publicWordsIn(contract: Contract): Generator<string> {
  const { operations, schemas } = contract;
  for (const text of wordsIn(contract)) yield* singleWords(text);
  const documents = [...schemas.shared, schemas.error?.schema];
  for (const { name, examples } of operations) {
    documents.push(...answersOf(schemas, name));
    for (const { body } of examples) yield* singleWords(body);
  }
  for (const { value } of leaves(documents)) yield* singleWords(String(value));
}

export const singleWords = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

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
