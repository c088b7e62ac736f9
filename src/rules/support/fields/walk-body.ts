import { isRecord, type Step, valueAt } from '../../../contract/places.js';
import { combined, type SchemaPart } from '../../../contract/schema-parts.js';
import {
  declared,
  type Field,
  type Given,
  itemParts,
  keyword,
  propertyParts,
  tupleLength,
  withGiven,
} from './field.js';
import { valueFor } from './generate.js';
import type { Oracle } from './oracle.js';
import { secondItems } from './second-item.js';

/** Fields of one operation; a schema may describe more than anybody sends. */
const FIELDS = 300;
/** Values that are given inside of given ones: a schema may contain itself. */
const GIVEN = 2;

/** Every place of a body that its schema may speak of, and the optional ones that it lacks; the body itself first. */
export function fieldsOf(oracle: Oracle, root: SchemaPart, body: unknown): readonly Field[] {
  const found: Field[] = [];
  const open: Field[] = [{ path: [], parts: combined([root]), given: [], value: body }];
  for (let field = open.shift(); field && found.length < FIELDS; field = open.shift()) {
    found.push(field);
    open.push(...new Inside(oracle, body, field).fields());
  }
  return found;
}

/** The fields directly inside of another one. */
class Inside {
  constructor(
    readonly oracle: Oracle,
    readonly body: unknown,
    readonly outer: Field,
  ) {}

  fields(): readonly Field[] {
    const { value } = this.outer;
    if (Array.isArray(value)) return this.#items(value);
    return isRecord(value) ? this.#properties(value) : [];
  }

  #properties(value: Record<string, unknown>): Field[] {
    const { parts } = this.outer;
    const names = new Set([...Object.keys(value), ...declared(parts)]);
    return [...names].flatMap((name): Field[] => {
      const speaking = combined(propertyParts(parts, name));
      // What is read only may rightly be ignored.
      if (speaking.length === 0 || keyword(speaking, 'readOnly').includes(true)) return [];
      return Object.hasOwn(value, name) ? [this.#present(name, speaking)] : this.#lacking(name, speaking);
    });
  }

  /** The first item and a later one; of a tuple each. */
  #items(items: readonly unknown[]): Field[] {
    const { parts } = this.outer;
    const last = Math.max(1, items.length - 1);
    const indices = new Set([0, ...Array.from({ length: tupleLength(parts) }, (_, index) => index), last]);
    return [...indices].flatMap((index): Field[] => {
      const speaking = combined(itemParts(parts, index));
      if (speaking.length === 0 || index > items.length) return [];
      if (index < items.length) return [this.#present(index, speaking)];
      const makers = secondItems(this.outer.path, index, speaking);
      return this.#added(index, speaking, makers);
    });
  }

  #present(step: Step, parts: readonly SchemaPart[]): Field {
    const path = [...this.outer.path, step];
    const body = withGiven(this.body, this.outer.given);
    return { path, parts, given: this.outer.given, value: valueAt(body, path) };
  }

  /** An optional field with a valid value of its own; without one it can still be given wrong ones. */
  #lacking(name: string, parts: readonly SchemaPart[]): Field[] {
    const made = valueFor(parts);
    const added = made === undefined ? [] : this.#added(name, parts, [() => made]);
    if (added.length > 0) return added;
    return [{ path: [...this.outer.path, name], parts, given: this.outer.given, value: undefined }];
  }

  #added(step: Step, parts: readonly SchemaPart[], makers: readonly Given['make'][]): Field[] {
    if (this.outer.given.length >= GIVEN) return [];
    const path = [...this.outer.path, step];
    for (const make of makers) {
      const given = [...this.outer.given, { path, make }];
      const body = withGiven(this.body, given);
      if (body === undefined || this.oracle.flaw(body)) continue;
      return [{ path, parts, given, value: valueAt(body, path) }];
    }
    return [];
  }
}
