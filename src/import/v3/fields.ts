import { nearest } from '../../contract/errors.js';
import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Findings } from './findings.js';
import type { YamlFile } from './yaml-file.js';

/**
 * One mapping of a file, read key by key. What has another type than it should is reported where it can be
 * understood, else a flaw; a key that nobody asked for is reported by `reportOthers`.
 */
export class Fields {
  private readonly asked = new Set<string>();

  constructor(
    readonly file: YamlFile,
    readonly object: JsonObject,
    readonly findings: Findings,
  ) {}

  /** Undefined where there is no such key, or nothing behind it. */
  get(key: string): Json | undefined {
    this.asked.add(key);
    return own(this.object, key) ?? undefined;
  }

  has(key: string): boolean {
    this.asked.add(key);
    return Object.hasOwn(this.object, key);
  }

  /** In the order written. */
  keys(): string[] {
    return this.file.keys(this.object);
  }

  at(key?: string, what: 'key' | 'value' = 'value'): string {
    return this.file.at(this.object, key, what);
  }

  text(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'object')
      return this.wrong(key, 'no text', 'Write a text; put one that begins with {{ into quotes');
    return this.coerced(key, value);
  }

  /** A text that has to be there; `fix` tells what to write. */
  required(key: string, fix: string): string | undefined {
    if (this.get(key) !== undefined) return this.text(key);
    this.findings.flaw(this.at(), `\`${key}\` is missing`, fix);
    return undefined;
  }

  /** A number or boolean where a text belongs, as it was written. */
  coerced(key: string, value: number | boolean): string {
    this.note('changed', key, `\`${key}\` is no text in quotes, and was taken as it is written`);
    return this.file.written(this.object, key) ?? String(value);
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === 'number') return value;
    if (typeof value !== 'string' || value.trim() === '' || !Number.isFinite(Number(value))) {
      return this.wrong(key, 'no number', 'Write a number');
    }
    this.note('changed', key, `\`${key}\` is a text, and was taken as a number`);
    return Number(value);
  }

  flag(key: string): boolean | undefined {
    const value = this.get(key);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value !== 'true' && value !== 'false')
      return this.wrong(key, 'neither true nor false', 'Write true or false');
    this.note('changed', key, `\`${key}\` is a text, and was taken as true or false`);
    return value === 'true';
  }

  /** The mapping behind a key. */
  fields(key: string): Fields | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    return isObject(value) ? this.inner(value) : this.wrong(key, 'no mapping', 'Write it as key: value');
  }

  /** What `read` makes of the mappings in the list behind a key; an entry that is none is a flaw. */
  each<T>(key: string, read: (entry: Fields) => T | undefined): T[] {
    const value = this.get(key);
    if (Array.isArray(value)) return this.entries(value, read);
    if (value !== undefined) this.wrong(key, 'no list', 'Write it as a list of - key: value');
    return [];
  }

  /** As `each`, for a list already at hand. */
  entries<T>(list: readonly Json[], read: (entry: Fields) => T | undefined): T[] {
    const taken: T[] = [];
    for (const [index, entry] of list.entries()) {
      const value = isObject(entry) ? read(this.inner(entry)) : this.noMapping(list, index);
      if (value !== undefined) taken.push(value);
    }
    return taken;
  }

  private noMapping(list: readonly Json[], index: number): undefined {
    const fix = 'Write it as key: value';
    this.findings.flaw(this.file.at(list, String(index)), 'this entry is no mapping', fix);
  }

  inner(object: JsonObject): Fields {
    return new Fields(this.file, object, this.findings);
  }

  note(fate: 'changed' | 'lost' | 'advice', key: string, fact: string, fix?: string): void {
    this.findings.note(fate, this.at(key, 'key'), fact, fix);
  }

  /** Always undefined, so that a reader can return it. */
  wrong(key: string, what: string, fix: string): undefined {
    this.findings.flaw(this.at(key), `\`${key}\` is ${what}`, fix);
  }

  /** Reports each key that was not asked for: Postman passes over it in silence. */
  reportOthers(): void {
    for (const key of this.keys()) {
      if (this.asked.has(key)) continue;
      const near = nearest(key.slice(0, 40), [...this.asked]);
      this.note('lost', key, `the key "${key}" has no meaning here`, near && `Did you mean "${near}"`);
    }
  }
}
