import { ContractError } from '../../contract/errors.js';
import { isObject, type Json, own, scalarText } from '../../contract/json.js';
import { recognise } from '../../contract/recognise.js';
import type { ImportNote } from '../taken.js';
import type { Documents } from './documents.js';
import { readDocuments } from './read-documents.js';

/** An OpenAPI document as read, with the files that its `$ref`s name. */
export interface Spec {
  readonly version: '3.0' | '3.1';
  readonly documents: Documents;
  /** What was found in reading: keys that stand twice. */
  readonly notes: readonly ImportNote[];
}

const FIX = 'Name an OpenAPI document 3.0 or 3.1 with --spec FILE';

/**
 * Reads an OpenAPI 3.0 or 3.1 document, YAML or JSON. Its `$ref`s may name files in its folder and below; nothing
 * else is read, and nothing is fetched.
 *
 * @param named as errors and notes name it
 * @throws ContractError `SPEC_UNREADABLE`, `SPEC_INVALID` for any other document, `SPEC_REF_REFUSED`
 */
export async function readSpec(file: string, named = file): Promise<Spec> {
  const { documents, notes } = await readDocuments(file, named, (json, place) => {
    versionOf(json, place);
  });
  return { version: versionOf(documents.root.json, documents.root.place), documents, notes };
}

function versionOf(json: Json, place: string): Spec['version'] {
  const said = isObject(json) ? own(json, 'openapi') : undefined;
  // YAML takes an unquoted 3.0 for the number 3.
  const version = said === 3 ? '3.0' : (scalarText(said) ?? '');
  if (/^3\.0(\.|$)/.test(version)) return '3.0';
  if (/^3\.1(\.|$)/.test(version)) return '3.1';
  const { is, fix } = otherThing(json);
  throw new ContractError('SPEC_INVALID', place, `this is ${is}, no OpenAPI document 3.0 or 3.1`, fix);
}

function otherThing(json: Json): { is: string; fix: string } {
  const swagger = isObject(json) ? scalarText(own(json, 'swagger')) : undefined;
  if (swagger !== undefined) {
    return { is: `a Swagger ${swagger} document`, fix: 'Convert it to OpenAPI 3, e.g. with swagger2openapi' };
  }
  const recognised = recognise(json);
  if ('collection' in recognised) {
    return { is: 'a Postman collection', fix: 'Name it as the source of the import, without --spec' };
  }
  const other = recognised.is.startsWith('a JSON object') ? 'an object without `openapi`' : recognised.is;
  return { is: other, fix: FIX };
}
