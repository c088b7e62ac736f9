import type { ErrorObject } from 'ajv';
import type { BoundSchema } from '../../../contract/model.js';
import { leaves, type Step, valueAt } from '../../../contract/places.js';
import { asRead } from '../forms/typed.js';
import { samePath, within } from './place.js';

/** Where and by which keyword a body breaks its schema. */
export interface Breach {
  readonly path: readonly Step[];
  readonly keyword: string;
  /** The field that is missing, for `required` and its like. */
  readonly missing?: string;
}

/** Keywords that sum up what their alternatives say. */
const SUMMING = new Set(['anyOf', 'oneOf', 'if', 'not', 'contains']);

/** The compiled schema has the last word: a changed body is a probe only where this refuses it. */
export class Oracle {
  constructor(
    readonly schema: BoundSchema,
    readonly marked: (value: unknown) => boolean = () => false,
    /** Whether its bodies go out as forms. */
    readonly form = false,
  ) {}

  /** The same for what is sent, which holds no marks any more. */
  get strict(): Oracle {
    return new Oracle(this.schema, undefined, this.form);
  }

  /** A body as its receiver reads it; undefined where it cannot be sent. */
  asSent(body: unknown): unknown {
    return this.form ? asRead(body, this.schema.part) : body;
  }

  breaches(body: unknown): readonly Breach[] {
    if (this.schema.validate(body)) return [];
    const errors = this.schema.validate.errors ?? [];
    // Saved whole numbers do not show that no other ones are taken.
    const shown = this.schema.complete
      ? errors
      : errors.filter((error) => !(isOfIntegers(error) && typeof valueAt(body, pathOf(error)) === 'number'));
    return shown.map(breach);
  }

  /** What is wrong with a body that should be valid; what a variable fills in later is not held against it. */
  flaw(body: unknown): Breach | undefined {
    const breaches = this.breaches(body);
    if (breaches.length === 0) return undefined;
    const marks = [...leaves(body)].filter(({ value }) => this.marked(value)).map(({ path }) => path);
    const excused = breaches.filter(
      ({ path, keyword }) =>
        marks.some((mark) => samePath(mark, path)) ||
        (SUMMING.has(keyword) && marks.some((mark) => within(mark, path))),
    );
    const summed = excused.filter(({ keyword }) => SUMMING.has(keyword));
    return breaches.find(
      (one) => !excused.includes(one) && !summed.some(({ path }) => within(one.path, path)),
    );
  }
}

const isOfIntegers = ({ keyword, params }: ErrorObject): boolean =>
  keyword === 'type' && [params['type']].flat().includes('integer');

const pathOf = ({ instancePath }: ErrorObject): string[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));

function breach(error: ErrorObject): Breach {
  const missing: unknown = error.params['missingProperty'];
  return {
    path: pathOf(error),
    keyword: error.keyword,
    ...(typeof missing === 'string' && { missing }),
  };
}
