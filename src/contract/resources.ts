import { credentialVariables } from './credential-variables.js';
import type { Contract, Operation, Role } from './model.js';
import { filledSegments, pathThings, thingsIn } from './paths.js';
import { creatorsOf, keptByOwnTests, keptOf, targetOf } from './roles.js';
import { templateVariables } from './variables.js';

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

/** What an operation creates. */
export interface Creation {
  /** The variable that names it to its deletion, else those that are kept of it; none where no script keeps them. */
  readonly names: readonly string[];
  /** What else is kept of it that its deletion sends: the token of its owner. */
  readonly beside: readonly string[];
  /** Variables that name what it belongs to. */
  readonly above: readonly string[];
  readonly deleteBy?: Operation;
}

/** What an operation is about, in one word: the last thing of its path, else of its name. */
export function kindOf(operation: Operation): string {
  const [things = ''] = [pathWords(operation), nameWords(operation)].filter((words) => words !== '');
  return things.split(' ').at(-1) || operation.name;
}

const creations = new WeakMap<Contract, ReadonlyMap<Operation, Creation>>();

/** What an operation creates; a log-in, of which only credentials are kept, creates nothing. */
export function creationOf(contract: Contract, operation: Operation): Creation | undefined {
  const found = creations.get(contract) ?? findCreations(contract);
  creations.set(contract, found);
  return found.get(operation);
}

function findCreations(contract: Contract): Map<Operation, Creation> {
  const { operations } = contract;
  const isCredential = credentialVariables(operations);
  const creators = creatorsOf(operations);
  const creating = operations.filter(
    ({ role, changes, expectsError }) => role === 'create' && changes && !expectsError,
  );
  return new Map(
    creating.flatMap((operation) => {
      const kept = keptOf(operation, isCredential);
      if (kept.length === 0 && keptOf(operation, () => false).length > 0) return [];
      const above = filledSegments(operation.request)
        .flatMap(templateVariables)
        .filter((name) => creators.has(name) && !kept.includes(name));
      const deleteBy = operations.find(({ name }) => name === operation.deletedBy);
      const target = deleteBy && targetOf(deleteBy, creators);
      const names = target === undefined ? kept : [target];
      const beside =
        deleteBy?.templateVariables.filter((name) => keptByOwnTests(operation).includes(name)) ?? [];
      return [[operation, { names, beside, above, ...(deleteBy && { deleteBy }) }] as const];
    }),
  );
}

/** The resource that an operation has that role for. */
export function resourceOf(contract: Contract, operation: Operation): Resource | undefined {
  const { role } = operation;
  return role && resourcesOf(contract).find((resource) => resource[role] === operation);
}

/** Roles of operations that name one resource by its identifier. */
const NAMING: readonly Role[] = ['read', 'update', 'delete'];

function findResources(operations: readonly Operation[]): Resource[] {
  const working = operations.filter(({ expectsError, leftOut }) => !expectsError && !leftOut);
  const creators = creatorsOf(working);
  const isCredential = credentialVariables(working);
  const lists = working.filter(({ role }) => role === 'list');
  const naming = working.flatMap((operation) => {
    const { role } = operation;
    const target = role && NAMING.includes(role) ? targetOf(operation, creators) : undefined;
    return target === undefined ? [] : [{ operation, role, target }];
  });
  return working.flatMap((create): Resource[] => {
    const kept = create.role === 'create' ? keptOf(create, isCredential) : [];
    const variable = kept.find((name) => naming.some(({ target }) => target === name)) ?? kept[0];
    if (variable === undefined) return [];
    const of = (role: Role): Operation | undefined =>
      naming.find((named) => named.role === role && named.target === variable)?.operation;
    const [read, update, del, list] = [
      of('read'),
      of('update'),
      naming.find((named) => named.operation.name === create.deletedBy && named.target === variable)
        ?.operation,
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

const pathWords = ({ request }: Operation): string => pathThings(request);

const nameWords = (operation: Operation): string => thingsIn([operation.name.split(' / ').at(-1) ?? '']);
