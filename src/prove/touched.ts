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
/** Operations with the fault, and beside it, that one trial runs. */
const FAULTY = 4;
const BESIDE = 1;

/**
 * Operations that show a fault, and a few beside it that must not fail; each brings its setup along.
 *
 * @param touches paths of endpoints, e.g. `/exports/{export_id}/download`; undefined: every one
 */
export function pick(contract: Contract, touches: readonly string[] | undefined, whole: boolean): Picked {
  const all = contract.operations;
  if (touches === undefined) return { operations: names(whole ? all : spread(all)) };
  const faulty = all.filter((operation) => touches.some((path) => sendsTo(operation, path)));
  const shown = evenly(faulty, FAULTY);
  return {
    operations: names(whole ? all : [...shown, ...beside(contract, faulty)]),
    faulty: names(faulty),
  };
}

/** One operation of each role: what holds everywhere shows on them. */
function spread(operations: readonly Operation[]): Operation[] {
  return [...new Set(operations.map(({ role }) => role))].flatMap((role) => {
    const alike = operations.filter((operation) => operation.role === role);
    return alike[alike.length >> 1] ?? [];
  });
}

/** One that needs an operation with the fault before it, and one that needs none. */
function beside(contract: Contract, faulty: readonly Operation[]): Operation[] {
  const setups = new Setups(contract);
  const needs = (operation: Operation): boolean => {
    const setup = setups.of([operation], 'sandbox', true);
    return 'operations' in setup && setup.operations.some((before) => faulty.includes(before));
  };
  const others = contract.operations.filter((operation) => !faulty.includes(operation));
  const [dependent] = others.filter(needs);
  const independent = others.filter((operation) => !needs(operation));
  return [...(dependent ? [dependent] : []), ...evenly(independent, BESIDE)];
}

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
