import type { Operation } from '../contract/model.js';
import type { Scopes } from './newman/protocol.js';

/** Something that was created, with what is needed to delete it again. */
export interface Created {
  readonly operation: Operation;
  /** The operation that deletes it, where its identifiers are known. */
  readonly deleteBy?: Operation;
  /** The identifiers that the answer gave, by variable; the one that names it first. */
  readonly own: Readonly<Record<string, string>>;
  /** Identifiers of what it belongs to: with that it is gone as well. */
  readonly above: readonly string[];
  readonly scopes: Scopes;
}

/** Something that was left, and why. */
export interface Left {
  readonly created: Created;
  readonly why: string;
}

/** What a run created in one environment and has not deleted yet. An interrupted run leaves all of it. */
export class Belongings {
  readonly #open = new Map<Created, string>();
  readonly #gone = new Set<string>();
  /** By what they are called, those that can be deleted and whose deletion is not under way. */
  readonly #held = new Map<string, Created>();
  /** What anything was ever called, and what several things were. */
  readonly #names = new Set<string>();
  readonly #repeated = new Set<string>();

  /** @returns whether something that is there was called the same */
  add(created: Created): boolean {
    this.#open.set(created, created.deleteBy ? 'the run ended before' : whyNever(created));
    if (!created.deleteBy) return false;
    const name = nameOf(created);
    const again = this.#held.has(name);
    if (this.#names.has(name)) this.#repeated.add(name);
    this.#names.add(name);
    this.#held.set(name, created);
    return again;
  }

  /** Its deletion is asked for: from now on, the API may give its identifier to something new. */
  leaves(created: Created): void {
    const name = nameOf(created);
    if (this.#held.get(name) === created) this.#held.delete(name);
  }

  /** It is not there any more. */
  gone(created: Created): void {
    this.leaves(created);
    this.#open.delete(created);
    for (const value of Object.values(created.own)) this.#gone.add(value);
  }

  /** It could not be deleted. */
  stays(created: Created, why: string): void {
    this.#open.set(created, why);
    const name = nameOf(created);
    if (!this.#held.has(name)) this.#held.set(name, created);
  }

  /** Whether its identifier was given to something else as well, be that deleted or not: where it is unknown, that is why. */
  isRepeated(created: Created): boolean {
    return this.#repeated.has(nameOf(created));
  }

  /** What is there, and nobody deletes just now. */
  get held(): Created[] {
    return [...this.#held.values()];
  }

  get left(): Left[] {
    return [...this.#open].flatMap(([created, why]) =>
      created.above.some((value) => this.#gone.has(value)) ? [] : [{ created, why }],
    );
  }
}

const nameOf = ({ operation, own }: Created): string => `${operation.name} ${JSON.stringify(own)}`;

const whyNever = ({ operation }: Created): string =>
  operation.deletedBy === undefined ? 'no operation deletes it' : 'the answer did not show its identifier';
