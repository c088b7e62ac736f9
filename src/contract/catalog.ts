import { ContractError, nearest } from './errors.js';
import { parseJsonFile, type WorkspaceFiles } from './files.js';
import { isObject, type Json, type JsonObject, own } from './json.js';
import { type JsonScan, scanJson } from './json-scan.js';
import { CAUSES, type CatalogCode, type Cause, type ErrorCatalog } from './model.js';
import { ERROR_STATUSES } from './statuses.js';

const KEYS = ['$schema', '$comment', 'complete', 'codes'];
const CODE_KEYS = ['type', 'statuses', 'causes', 'description', '$comment'];

/** Reads the error catalogue (`D4`), where there is one. @throws ContractError */
export async function readCatalog(files: WorkspaceFiles, file: string): Promise<ErrorCatalog | undefined> {
  const text = await files.read(file, 'CATALOG_INVALID');
  if (text === undefined) return undefined;
  const place = files.place(file);
  const json = parseJsonFile(text, place, 'CATALOG_INVALID');
  const codes = isObject(json) ? own(json, 'codes') : undefined;
  if (!isObject(json) || !isObject(codes)) {
    throw invalid(
      place,
      'it has no object `codes`',
      'Write {"codes": {"CODE": {"type": …, "statuses": […]}}}',
    );
  }
  refuseRepeatedKeys(scanJson(text), place);
  refuseUnknownKeys(json, KEYS, place);
  const complete = own(json, 'complete') ?? true;
  if (typeof complete !== 'boolean')
    throw invalid(place, '`complete` is no true or false', 'Write true or false');
  refuseCaseTwins(Object.keys(codes), place);
  const read = Object.entries(codes).map(
    ([code, said]) => [code, codeOf(code, said, `${place} › ${code}`)] as const,
  );
  return { file: place, complete, codes: new Map(read) };
}

function codeOf(code: string, said: Json, place: string): CatalogCode {
  if (code.trim() === '') throw invalid(place, 'a code is empty', 'Name it as the API does');
  if (!isObject(said)) throw invalid(place, 'it is no object', 'Write {"type": …, "statuses": […]}');
  refuseUnknownKeys(said, CODE_KEYS, place);
  const type = own(said, 'type');
  if (type !== undefined && (typeof type !== 'string' || type.trim() === '')) {
    throw invalid(
      place,
      'its `type` is empty, or no text',
      'Write the error_type that comes with this code, or leave it out where it is not known',
    );
  }
  return {
    code,
    type,
    statuses: statusesOf(own(said, 'statuses'), place),
    causes: causesOf(own(said, 'causes'), place),
  };
}

function statusesOf(said: Json | undefined, place: string): number[] {
  if (said === undefined) return [];
  const statuses = Array.isArray(said) ? said.filter((status) => typeof status === 'number') : [];
  if (!Array.isArray(said) || statuses.length === 0 || statuses.length < said.length) {
    throw invalid(
      place,
      '`statuses` is no list of statuses',
      'Write at least one, e.g. [400], or leave it out where they are not known',
    );
  }
  const odd = statuses.find((status) => !(status >= 400 && status <= 599));
  if (odd === undefined) return statuses;
  throw contradiction(
    place,
    `${odd} is no status of an error`,
    `Those of the documentation are ${ERROR_STATUSES.join(', ')}`,
  );
}

function causesOf(said: Json | undefined, place: string): Cause[] {
  if (said === undefined) return [];
  if (!Array.isArray(said))
    throw invalid(place, '`causes` is no list', 'Write a list, e.g. ["field-missing"]');
  return said.map((cause) => {
    const known = CAUSES.find((name) => name === cause);
    if (known) return known;
    const near = nearest(String(cause), CAUSES);
    throw invalid(
      place,
      `unknown cause "${String(cause)}"`,
      near ? `Did you mean "${near}"` : `Choose from ${CAUSES.join(', ')}`,
    );
  });
}

function refuseRepeatedKeys(scan: JsonScan, place: string): void {
  const [repeated] = scan.repeated;
  if (!repeated) return;
  const at = `${place}:${repeated.line}:${repeated.column}`;
  const code = repeated.parents.length === 1 && repeated.parents[0] === 'codes';
  const what = code ? 'the code' : 'the key';
  throw contradiction(at, `${what} "${repeated.key}" stands there twice`, 'Keep one of the two');
}

function refuseCaseTwins(codes: readonly string[], place: string): void {
  const byFold = new Map<string, string>();
  for (const code of codes) {
    const twin = byFold.get(code.toLowerCase());
    if (twin !== undefined) {
      throw contradiction(
        place,
        `the codes "${twin}" and "${code}" differ in case only`,
        'Keep the one that the API sends',
      );
    }
    byFold.set(code.toLowerCase(), code);
  }
}

function refuseUnknownKeys(object: JsonObject, known: readonly string[], place: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  throw invalid(
    place,
    `unknown key "${unknown}"`,
    near ? `Did you mean "${near}"` : `Known keys: ${known.join(', ')}`,
  );
}

function invalid(place: string, fact: string, fix: string): ContractError {
  return new ContractError('CATALOG_INVALID', place, fact, fix);
}

function contradiction(place: string, fact: string, fix: string): ContractError {
  return new ContractError('CATALOG_CONTRADICTION', place, fact, fix);
}
