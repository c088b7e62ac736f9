import { randomBytes } from 'node:crypto';
import { Refusal } from './refusal.js';

export interface Stored {
  readonly created_at: string;
  readonly [field: string]: unknown;
}

/** The objects of one kind in one environment, in the order of their creation. */
export class Collection {
  readonly #objects = new Map<string, Stored>();
  /** What follows the prefix of the next identifier: 20 hexadecimal digits. */
  nextId = (): string => randomBytes(10).toString('hex');

  /**
   * @param idField e.g. `customer_id`
   * @param prefix e.g. `cus`
   */
  constructor(
    readonly idField: string,
    readonly prefix: string,
  ) {}

  /** Another one of the same kind, which holds these. */
  holding(objects: readonly Stored[]): Collection {
    const other = new Collection(this.idField, this.prefix);
    for (const stored of objects) other.#objects.set(String(stored[this.idField]), stored);
    return other;
  }

  add(fields: Readonly<Record<string, unknown>>): Stored {
    const id = `${this.prefix}_${this.nextId()}`;
    const stored = { [this.idField]: id, ...fields, created_at: new Date().toISOString() };
    this.#objects.set(id, stored);
    return stored;
  }

  find(id: unknown): Stored | undefined {
    return typeof id === 'string' ? this.#objects.get(id) : undefined;
  }

  /** @throws Refusal RESOURCE_NOT_FOUND */
  get(id: unknown): Stored {
    const found = this.find(id);
    if (!found) throw new Refusal('RESOURCE_NOT_FOUND', `no object has this ${this.idField}`, this.idField);
    return found;
  }

  /** @throws Refusal UNKNOWN_REFERENCE */
  refer(id: unknown, field: string): void {
    if (!this.find(id)) throw new Refusal('UNKNOWN_REFERENCE', `${field} refers to nothing`, field);
  }

  update(id: unknown, changes: Readonly<Record<string, unknown>>): Stored {
    return this.replace(id, { ...this.get(id), ...changes });
  }

  replace(id: unknown, stored: Stored): Stored {
    this.#objects.set(String(id), stored);
    return stored;
  }

  remove(id: unknown): void {
    this.get(id);
    this.#objects.delete(String(id));
  }

  all(): Stored[] {
    return [...this.#objects.values()];
  }

  /**
   * A page of the objects, oldest first.
   *
   * @throws Refusal INVALID_CURSOR for a cursor that was never given out
   */
  page(
    limit: number,
    cursor: string | undefined,
    matches: (stored: Stored) => boolean = () => true,
  ): Record<string, unknown> {
    const all = this.all().filter(matches);
    const start =
      cursor === undefined ? 0 : all.findIndex((stored) => cursorOf(stored[this.idField]) === cursor) + 1;
    if (cursor !== undefined && start === 0)
      throw new Refusal('INVALID_CURSOR', 'the cursor was never given out', 'cursor');
    const items = all.slice(start, start + limit);
    const last = items.at(-1);
    const more = start + limit < all.length && last !== undefined;
    return { items, next_cursor: more ? cursorOf(last[this.idField]) : null, total: all.length };
  }
}

export const cursorOf = (id: unknown): string => Buffer.from(`after:${String(id)}`).toString('base64url');

/** Everything that one environment holds; nothing of it is known in the other. */
export class Store {
  readonly customers = new Collection('customer_id', 'cus');
  readonly attributes = new Collection('attribute_id', 'att');
  readonly sources = new Collection('source_id', 'src');
  readonly destinations = new Collection('destination_id', 'dst');
  readonly exports = new Collection('export_id', 'exp');
  readonly models = new Collection('model_id', 'mdl');
  /** Scopes of each token. */
  readonly tokens = new Map<string, readonly string[]>();

  constructor() {
    for (const name of ['lifetime-value', 'churn-risk']) {
      this.models.add({
        name,
        version: '1.0',
        attribute: name === 'churn-risk' ? 'risk_level' : 'lifetime_value',
      });
    }
  }
}
