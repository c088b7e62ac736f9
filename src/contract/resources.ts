import { pathSegments } from './items.js';
import type { Contract, Operation, Role } from './model.js';
import { keptOf, targetOf } from './roles.js';
import { roleOfWords, singular, wordsOf } from './words.js';

/** The operations on one kind of resource, as data flow, saved examples and names show them. */
export interface Resource {
  readonly create: Operation;
  /** The variable that holds the identifier of what was created. */
  readonly variable: string;
  readonly read?: Operation;
  readonly list?: Operation;
  readonly update?: Operation;
  readonly delete?: Operation;
}

const known = new WeakMap<Contract, readonly Resource[]>();

/** Every kind of resource that the collection creates. */
export function resourcesOf(contract: Contract): readonly Resource[] {
  const found = known.get(contract) ?? findResources(contract.operations);
  known.set(contract, found);
  return found;
}

const variables = new WeakMap<Contract, ReadonlySet<string>>();

/** Variables that hold the identifier of something that the collection creates. */
export function createdVariables(contract: Contract): ReadonlySet<string> {
  const found = variables.get(contract) ?? new Set(resourcesOf(contract).map(({ variable }) => variable));
  variables.set(contract, found);
  return found;
}

/** The resource that an operation has that role for. */
export function resourceOf(contract: Contract, operation: Operation): Resource | undefined {
  const { role } = operation;
  return role && resourcesOf(contract).find((resource) => resource[role] === operation);
}

/** Roles of operations that name one resource by its identifier. */
const NAMING: readonly Role[] = ['read', 'update', 'delete'];

function findResources(operations: readonly Operation[]): Resource[] {
  const working = operations.filter(({ expectsError }) => !expectsError);
  const creators = creatorsOf(working);
  const lists = working.filter(({ role }) => role === 'list');
  const naming = working.flatMap((operation) => {
    const { role } = operation;
    const target = role && NAMING.includes(role) ? targetOf(operation, creators) : undefined;
    return target === undefined ? [] : [{ operation, role, target }];
  });
  return working.flatMap((create): Resource[] => {
    const kept = create.role === 'create' ? keptOf(create) : [];
    const variable = kept.find((name) => naming.some(({ target }) => target === name)) ?? kept[0];
    if (variable === undefined) return [];
    const of = (role: Role): Operation | undefined =>
      naming.find((named) => named.role === role && named.target === variable)?.operation;
    const [read, update, del, list] = [
      of('read'),
      of('update'),
      of('delete'),
      listOf(create, variable, lists),
    ];
    return [
      {
        create,
        variable,
        ...(read && { read }),
        ...(list && { list }),
        ...(update && { update }),
        ...(del && { delete: del }),
      },
    ];
  });
}

function creatorsOf(operations: readonly Operation[]): Map<string, Operation[]> {
  const creators = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.role !== 'create') continue;
    for (const name of keptOf(operation)) creators.set(name, [...(creators.get(name) ?? []), operation]);
  }
  return creators;
}

/**
 * The list that speaks of the same things in its path, or else in its name, or stands alone in the folder; there it may
 * be asked for what belongs to one of them.
 */
function listOf(create: Operation, variable: string, lists: readonly Operation[]): Operation | undefined {
  const same = (words: (operation: Operation) => string): Operation | undefined =>
    words(create) === '' ? undefined : lists.find((list) => words(list) === words(create));
  const siblings = lists.filter((list) => list.folders.join('/') === create.folders.join('/'));
  const alone = siblings.length === 1 && !siblings[0]?.templateVariables.includes(variable);
  return same(pathWords) ?? same(nameWords) ?? (alone ? siblings[0] : undefined);
}

/** What the path speaks of: its words without verbs and variables, in the singular. */
const pathWords = (operation: Operation): string =>
  things(pathSegments(operation.request).filter((segment) => !/^[:{]|\{\{/.test(segment)));

const nameWords = (operation: Operation): string => things([operation.name.split(' / ').at(-1) ?? '']);

const FILLING = new Set(['a', 'an', 'the', 'all', 'new', 'one', 'of']);

function things(texts: readonly string[]): string {
  return texts
    .flatMap(wordsOf)
    .filter((word) => !FILLING.has(word) && roleOfWords([word]) === undefined)
    .map(singular)
    .join(' ');
}
