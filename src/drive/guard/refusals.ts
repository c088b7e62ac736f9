import type { EnvironmentName, WireRequest } from '../../contract/exchange.js';
import type { Contract, Operation } from '../../contract/model.js';
import type { Departure } from './departure.js';

/** Operations that one sentence names. */
const NAMED = 5;

interface Refused {
  count: number;
  /** The first one, `DELETE /things/1`. */
  readonly first: string;
  readonly operations: Set<Operation>;
  readonly byScript: Set<Operation>;
}

/** What the guard of one environment refused, so that a run can tell. */
export class Refusals {
  readonly #by = new Map<string, Refused>();

  constructor(
    readonly contract: Contract,
    readonly environment: EnvironmentName,
  ) {}

  add(fact: string, { by, operation }: Departure, { method, target }: WireRequest): void {
    const first = `${method} ${target.split('?')[0]}`;
    const refused = this.#by.get(fact) ?? { count: 0, first, operations: new Set(), byScript: new Set() };
    this.#by.set(fact, refused);
    refused.count += 1;
    if (operation) refused.operations.add(operation);
    if (operation && by === 'script') refused.byScript.add(operation);
  }

  /** A sentence for each reason: what was refused, of which operations, and what depends on it. */
  notes(): string[] {
    return [...this.#by].map(([fact, { count, first, operations, byScript }]) => {
      const of = operations.size > 0 ? ` of ${named([...operations].map(({ name }) => name))}` : '';
      const requests = count === 1 ? '1 request' : `${count} requests`;
      return `${this.environment}: ${requests}${of} ${count === 1 ? 'was' : 'were'} not sent (${first}): ${fact}${this.#dependents(byScript)}`;
    });
  }

  /** Variables that only scripts with a refused request set, and who reads them. */
  #dependents(scripts: ReadonlySet<Operation>): string {
    const set = new Set([...scripts].flatMap(({ writes }) => writes));
    const needing = this.contract.operations.filter(({ templateVariables }) =>
      templateVariables.some((name) => set.has(name)),
    );
    if (needing.length === 0) return '';
    const variables = [...set].filter((name) =>
      needing.some(({ templateVariables }) => templateVariables.includes(name)),
    );
    return `; ${named(variables.map((name) => `{{${name}}}`))} may lack a value by it, which ${named(needing.map(({ name }) => name))} ${needing.length === 1 ? 'needs' : 'need'}`;
  }
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}
