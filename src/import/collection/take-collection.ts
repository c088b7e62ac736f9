import { ContractError } from '../../contract/errors.js';
import { placedRequests } from '../../contract/items.js';
import type { JsonObject } from '../../contract/json.js';
import { type OtherThing, recognise } from '../../contract/recognise.js';
import type { TextSource } from '../source/source.js';
import type { TakenCollection } from '../taken.js';
import { Findings } from './findings.js';
import { readDocument, refuseDepth } from './read-document.js';
import { tidied } from './tidy.js';
import { asV21 } from './v20.js';

/**
 * Takes in a Postman collection v1, v2.0 or v2.1, also as the Postman API wraps it. What v2.1 holds stays as it is,
 * unknown keys included; what is no valid part of it and can be understood is written as it should be, with a note.
 *
 * @throws ContractError COLLECTION_NOT_JSON, COLLECTION_NOT_A_COLLECTION, COLLECTION_UNREADABLE, COLLECTION_EMPTY
 */
export async function takeCollection(source: TextSource): Promise<TakenCollection> {
  const { place } = source;
  const { json, notes } = await readDocument(source, 'COLLECTION_NOT_JSON');
  const found = new Findings(place);
  found.notes.push(...notes);
  const recognised = recognise(json);
  const current =
    'collection' in recognised ? recognised.collection : await converted(recognised, found, place);
  const collection = tidied(current, found);
  if (placedRequests(collection).next().done && found.flaws.length === 0) throw empty(place);
  return { collection, notes: found.notes, flaws: found.flaws };
}

async function converted(thing: OtherThing, found: Findings, place: string): Promise<JsonObject> {
  if (thing.older?.version === '2.0') return asV21(thing.older.collection, found);
  if (thing.older) {
    const { convertV1 } = await import('./v1/convert.js');
    const collection = convertV1(thing.older.collection, found);
    // Folders of v1 lie flat in the file, so that only now it shows how deep they are.
    refuseDepth(collection, place);
    return collection;
  }
  throw new ContractError(
    'COLLECTION_NOT_A_COLLECTION',
    place,
    `this is ${thing.is}, no Postman collection`,
    besides[thing.beside ?? 'none'] ?? thing.fix,
  );
}

const besides: Readonly<Record<string, string>> = {
  spec: 'Name the collection to be imported, and this document with --spec',
  'old spec':
    'Name the collection to be imported, and with --spec this document as OpenAPI 3: swagger2openapi converts it',
  environment: 'Name the collection to be imported, and this file with --environment',
};

function empty(place: string): ContractError {
  return new ContractError(
    'COLLECTION_EMPTY',
    place,
    'the collection holds no request',
    'Export one that has requests',
  );
}
