import type { EnvironmentName } from '../../contract/exchange.js';
import { type Draft, knownEnvironments } from './draft.js';
import { addVariable, namesIn } from './rename.js';

/** The secrets that were found: each value once, under the name of a variable. */
export class Vault {
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, Map<EnvironmentName, string>>();
  readonly #taken: Set<string>;
  /** The last number that each wanted name was given. */
  readonly #counts = new Map<string, number>();

  constructor(private readonly draft: Draft) {
    this.#taken = namesIn(draft);
  }

  /** A value that has its variable already. */
  know(value: string, name: string): void {
    if (value.length > 0 && !this.#names.has(value)) this.#names.set(value, name);
  }

  /** The value of a variable in an environment; an empty one is to be filled in. */
  keep(name: string, environment: EnvironmentName, value: string): void {
    const values = this.#values.get(name) ?? new Map<EnvironmentName, string>();
    values.set(environment, value);
    this.#values.set(name, values);
    this.know(value, name);
  }

  /** The template to put in place of a literal; a new one gets a variable of the collection, named for its place. */
  templateFor(value: string, wanted: string): string {
    return `{{${this.nameFor(value, wanted)}}}`;
  }

  nameFor(value: string, wanted: string): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = this.#free(camel(wanted));
    addVariable(this.draft, { key: name, value: '', type: 'secret' });
    for (const environment of knownEnvironments(this.draft)) this.keep(name, environment, value);
    return name;
  }

  /** Every known value with its name. */
  get names(): ReadonlyMap<string, string> {
    return this.#names;
  }

  get values(): ReadonlyMap<string, ReadonlyMap<EnvironmentName, string>> {
    return this.#values;
  }

  #free(wanted: string): string {
    let name = wanted;
    let count = this.#counts.get(wanted) ?? 1;
    while (this.#taken.has(name)) name = `${wanted}${++count}`;
    this.#counts.set(wanted, count);
    this.#taken.add(name);
    return name;
  }
}

/** `x-api-key` as the name of a variable: `xApiKey`. */
function camel(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? ['secret'];
  const name = words
    .map(
      (word, index) =>
        (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
    )
    .join('');
  return /^\d/.test(name) ? `secret${name}` : name;
}
