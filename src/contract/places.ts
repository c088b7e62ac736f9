/** A step into a JSON value: a key or an index. */
export type Step = string | number;

export interface Leaf {
  /** Written down anew each time: where every value of an answer is looked at, `key` and `name` cost nothing. */
  readonly path: readonly Step[];
  /** The last step. */
  readonly key: Step | undefined;
  /** The last name: a value in a list has the name of the list. */
  readonly name: string;
  readonly value: null | boolean | number | string;
}

/** A JSON object; arrays are none. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A place as a chain, the last step first: a path for each place would take the square of a document's depth. */
interface Link {
  readonly step: Step;
  readonly name: string;
  readonly before: Link | undefined;
}

/** Every value of a JSON document that is neither object nor array, with its place; deep documents are no danger. */
export function* leaves(document: unknown): Generator<Leaf> {
  const open: { link: Link | undefined; value: unknown }[] = [{ link: undefined, value: document }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { link, value } = next;
    if (typeof value === 'object' && value !== null) {
      const members: [Step, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
      for (const [step, member] of members.reverse()) open.push({ link: linked(step, link), value: member });
    } else if (typeof value !== 'undefined') {
      yield new Found(link, value as Leaf['value']);
    }
  }
}

const linked = (step: Step, before: Link | undefined): Link => ({
  step,
  name: typeof step === 'string' ? step : (before?.name ?? ''),
  before,
});

class Found implements Leaf {
  constructor(
    readonly link: Link | undefined,
    readonly value: Leaf['value'],
  ) {}

  get path(): Step[] {
    return pathOf(this.link);
  }

  get key(): Step | undefined {
    return this.link?.step;
  }

  get name(): string {
    return this.link?.name ?? '';
  }
}

function pathOf(last: Link | undefined): Step[] {
  const path: Step[] = [];
  for (let link = last; link; link = link.before) path.push(link.step);
  return path.reverse();
}

/** The value at a place, or undefined. */
export function valueAt(document: unknown, path: readonly Step[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

const PLAIN = { writable: true, enumerable: true, configurable: true };

/** A copy of the document with another value at a place whose parent exists; `undefined` removes it. */
export function withValueAt(document: unknown, path: readonly Step[], value: unknown): unknown {
  const copy: unknown = structuredClone(document);
  const last = path.at(-1);
  const parent = valueAt(copy, path.slice(0, -1));
  if (last === undefined) return value;
  if (typeof parent !== 'object' || parent === null) return copy;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  // A field may be named `__proto__`: it is defined, not assigned.
  else Reflect.defineProperty(parent, last, { value, ...PLAIN });
  return copy;
}

/** A place as readers know it: `$.customers[0].email`. */
export function placeOf(path: readonly Step[]): string {
  return path.reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${step}`),
    '$',
  );
}

/** `JSON.parse` that gives undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A place as people write it: `email`, `customer.email`, `contacts.0.value`, `contacts[].value`, `$.contacts[0].value`. */
export const dottedPlace = (written: string): Step[] =>
  written
    .replace(/^\$\.?/, '')
    .replace(/\[(\d*)\]/g, (_, index: string) => `.${index || '0'}`)
    .split('.')
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
