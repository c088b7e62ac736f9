import type { Contract, Operation } from '../contract/model.js';
import { sampleOf } from '../plan/sample.js';
import { Setups } from '../plan/setup.js';

/** The operations that one trial runs. */
export interface Picked {
  readonly operations: readonly string[];
  /** Those that have the fault; undefined where every operation has it. */
  readonly faulty?: readonly string[];
}

const BASE = 'https://reference.invalid/billers/{CLIENT_ID}';
/** Operations with the fault that one trial runs at most. */
const FAULTY = 3;
/** What holds everywhere shows on these; the others need more setups, and show no more. */
const SHOWING = ['create', 'read', 'list'] as const;

/**
 * Operations that show a fault, and a few beside it that must not fail; each brings its setup along.
 *
 * @param touches paths of endpoints, e.g. `/exports/{export_id}/download`; undefined: every one
 */
export function pickFor(contract: Contract, touches: readonly string[] | undefined, whole: boolean): Picked {
  const all = contract.operations;
  if (touches === undefined) return { operations: names(whole ? all : perRole(all, SHOWING)) };
  const faulty = all.filter((operation) => touches.some((path) => sendsTo(operation, path)));
  const shown = evenly(faulty, FAULTY);
  return {
    operations: names(whole ? all : [...shown, ...beside(contract, faulty)]),
    faulty: names(faulty),
  };
}

/**
 * Operations on which a correct API has to raise no alarm.
 *
 * @param touches paths of the endpoints on which it is correct in another way than usual
 */
export function pickSpread(
  { operations }: Contract,
  touches: readonly string[] | undefined,
  whole: boolean,
): Picked {
  const roles = [...new Set(operations.map(({ role }) => role))];
  const other = operations.filter((operation) => touches?.some((path) => sendsTo(operation, path)));
  return { operations: names(whole ? operations : [...new Set([...perRole(operations, roles), ...other])]) };
}

/** The middle one of the operations of each role. */
function perRole(operations: readonly Operation[], roles: readonly Operation['role'][]): Operation[] {
  return roles.flatMap((role) => {
    const alike = operations.filter((operation) => operation.role === role);
    return alike[alike.length >> 1] ?? [];
  });
}

/** One that needs an operation with the fault before it, and one that needs none: those that take the fewest requests. */
function beside(contract: Contract, faulty: readonly Operation[]): Operation[] {
  const setups = new Setups(contract);
  const others = contract.operations
    .filter((operation) => !faulty.includes(operation))
    .map((operation) => {
      const setup = setups.of([operation], 'sandbox', true);
      return { operation, before: 'operations' in setup ? setup.operations : [] };
    })
    .sort((a, b) => cost(a.operation, a.before) - cost(b.operation, b.before));
  const dependent = others.find(({ before }) => before.some((one) => faulty.includes(one)));
  const independent = others.find(({ before }) => !before.some((one) => faulty.includes(one)));
  return [dependent, independent].flatMap((found) => found?.operation ?? []);
}

/** What changes data needs a setup for each of its requests that succeed. */
const cost = ({ changes }: Operation, before: readonly Operation[]): number =>
  before.length * (changes ? 5 : 1) + (changes ? 1 : 0);

function sendsTo(operation: Operation, path: string): boolean {
  const [target = ''] = sampleOf(operation, BASE).request.target.split('?');
  const sent = target.split('/').slice(3);
  const wanted = path.split('/').slice(1);
  return (
    sent.length === wanted.length &&
    wanted.every((part, index) => part.startsWith('{') || part === sent[index])
  );
}

function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).flatMap(
    (item) => item ?? [],
  );
}

const names = (operations: readonly Operation[]): string[] => operations.map(({ name }) => name);
