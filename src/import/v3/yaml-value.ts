import { isAlias, isMap, isPair, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Json, JsonObject } from '../../contract/json.js';

/** Where one entry of a mapping or list stands: offsets into the text. */
export interface Mark {
  readonly key: number;
  readonly value: number;
  /** A number or the like as it was written. */
  readonly written?: string;
}

/** Entries of every mapping and list by key, in the order written. Objects alone would put `10` before `a`. */
export type Marks = WeakMap<object, ReadonlyMap<string, Mark>>;

/** A place in valid YAML that stands for no value of a collection. */
export class YamlFault extends Error {
  constructor(
    readonly offset: number,
    readonly fact: string,
    readonly fix: string,
  ) {
    super(fact);
  }
}

/** Values that aliases may repeat in one file: more is no shorthand, but a file that explodes. */
const REPEATED_VALUES = 10_000;

/**
 * Turns parsed YAML into plain values. An alias gives the same object as its anchor, so nothing is copied.
 *
 * @throws YamlFault for a repeated key, a key that is no text, an alias that leads nowhere or explodes
 */
export class YamlValues {
  readonly marks: Marks = new WeakMap();
  private readonly anchors = new Map<string, { readonly value: Json; readonly size: number }>();
  private size = 0;
  private repeated = 0;

  of(node: ParsedNode | null): Json {
    if (node === null) return null;
    const before = this.size++;
    const value = this.valueOf(node);
    if (!isAlias(node) && node.anchor) this.anchors.set(node.anchor, { value, size: this.size - before });
    return value;
  }

  private valueOf(node: ParsedNode): Json {
    if (isAlias(node)) return this.aliased(node.source, node.range[0]);
    if (isMap(node)) return this.mapping(node.items, node.range[0]);
    if (isSeq(node)) return this.list(node.items);
    return isScalar(node) ? scalarOf(node) : null;
  }

  private aliased(name: string, offset: number): Json {
    const anchor = this.anchors.get(name);
    if (!anchor) {
      throw new YamlFault(offset, `the alias *${name} stands for nothing that is complete before it`, QUOTE);
    }
    this.size += anchor.size;
    this.repeated += anchor.size;
    if (this.repeated > REPEATED_VALUES) {
      throw new YamlFault(offset, 'aliases repeat too many values', 'Write the values out');
    }
    return anchor.value;
  }

  private list(items: readonly unknown[]): Json[] {
    const marks = new Map<string, Mark>();
    const list = items.map((item, index) => {
      const node = parsed(item);
      const offset = node?.range[0] ?? 0;
      marks.set(String(index), { key: offset, value: offset, ...writtenIn(node) });
      return this.of(node);
    });
    this.marks.set(list, marks);
    return list;
  }

  private mapping(items: readonly unknown[], start: number): JsonObject {
    const marks = new Map<string, Mark>();
    const entries: [string, Json][] = [];
    for (const item of items) {
      if (!isPair(item)) continue;
      const [keyNode, node] = [parsed(item.key), parsed(item.value)];
      const offset = keyNode?.range[0] ?? start;
      const key = this.keyText(keyNode, offset);
      if (marks.has(key)) {
        throw new YamlFault(offset, `the key "${key}" stands there twice`, 'Keep one of the two');
      }
      marks.set(key, { key: offset, value: node?.range[0] ?? offset, ...writtenIn(node) });
      entries.push([key, this.of(node)]);
    }
    const object: JsonObject = Object.fromEntries(entries);
    this.marks.set(object, marks);
    return object;
  }

  private keyText(node: ParsedNode | null, offset: number): string {
    if (node !== null && (isMap(node) || isSeq(node))) {
      throw new YamlFault(offset, 'a mapping or list stands here in place of a text', QUOTE);
    }
    const value = this.of(node);
    return writtenIn(node).written ?? (value === null ? '' : String(value));
  }
}

const QUOTE = "Put a value that begins with {{, [, * or & into quotes: '{{name}}'";

function parsed(node: unknown): ParsedNode | null {
  return isParsed(node) ? node : null;
}

function isParsed(node: unknown): node is ParsedNode {
  return isAlias(node) || isMap(node) || isSeq(node) || isScalar(node);
}

/** Numbers and the like keep how they were written: `1.10` is no `1.1` where a text was meant. */
function writtenIn(node: ParsedNode | null): { written?: string } {
  if (!isScalar(node) || typeof node.value === 'string' || node.value === null) return {};
  return { written: node.source ?? String(node.value) };
}

function scalarOf(node: { readonly value: unknown; readonly source?: string }): Json {
  const { value } = node;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : (node.source ?? String(value));
}
