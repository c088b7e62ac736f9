import { type JsonObject, own } from '../../contract/json.js';
import type { SchemaPart } from '../../contract/schema-parts.js';
import type { Findings } from '../difference.js';
import { type Facts, factsOf } from './facts.js';
import { valueChanges } from './values.js';

export type Direction = 'request' | 'response';

/**
 * Compares what two schemas say, field by field, through `$ref`, `allOf`, lists and alternatives. A part that is
 * reached in several ways is compared at the first place.
 */
export function compareSchemas(
  direction: Direction,
  before: SchemaPart,
  after: SchemaPart,
  findings: Findings,
): void {
  new Comparison(direction, findings).run(before, after);
}

/** Two descriptions of one value that are still to be compared. */
interface Pair {
  readonly before: readonly SchemaPart[];
  readonly after: readonly SchemaPart[];
  readonly place: string;
}

class Comparison {
  private readonly open: Pair[] = [];
  private readonly seen = new Set<string>();
  private readonly numbers = new Map<JsonObject, number>();

  constructor(
    private readonly direction: Direction,
    private readonly findings: Findings,
  ) {}

  /** Outer places before inner ones, so that a part is told of where it is reached first by a reader. */
  run(before: SchemaPart, after: SchemaPart): void {
    this.compare([before], [after], '');
    for (let next = this.open.shift(); next; next = this.open.shift()) {
      this.pair(factsOf(next.before), factsOf(next.after), next.place);
    }
  }

  private compare(before: readonly SchemaPart[], after: readonly SchemaPart[], place: string): void {
    if (before.length + after.length > 0) this.open.push({ before, after, place });
  }

  private pair(old: Facts, now: Facts, place: string): void {
    const pair = `${this.keyOf(old)} ${this.keyOf(now)}`;
    if (this.seen.has(pair)) return;
    this.seen.add(pair);
    const changes = valueChanges(old, now);
    for (const { kind, says } of changes) this.findings.add(`${this.direction}-field/${kind}`, says, place);
    // Of two types that have nothing in common, nothing more can be compared.
    if (changes.some(({ kind }) => kind === 'type-changed')) return;
    this.properties(old, now, place);
    this.others(old, now, place);
    this.items(old, now, place);
    this.choices(old, now, place);
  }

  private properties(old: Facts, now: Facts, place: string): void {
    for (const name of new Set([...old.properties.keys(), ...now.properties.keys()])) {
      const before = old.properties.get(name);
      const after = now.properties.get(name);
      const at = place === '' ? name : `${place}.${name}`;
      if (!before) this.added(old, now, name, at);
      else if (!after) this.findings.add(`${this.direction}-field/removed`, 'the field is gone', at);
      else {
        this.requiredness(old, now, name, at);
        this.compare(before, after, at);
      }
    }
    for (const name of new Set([...old.required, ...now.required])) {
      if (!old.properties.has(name) && !now.properties.has(name)) {
        this.requiredness(old, now, name, place === '' ? name : `${place}.${name}`);
      }
    }
  }

  private added(old: Facts, now: Facts, name: string, at: string): void {
    const required = now.required.has(name) && !old.required.has(name);
    if (this.direction === 'request' && required) {
      this.findings.add('request-field/added-required', 'the field is new, and required', at);
    } else if (this.direction === 'response' && old.others === 'closed') {
      this.findings.add(
        'response-field/added-to-closed',
        'the field is new, where no other fields were allowed',
        at,
      );
    } else this.findings.add(`${this.direction}-field/added`, 'the field is new', at);
  }

  private requiredness(old: Facts, now: Facts, name: string, at: string): void {
    const before = old.required.has(name);
    if (before === now.required.has(name)) return;
    const kind = before ? 'became-optional' : 'became-required';
    this.findings.add(
      `${this.direction}-field/${kind}`,
      before ? 'it is optional now' : 'it is required now',
      at,
    );
  }

  private others(old: Facts, now: Facts, place: string): void {
    if (old.others !== 'closed' && now.others !== 'closed') {
      this.compare(old.others, now.others, place === '' ? '*' : `${place}.*`);
    } else if (old.others !== now.others) {
      const closed = now.others === 'closed';
      const says = closed ? 'further fields are not allowed any more' : 'further fields are allowed now';
      this.findings.add(`${this.direction}-field/${closed ? 'closed' : 'opened'}`, says, place);
    }
  }

  private items(old: Facts, now: Facts, place: string): void {
    this.compare(old.items, now.items, `${place}[]`);
    const length = Math.max(old.firstItems.length, now.firstItems.length);
    for (let index = 0; index < length; index++) {
      // An item without a place of its own is one of the others.
      this.compare(
        old.firstItems[index] ?? old.items,
        now.firstItems[index] ?? now.items,
        `${place}[${index}]`,
      );
    }
  }

  private choices(old: Facts, now: Facts, place: string): void {
    if (old.choices.length !== now.choices.length) {
      const says = 'there is another number of choices between schemas';
      this.findings.add(`${this.direction}-field/condition-changed`, says, place);
      return;
    }
    for (const [index, choice] of old.choices.entries()) this.choice(choice, now.choices[index] ?? [], place);
  }

  private choice(old: readonly SchemaPart[], now: readonly SchemaPart[], place: string): void {
    const text = ({ schema }: SchemaPart): string => JSON.stringify(schema);
    const kept = new Set(now.map(text));
    const known = new Set(old.map(text));
    for (const before of old) {
      const after = now.find((other) => text(other) === text(before));
      if (after) this.compare([before], [after], place);
    }
    const gone = old.filter((part) => !kept.has(text(part)));
    const fresh = now.filter((part) => !known.has(text(part)));
    const pairs = gone.length === fresh.length ? gone.length : 0;
    for (let index = 0; index < pairs; index++) {
      const [before, after] = [gone[index], fresh[index]];
      if (before && after) this.compare([before], [after], `${place}(${nameOf(before) ?? index + 1})`);
    }
    for (const part of gone.slice(pairs)) {
      this.findings.add(
        `${this.direction}-field/alternative-removed`,
        `${nameOf(part) ?? 'an alternative'} is gone`,
        place,
      );
    }
    for (const part of fresh.slice(pairs)) {
      this.findings.add(
        `${this.direction}-field/alternative-added`,
        `${nameOf(part) ?? 'an alternative'} is new`,
        place,
      );
    }
  }

  /** Which schemas these are; one that only refers to another is that other. */
  private keyOf({ parts }: Facts): string {
    const telling = parts.filter(({ schema }) => Object.keys(schema).some((key) => key !== '$ref'));
    return telling.map(({ schema }) => this.numberOf(schema)).join(',');
  }

  private numberOf(schema: JsonObject): number {
    const number = this.numbers.get(schema) ?? this.numbers.size;
    this.numbers.set(schema, number);
    return number;
  }
}

function nameOf({ schema }: SchemaPart): string | undefined {
  const title = own(schema, 'title');
  const ref = own(schema, '$ref');
  if (typeof title === 'string') return title;
  return typeof ref === 'string'
    ? ref
        .split('/')
        .at(-1)
        ?.replace(/\.schema\.json$/, '')
    : undefined;
}
