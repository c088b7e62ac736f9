import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isScalar, isSeq, type Node, type Pair, YAMLSeq } from 'yaml';
import { ContractError } from './errors.js';
import { isObject, type Json, own } from './json.js';
import type { Waiver } from './model.js';
import { shownJson } from './shown-json.js';
import { type ReadYaml, yamlOf } from './yaml-places.js';

export type WaiverEntry = Omit<Waiver, 'place'>;
/** Who puts up with a failure, why, and up to which day. */
export type Terms = Pick<Waiver, 'until' | 'owner' | 'reason'>;

/** What is to become of the list of waivers. */
export interface WaiverChange {
  readonly add: readonly WaiverEntry[];
  /** By index of the entry, the terms that it gets. */
  readonly renew: ReadonlyMap<number, Terms>;
  /** Indices of entries that go. */
  readonly drop: ReadonlySet<number>;
}

/**
 * The text of `contract.yaml` with other waivers. All that is not changed keeps its bytes, comments and line ends
 * included; only of a form that nobody writes by hand (all in braces) the layout is made anew.
 *
 * @throws ContractError CONFIG_INVALID where it is no YAML
 */
export async function withWaivers(text: string, place: string, change: WaiverChange): Promise<string> {
  const read = await yamlOf(text, place);
  const wanted = changed(read.json, change);
  for (const write of [spliced, rewritten]) {
    const made = write(text, read, change);
    if (made !== undefined && (await says(made, place, wanted))) return made;
  }
  const fact = 'its waivers are written in a way that cannot be added to';
  throw new ContractError('CONFIG_INVALID', place, fact, 'Write waivers as a list, one entry a line');
}

/** An entry as one line. */
export function entryLine(entry: WaiverEntry): string {
  const { rule, operation, environment, until, owner, reason, fingerprint } = entry;
  const fields = [
    `rule: ${/^[a-z][a-z/-]*$/.test(rule) ? rule : shownJson(rule)}`,
    ...(operation === undefined ? [] : [`operation: ${shownJson(operation)}`]),
    `environment: ${environment}`,
    `until: ${until}`,
    `owner: ${shownJson(owner)}`,
    `reason: ${shownJson(reason)}`,
    ...(fingerprint === undefined ? [] : [`fingerprint: ${shownJson(fingerprint)}`]),
  ];
  return `- { ${fields.join(', ')} }`;
}

function changed(json: Json, { add, renew, drop }: WaiverChange): Json[] {
  const list = isObject(json) ? own(json, 'waivers') : undefined;
  const kept = (Array.isArray(list) ? list : []).flatMap((entry, index) => {
    if (drop.has(index)) return [];
    return [isObject(entry) ? { ...entry, ...renew.get(index) } : entry];
  });
  return [...kept, ...add.map((entry) => ({ ...entry }))];
}

/** Whether a text says what is wanted. */
async function says(text: string, place: string, wanted: readonly Json[]): Promise<boolean> {
  const read = await yamlOf(text, place).catch(() => undefined);
  const list = read && isObject(read.json) ? own(read.json, 'waivers') : undefined;
  return isDeepStrictEqual(list ?? [], wanted);
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with lines put in and taken out. */
function spliced(text: string, { document }: ReadYaml, { add, renew, drop }: WaiverChange): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const pair = pairOf(document);
  const list = isSeq<Node>(pair?.value) ? pair.value : undefined;
  const dash = list && list.items.length > 0 && !list.flow ? (list.range?.[0] ?? 0) : undefined;
  const indent = dash === undefined ? '  ' : text.slice(lineStart(text, dash), dash);
  const lines = add.map((entry) => indent + entryLine(entry) + end).join('');
  const splices = [
    ...(dash === undefined ? [] : (list?.items ?? [])).flatMap((item, index): Splice[] => {
      const terms = renew.get(index);
      if (drop.has(index)) return [gone(text, item)];
      return terms ? renewed(item, terms) : [];
    }),
    ...placed(text, pair, dash === undefined ? undefined : list, lines, end, drop.size),
  ];
  return splices
    .sort((one, other) => other.from - one.from)
    .reduce((made, splice) => made.slice(0, splice.from) + splice.text + made.slice(splice.to), text);
}

/** Where new lines come, and what has to make room for them. */
function placed(
  text: string,
  pair: Pair<Node, Node | null> | undefined,
  list: YAMLSeq<Node> | undefined,
  lines: string,
  end: string,
  dropped: number,
): Splice[] {
  if (!pair) {
    const start = text === '' || text.endsWith('\n') ? '' : end;
    return lines === ''
      ? []
      : [{ from: text.length, to: text.length, text: `${start}waivers:${end}${lines}` }];
  }
  const colon = text.indexOf(':', pair.key.range?.[1] ?? 0) + 1;
  const last = list?.items.at(-1);
  if (list && last) {
    // A list without an entry is written as one.
    if (lines === '' && dropped === list.items.length) return [{ from: colon, to: colon, text: ' []' }];
    return lines === '' ? [] : [inLine(text, endOfLine(text, last), lines, end)];
  }
  if (lines === '') return [];
  const stop = pair.value?.range?.[1] ?? colon;
  return [{ from: colon, to: stop, text: '' }, inLine(text, nextLine(text, stop), lines, end)];
}

/** Lines at a place; behind a last line that has no end, it gets one. */
function inLine(text: string, at: number, lines: string, end: string): Splice {
  return { from: at, to: at, text: at > 0 && text[at - 1] !== '\n' ? end + lines : lines };
}

const gone = (text: string, item: Node): Splice => ({
  from: lineStart(text, item.range?.[0] ?? 0),
  to: endOfLine(text, item),
  text: '',
});

function renewed(item: Node, terms: Terms): Splice[] {
  if (!isMap(item)) return [];
  return TERMS.flatMap((key) => {
    const value = item.get(key, true);
    const [from, to] = (isScalar(value) && value.range) || [];
    if (from === undefined || to === undefined) return [];
    return [{ from, to, text: key === 'until' ? terms.until : shownJson(terms[key]) }];
  });
}

const TERMS = ['until', 'owner', 'reason'] as const;

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

/** A text that goes over lines ends behind its last one. */
function endOfLine(text: string, item: Node): number {
  const end = item.range?.[1] ?? text.length;
  return text[end - 1] === '\n' ? end : nextLine(text, end);
}

/** The document with another list, as the library writes it. */
function rewritten(
  text: string,
  { document }: ReadYaml,
  { add, renew, drop }: WaiverChange,
): string | undefined {
  const there = document.get('waivers', true);
  const list = isSeq<Node>(there) ? there : new YAMLSeq<Node>();
  for (const [index, terms] of renew) {
    const item = list.items[index];
    if (isMap(item)) for (const key of TERMS) item.set(key, terms[key]);
  }
  list.items = list.items.filter((_, index) => !drop.has(index));
  for (const entry of add) list.add(document.createNode(entry, { flow: true }));
  if (!isSeq(there)) document.set('waivers', list);
  const made = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? made.replace(/\r?\n/g, '\r\n') : made;
}

function pairOf({ contents }: Document): Pair<Node, Node | null> | undefined {
  if (!isMap<Node, Node | null>(contents)) return undefined;
  return contents.items.find(({ key }) => isScalar(key) && key.value === 'waivers');
}
