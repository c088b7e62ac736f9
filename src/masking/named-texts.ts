import type { Contract, Operation } from '../contract/model.js';
import { jsonOf, leaves } from '../contract/places.js';
import { answersOf } from './consumer-data.js';

/** The texts that a contract itself holds: in schemas, catalogue and saved examples. Whoever reads it knows them. */
export class NamedTexts {
  readonly #byOperation = new Map<string, ReadonlySet<string>>();
  readonly #common: ReadonlySet<string>;

  constructor(readonly contract: Contract) {
    const { schemas, catalog } = contract;
    const codes = [...(catalog?.codes.values() ?? [])].flatMap(({ code, type }) => [code, type ?? code]);
    this.#common = new Set([...codes, ...textsIn([schemas.shared, schemas.error?.schema])]);
  }

  has(operation: string, text: string): boolean {
    return this.#common.has(text) || this.#of(operation).has(text);
  }

  #of(name: string): ReadonlySet<string> {
    const known = this.#byOperation.get(name);
    if (known) return known;
    const operation = this.contract.operations.find((candidate) => candidate.name === name);
    const texts = new Set(operation ? textsOf(operation, this.contract) : []);
    this.#byOperation.set(name, texts);
    return texts;
  }
}

function textsOf({ name, examples }: Operation, { schemas }: Contract): string[] {
  const schemata = answersOf(schemas, name);
  return textsIn([schemata, examples.map(({ body }) => jsonOf(body))]);
}

const textsIn = (documents: unknown): string[] =>
  [...leaves(documents)].flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
