import { pathSegments } from './items.js';
import { isObject, own, scalarText } from './json.js';
import type { Operation, Role } from './model.js';
import { isRecord, jsonOf } from './places.js';
import { scriptVariables } from './scripts.js';
import { templateVariables } from './variables.js';
import { plural, roleOfWords, singular, wordsOf } from './words.js';

/** An operation before its role and what deletes its creation are known. */
export type Roleless = Omit<Operation, 'role' | 'deletedBy'>;

/**
 * What an operation does to its resource: said by its saved success (201 creates), its method where the API
 * uses methods, the words of its path and name, or by its test that keeps an identifier. Undefined where
 * nothing says it, and for an operation that shows an error.
 */
export function roleOf(operation: Roleless): Role | undefined {
  if (operation.expectsError) return undefined;
  const last = pathSegments(operation.request).at(-1) ?? '';
  const spoken =
    roleOfWords(identifier(last) ? [] : wordsOf(last)) ?? roleOfWords(wordsOf(ownName(operation)));
  if (operation.method === 'DELETE') return 'delete';
  if (operation.method === 'PUT' || operation.method === 'PATCH') return 'update';
  if (operation.method === 'GET' || operation.method === 'HEAD') return readingRole(last, spoken);
  if (operation.examples.some((example) => example.status === 201)) return 'create';
  if (spoken && spoken !== 'read') return spoken;
  if (!spoken && keptByOwnTests(operation).length > 0) return 'create';
  return answersWithPage(operation) ? 'list' : spoken;
}

/** Parameters by which pages are asked for. */
const PAGING = /"(?:page|page_?size|per_?page|limit|offset|size|cursor)"\s*:/i;

/** A request for a page of something, and for nothing that has a name, whose saved success holds a list of objects. */
function answersWithPage({ request, examples }: Roleless): boolean {
  const body = own(request, 'body');
  const sent = (isObject(body) && scalarText(own(body, 'raw'))) || '';
  const named = [sent, ...pathSegments(request)].flatMap(templateVariables);
  if (!PAGING.test(sent) || named.some((name) => name !== 'clientId')) return false;
  const success = examples.find(({ status }) => status === 200);
  const json = success && jsonOf(success.body);
  return [json, ...(isRecord(json) ? Object.values(json) : [])].some(
    (value) => Array.isArray(value) && value.length > 0 && value.every(isRecord),
  );
}

/** For each create (by name), the operation that deletes what it made. */
export function deletions(operations: readonly Operation[]): Map<string, string> {
  const creators = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.role !== 'create') continue;
    for (const name of keptOf(operation)) creators.set(name, [...(creators.get(name) ?? []), operation]);
  }
  const found = new Map<string, string>();
  for (const operation of operations) {
    if (operation.role !== 'delete' || operation.expectsError) continue;
    for (const create of creators.get(targetOf(operation, creators) ?? '') ?? []) {
      if (!found.has(create.name)) found.set(create.name, operation.name);
    }
  }
  return found;
}

/** The variable that names what is deleted: the last one of the path, else the one that its words speak of. */
export function targetOf(operation: Operation, creators: ReadonlyMap<string, unknown>): string | undefined {
  const inPath = pathSegments(operation.request).flatMap(templateVariables);
  const last = inPath.filter((name) => creators.has(name)).at(-1);
  if (last !== undefined) return last;
  const candidates = operation.templateVariables.filter(
    (name) => creators.has(name) && !inAuth(operation, name),
  );
  if (candidates.length < 2) return candidates[0];
  const spoken = new Set(
    [...wordsOf(operation.name), ...pathSegments(operation.request).flatMap(wordsOf)].map(singular),
  );
  return (
    candidates.find((name) => wordsOf(name).some((word) => spoken.has(singular(word)))) ?? candidates.at(-1)
  );
}

/** Variables that its own tests set; an inherited script runs after every operation and tells nothing of this one. */
export function keptByOwnTests(operation: Roleless): string[] {
  return setByOwn(operation, 'test');
}

/**
 * Variables that hold what an operation creates: those that its tests keep of the answer; where they keep nothing,
 * those that its own pre-request script makes up and its request sends, since a client may choose an identifier.
 */
export function keptOf(operation: Roleless): string[] {
  const kept = keptByOwnTests(operation);
  return kept.length > 0 ? kept : chosenBy(operation);
}

/** Variables of its request that its own pre-request script makes up. */
export function chosenBy(operation: Roleless): string[] {
  return setByOwn(operation, 'prerequest').filter((name) => operation.templateVariables.includes(name));
}

function setByOwn(operation: Roleless, listen: 'test' | 'prerequest'): string[] {
  return operation.scripts
    .filter((script) => script.listen === listen && script.owner === operation.name)
    .flatMap((script) => scriptVariables(script.source).writes);
}

function readingRole(last: string, spoken: Role | undefined): Role {
  if (identifier(last)) return 'read';
  if (spoken === 'read' || spoken === 'list') return spoken;
  return wordsOf(last).some(plural) ? 'list' : 'read';
}

function identifier(segment: string): boolean {
  return segment.startsWith(':') || segment.startsWith('{') || /^\d+$/.test(segment);
}

function inAuth(operation: Operation, name: string): boolean {
  return operation.auth !== undefined && JSON.stringify(operation.auth).includes(`{{${name}}}`);
}

function ownName(operation: Roleless): string {
  return operation.name.slice(operation.folders.join(' / ').length);
}
