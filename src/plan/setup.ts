import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract, LeftOut, Operation } from '../contract/model.js';
import { SUITE_VARIABLES } from '../contract/model.js';
import { scriptVariables } from '../contract/scripts.js';
import { writersOf } from '../contract/writers.js';
import { uniqueVariables } from '../request/unique.js';
import { columnsOf } from '../settings/data-rows.js';
import type { DataRows, EnvironmentSettings } from '../settings/settings.js';

/** What an operation needs before it, or why it cannot have it. */
export type Setup = { readonly operations: readonly Operation[] } | { readonly blocked: string };

const SUITE = new Set<string>(SUITE_VARIABLES);

/** Finds setups: which operation sets a variable that another one reads. Pure: it reads templates and scripts. */
export class Setups {
  readonly #before = new Map<Operation, ReadonlySet<string>>();

  readonly #someHide: boolean;

  /** @param rows the environments, with their rows of data */
  constructor(
    readonly contract: Contract,
    readonly environments: readonly EnvironmentSettings[] = [],
  ) {
    this.#someHide = contract.operations.some(({ hidesVariables }) => hidesVariables);
  }

  /**
   * The operations to be run before these, in the order of the collection.
   *
   * @param writes whether operations that change data may be run in that environment
   * @param after operations that have to be run before them in any case
   */
  of(
    operations: readonly Operation[],
    environment: EnvironmentName,
    writes: boolean,
    after: readonly Operation[] = [],
  ): Setup {
    const found = new Set(after);
    const open = [...operations, ...after];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const variable of this.#needs(next)) {
        if (this.#inRows(variable, environment)) continue;
        if (!writes && this.contract.environments[environment].has(variable)) continue;
        const writer = this.#writer(variable, next) ?? (writes ? this.#maker(variable, next) : undefined);
        if (!writer && this.#unset(variable, environment))
          return { blocked: this.#valueless(variable, environment) };
        if (!writer || found.has(writer) || operations.includes(writer)) continue;
        if (writer.leftOut)
          return {
            blocked: `it needs ${variable}, which only ${writer.name} sets, ${leftOutOf(writer.leftOut)}`,
          };
        if (!writes && writer.changes) return { blocked: this.#unknown(variable, writer, environment) };
        found.add(writer);
        open.push(writer);
      }
      if (next.hidesVariables || this.#needsHidden(next)) {
        for (const before of this.contract.operations.slice(0, next.index)) {
          if ((writes || !before.changes) && !before.leftOut) found.add(before);
        }
      }
    }
    for (const operation of operations) if (!after.includes(operation)) found.delete(operation);
    return { operations: [...found].sort((a, b) => a.index - b.index) };
  }

  /** Whether each request finds it in its row of data. */
  #inRows(variable: string, environment: EnvironmentName): boolean {
    return columnsOf(this.#data(environment)).has(variable);
  }

  #data(environment: EnvironmentName): DataRows | undefined {
    return this.environments.find(({ name }) => name === environment)?.data;
  }

  #valueless(variable: string, environment: EnvironmentName): string {
    const file = `collections/${environment}.postman_environment.json`;
    const rows = this.contract.operations.some(({ readsRow }) => readsRow)
      ? ', or in a data row (--data FILE)'
      : '';
    return `{{${variable}}} has no value in ${environment}: give it one in ${file}${rows}`;
  }

  /** Whether `contract.yaml` says that it has no value yet, and none was given to it since. */
  #unset(variable: string, environment: EnvironmentName): boolean {
    const { config, variables, environments } = this.contract;
    return (
      config.unset.includes(variable) && !variables.get(variable) && !environments[environment].get(variable)
    );
  }

  /** Variables that must have a value before the operation's own scripts and templates run. */
  #needs(operation: Operation): readonly string[] {
    const before = this.#setBefore(operation);
    return operation.reads.filter((variable) => {
      if (SUITE.has(variable) || before.has(variable)) return false;
      // A test script that reads what it set itself needs nobody else.
      return operation.templateVariables.includes(variable) || !operation.writes.includes(variable);
    });
  }

  #setBefore(operation: Operation): ReadonlySet<string> {
    let set = this.#before.get(operation);
    if (!set) {
      const scripts = operation.scripts.filter(({ listen }) => listen === 'prerequest');
      set = new Set(scripts.flatMap(({ source }) => scriptVariables(source).writes));
      this.#before.set(operation, set);
    }
    return set;
  }

  /** The last operation before it that sets the variable, as in a run of the collection; else any that does. */
  #writer(variable: string, reader: Operation): Operation | undefined {
    const all = writersOf(this.contract, variable);
    const sent = all.filter(({ leftOut }) => !leftOut);
    const writers = sent.length > 0 ? sent : all;
    const before = writers.filter(({ index }) => index < reader.index);
    const initial = this.contract.variables.get(variable);
    return before.at(-1) ?? (initial ? undefined : writers.find((writer) => writer !== reader));
  }

  /** The operation before it that gives the variable's value to something new each time: who reads it means that. */
  #maker(variable: string, reader: Operation): Operation | undefined {
    return this.contract.operations
      .slice(0, reader.index)
      .findLast((operation) => uniqueVariables(operation, this.contract).includes(variable));
  }

  /** A variable without a value that no script names: one that hides its names may set it. */
  #needsHidden(operation: Operation): boolean {
    if (!this.#someHide) return false;
    return operation.templateVariables.some(
      (variable) =>
        !SUITE.has(variable) &&
        writersOf(this.contract, variable).length === 0 &&
        !this.contract.variables.get(variable) &&
        !Object.values(this.contract.environments).some((values) => values.has(variable)),
    );
  }

  #unknown(variable: string, writer: Operation, environment: EnvironmentName): string {
    const file = `collections/${environment}.postman_environment.json`;
    return `it needs ${variable}, which only ${writer.name} sets, and nothing may be changed in ${environment}: give a known ${variable} in ${file}, or allow changes with --writes ${environment}`;
  }
}

/** The end of a sentence on an operation that is not run. */
export const leftOutOf = ({ journey }: LeftOut): string =>
  journey
    ? 'which collections/contract.yaml leaves to the journey'
    : 'which collections/contract.yaml leaves out';
