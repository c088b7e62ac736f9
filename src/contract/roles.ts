import { credentialVariables } from './credential-variables.js';
import { pathSegments } from './items.js';
import { isObject, own, scalarText } from './json.js';
import type { Operation, Role } from './model.js';
import { filledSegments, finalVariable, isDeleting, pathThings } from './paths.js';
import { isRecord, jsonOf } from './places.js';
import { scriptVariables } from './scripts.js';
import { templateVariables } from './variables.js';
import { plural, roleOfWords, singular, wordsOf } from './words.js';

/** An operation before its role and what deletes its creation are known. */
export type Roleless = Omit<Operation, 'role' | 'deletedBy' | 'leftOut'>;

/**
 * What an operation does to its resource: said by its saved success (201 creates), its method where the API
 * uses methods, the words of its path and name, or by its test that keeps an identifier. Undefined where
 * nothing says it, and for an operation that shows an error.
 *
 * @param isCredential whether a variable holds a credential: what keeps nothing else creates nothing
 */
export function roleOf(operation: Roleless, isCredential: (name: string) => boolean): Role | undefined {
  if (operation.expectsError) return undefined;
  const last = pathSegments(operation.request).at(-1) ?? '';
  const spoken =
    roleOfWords(identifier(last) ? [] : wordsOf(last)) ?? roleOfWords(wordsOf(ownName(operation)));
  if (operation.method === 'DELETE') return 'delete';
  if (operation.method === 'PUT' || operation.method === 'PATCH') return 'update';
  if (operation.method === 'GET' || operation.method === 'HEAD') return readingRole(last, spoken);
  if (operation.examples.some((example) => example.status === 201)) return 'create';
  if (spoken && spoken !== 'read') return spoken;
  const keeps = keptByOwnTests(operation).some((name) => !isCredential(name));
  if (!spoken && keeps && !isLogIn(operation)) return 'create';
  return answersWithPage(operation) ? 'list' : spoken;
}

const LOG_IN = /\b(?:log ?in|log ?on|sign ?in|authenticate|authorize|auth)\b/;

/** Whether its words say that somebody logs in: what it keeps was there before. */
function isLogIn(operation: Roleless): boolean {
  return [ownName(operation), ...pathSegments(operation.request)].some((text) =>
    LOG_IN.test(wordsOf(text).join(' ')),
  );
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

/** Which operations create what a variable names. */
export type Creators = ReadonlyMap<string, readonly Operation[]>;

export function creatorsOf(operations: readonly Operation[]): Creators {
  const isCredential = credentialVariables(operations);
  const creators = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.role !== 'create') continue;
    for (const name of keptOf(operation, isCredential))
      creators.set(name, [...(creators.get(name) ?? []), operation]);
  }
  return creators;
}

/** For each create (by name), the operation that deletes what it made: the one whose path ends in it before others. */
export function deletions(operations: readonly Operation[]): Map<string, string> {
  const creators = creatorsOf(operations);
  const deleting = operations
    .filter(({ role, expectsError, leftOut }) => role === 'delete' && !expectsError && !leftOut)
    .filter((operation) => !deletesAnother(operation, operations));
  const found = new Map<string, string>();
  const inPath = (operation: Operation): boolean =>
    finalVariable(operation.request, isDeleting) !== undefined;
  for (const operation of [...deleting.filter(inPath), ...deleting.filter((one) => !inPath(one))]) {
    for (const create of creators.get(targetOf(operation, creators) ?? '') ?? []) {
      if (!found.has(create.name)) found.set(create.name, operation.name);
    }
  }
  return found;
}

/**
 * Whether what it deletes is made by an operation that is given the same variable: `favorites/delete` undoes
 * `favorites/add`, and not `articles/create`, whose article both name in their bodies.
 */
function deletesAnother(
  { request, templateVariables }: Operation,
  operations: readonly Operation[],
): boolean {
  const things = pathThings(request);
  if (things === '' || finalVariable(request, isDeleting) !== undefined) return false;
  const makers = operations.filter((one) => one.role === 'create' && pathThings(one.request) === things);
  return (
    makers.length > 0 &&
    makers.every(
      (maker) =>
        maker.templateVariables.some((name) => templateVariables.includes(name)) &&
        !maker.writes.some((name) => templateVariables.includes(name)),
    )
  );
}

/**
 * The variable that names what an operation is about: the one that its path ends in, else the one outside of the path
 * that its words speak of.
 */
export function targetOf(operation: Operation, creators: Creators): string | undefined {
  const { role, request, templateVariables: used } = operation;
  const last = finalVariable(request, role === 'delete' ? isDeleting : undefined);
  if (last !== undefined && creators.has(last)) return last;
  // What stands further up in the path is what it belongs to.
  const above = new Set(filledSegments(request).flatMap(templateVariables));
  const candidates = used.filter(
    (name) => creators.has(name) && !above.has(name) && !inAuth(operation, name),
  );
  if (candidates.length < 2) return candidates[0];
  const spoken = new Set(
    [...wordsOf(operation.name), ...pathSegments(request).flatMap(wordsOf)].map(singular),
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
export function keptOf(operation: Roleless, isCredential: (name: string) => boolean): string[] {
  const kept = keptByOwnTests(operation);
  return (kept.length > 0 ? kept : chosenBy(operation)).filter((name) => !isCredential(name));
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
