import { isObject, type Json } from '../../contract/json.js';
import { type FormatName, formatsOf } from './formats.js';
import { holdsTemplate, isPlaceholder } from './tolerant-json.js';

/** Levels of nesting that are looked at; what lies below may be anything. */
const DEEPEST = 50;

interface Texts {
  readonly first: string;
  /** True where two texts differ. */
  readonly several: boolean;
  readonly formats: readonly FormatName[];
}

interface Field {
  readonly shape: Shape;
  /** Objects that hold it. */
  count: number;
}

/** What was seen at one place of several JSON documents. */
export class Shape {
  readonly scalars = new Set<'boolean' | 'integer' | 'number' | 'null'>();
  texts: Texts | undefined;
  /** True where a text was seen, be it one that only says which variable it comes from. */
  hasTexts = false;
  /** Members of all arrays together. */
  items: Shape | undefined;
  readonly fields = new Map<string, Field>();
  /** Objects seen here. */
  objects = 0;
  /** Documents that have an object here. */
  documents = 0;
  private latest: number | undefined;

  constructor(private readonly depth = 0) {}

  /** @param document number of the document that the value is of; documents come one after the other */
  add(value: Json, document: number): void {
    if (isPlaceholder(value) || this.depth > DEEPEST) return;
    if (Array.isArray(value)) this.addItems(value, document);
    else if (isObject(value)) this.addFields(Object.entries(value), document);
    else if (typeof value === 'string') this.addText(value);
    else if (typeof value === 'number') this.scalars.add(Number.isInteger(value) ? 'integer' : 'number');
    else this.scalars.add(value === null ? 'null' : 'boolean');
  }

  /** Types seen here; null is none of its own. */
  get kinds(): number {
    const numbers = this.scalars.has('integer') || this.scalars.has('number');
    const seen = [this.objects > 0, this.items, this.hasTexts, numbers, this.scalars.has('boolean')];
    return seen.filter(Boolean).length;
  }

  private addItems(items: readonly Json[], document: number): void {
    this.items ??= new Shape(this.depth + 1);
    for (const item of items) this.items.add(item, document);
  }

  private addFields(entries: readonly (readonly [string, Json])[], document: number): void {
    this.objects++;
    if (this.latest !== document) this.documents++;
    this.latest = document;
    for (const [key, value] of entries) {
      const field = this.field(key);
      field.count++;
      field.shape.add(value, document);
    }
  }

  private addText(text: string): void {
    this.hasTexts = true;
    if (holdsTemplate(text) || text === this.texts?.first) return;
    this.texts = bothTexts(this.texts, { first: text, several: false, formats: formatsOf(text) });
  }

  /** Takes in what was seen at another place, as if it had been here. */
  absorb(other: Shape): void {
    for (const scalar of other.scalars) this.scalars.add(scalar);
    this.hasTexts ||= other.hasTexts;
    if (other.texts) this.texts = bothTexts(this.texts, other.texts);
    if (other.items) {
      this.items ??= new Shape();
      this.items.absorb(other.items);
    }
    this.objects += other.objects;
    this.documents = Math.max(this.documents, other.documents);
    for (const [key, { shape, count }] of other.fields) {
      const field = this.field(key);
      field.count += count;
      field.shape.absorb(shape);
    }
  }

  private field(key: string): Field {
    const known = this.fields.get(key);
    const field = known ?? { shape: new Shape(this.depth + 1), count: 0 };
    if (!known) this.fields.set(key, field);
    return field;
  }
}

function bothTexts(some: Texts | undefined, more: Texts): Texts {
  return {
    first: more.first,
    several: more.several || (some !== undefined && (some.several || some.first !== more.first)),
    formats: some ? some.formats.filter((format) => more.formats.includes(format)) : more.formats,
  };
}
