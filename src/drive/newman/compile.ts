import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { scriptVariables } from '../../contract/scripts.js';
import type { Cookies } from '../../request/cookies.js';
import type { Scopes } from './protocol.js';

/** Operations to be run in a row; their items' ids are those of the collection, or `<prefix>:<operation index>`. */
export interface Chunk {
  readonly prefix: string;
  readonly operations: readonly Operation[];
  /** Bodies that differ from the collection's (fields that must be fresh), by operation index. */
  readonly bodies?: ReadonlyMap<number, string>;
  /** Cookies that it begins with, where each chunk begins anew. */
  readonly cookies?: Cookies | undefined;
  /** Variables that it begins with, where they are others than those of the run and each chunk begins anew. */
  readonly scopes?: Scopes | undefined;
  /** The order is the suite's own: a script's `setNextRequest` is without effect. */
  readonly fixedOrder: boolean;
  /** An operation whose request is to be built, and not sent, so many times at the end. */
  readonly captures?: {
    readonly operation: Operation;
    readonly count: number;
    /** The body of each, where it has fields that must be fresh. */
    readonly bodies: readonly (string | undefined)[];
    /** The request that stands in place of the collection's, its scripts run on it. */
    readonly request?: JsonObject;
  };
}

/** One item of a compiled collection. */
export interface CompiledItem {
  readonly id: string;
  readonly operation: Operation;
  /** Its request is only built. */
  readonly capture: boolean;
  /** A body that differs from the collection's. */
  readonly body?: string | undefined;
  /** A request that stands in place of the collection's. */
  readonly request?: JsonObject | undefined;
}

/** Name of the assertion that the suite puts at the end of a script, to learn how many tests were begun. */
export const SENTINEL = 'contract suite: end of script';

const STAY_IN_ORDER =
  'try{postman.setNextRequest=function(){};pm.execution.setNextRequest=function(){}}catch(e){};';

/** The items of a chunk in their order. */
export function itemsOf({ prefix, operations, captures, bodies, fixedOrder }: Chunk): CompiledItem[] {
  // Only where the run is the collection's own: a setup may have an item more than once.
  const ids = fixedOrder ? new Map<Operation, string>() : ownIds(operations);
  const sent = operations.map((operation) => ({
    id: ids.get(operation) ?? `${prefix}:${operation.index}`,
    operation,
    capture: false,
    body: bodies?.get(operation.index),
  }));
  const built = Array.from({ length: captures?.count ?? 0 }, (_, index) => index).flatMap((index) =>
    captures
      ? [
          {
            id: `${prefix}:${captures.operation.index}#${index}`,
            operation: captures.operation,
            capture: true,
            body: captures.bodies[index],
            request: captures.request,
          },
        ]
      : [],
  );
  return [...sent, ...built];
}

/** The ids that the collection gives to its items, by which scripts may name the next one; one that is not unique is none. */
function ownIds(operations: readonly Operation[]): Map<Operation, string> {
  const ids = new Map<Operation, string>();
  const taken = new Set<string>();
  for (const operation of operations) {
    const id = scalarText(own(operation.item, 'id'));
    if (id !== undefined && id !== '' && !taken.has(id)) ids.set(operation, id);
    if (id !== undefined) taken.add(id);
  }
  return ids;
}

/**
 * Compiles what has to be run into one collection: the collection's own auth, scripts and variables, and for
 * each chunk the folders that lead to its operations. A newman run has a fixed cost, its sandbox, so many
 * chunks share one.
 */
export function compile(collection: JsonObject, chunks: readonly Chunk[]): JsonObject {
  const steered = chunks.every((chunk) => chunk.fixedOrder);
  const root = instrumented(collection, steered);
  const item = chunks.flatMap((chunk) => {
    const items = chunkItems(collection, chunk);
    return chunks.length === 1 ? items : [{ name: chunk.prefix, item: items }];
  });
  return { ...root, item };
}

interface OpenFolder {
  readonly folder: JsonObject;
  readonly items: Json[];
}

function chunkItems(collection: JsonObject, chunk: Chunk): Json[] {
  const top: Json[] = [];
  const folders = new Map<string, OpenFolder>();
  for (const compiled of itemsOf(chunk)) {
    const { operation } = compiled;
    let source: Json = collection;
    let target = top;
    operation.path.forEach((position, depth) => {
      source = child(source, position);
      if (depth === operation.path.length - 1) {
        target.push(operationItem(source, compiled, chunk));
        return;
      }
      const key = operation.path.slice(0, depth + 1).join('.');
      let open = folders.get(key);
      // A folder that was left and is entered again is opened anew, to keep the order of the operations.
      if (!open || target.at(-1) !== open.folder) {
        open = openFolder(source, chunk.fixedOrder);
        target.push(open.folder);
        folders.set(key, open);
      }
      target = open.items;
    });
  }
  return top;
}

function openFolder(source: Json, fixedOrder: boolean): OpenFolder {
  const items: Json[] = [];
  return { items, folder: { ...instrumented(isObject(source) ? source : {}, fixedOrder), item: items } };
}

function operationItem(
  source: Json,
  { id, operation, capture, body, request: changed }: CompiledItem,
  chunk: Chunk,
): JsonObject {
  const item = instrumented(isObject(source) ? source : {}, chunk.fixedOrder);
  const request = body === undefined ? (changed ?? operation.request) : withBody(operation.request, body);
  const events = item['event'];
  const tests = (event: Json): boolean => isObject(event) && event['listen'] === 'test';
  return {
    ...item,
    ...(changed && { protocolProfileBehavior: AS_WRITTEN }),
    id,
    request,
    response: [],
    ...(capture && Array.isArray(events) && { event: events.filter((event) => !tests(event)) }),
  };
}

/** A request that was built already is not to be encoded again, nor to lose the body that its method should not have. */
const AS_WRITTEN: JsonObject = { disableUrlEncoding: true, disableBodyPruning: true };

function withBody(request: JsonObject, raw: string): JsonObject {
  return { ...request, body: { ...(isObject(request['body']) ? request['body'] : {}), mode: 'raw', raw } };
}

function child(node: Json, position: number): Json {
  const items = isObject(node) ? node['item'] : undefined;
  return (Array.isArray(items) ? items[position] : undefined) ?? null;
}

/** A copy of a collection, folder or item without its children, its scripts made to tell what they began. */
function instrumented(node: JsonObject, fixedOrder: boolean): JsonObject {
  const events = node['event'];
  if (!Array.isArray(events)) return { ...node };
  const needed = fixedOrder ? events.filter((event) => !onlyTests(event)) : events;
  return { ...node, event: needed.map((event) => instrumentedEvent(event, fixedOrder)) };
}

/** What a test script may do beside testing, other than setting variables. */
const EFFECTS = /sendRequest|cookies|setNextRequest|skipRequest|require|postman\s*\./;

/** Whether a script tests and does nothing else: in a setup, where nobody looks at its tests, it can stay out. */
function onlyTests(event: Json): boolean {
  if (!isObject(event) || event['listen'] !== 'test') return false;
  const source = sourceOf(event);
  const { writes, hides } = scriptVariables(source);
  return writes.length === 0 && !hides && !EFFECTS.test(source);
}

function sourceOf(event: JsonObject): string {
  const exec = isObject(event['script']) ? event['script']['exec'] : undefined;
  return Array.isArray(exec) ? exec.join('\n') : typeof exec === 'string' ? exec : '';
}

function instrumentedEvent(event: Json, fixedOrder: boolean): Json {
  if (!isObject(event) || !isObject(event['script'])) return event;
  const source = sourceOf(event);
  const before = fixedOrder && source.includes('setNextRequest') ? STAY_IN_ORDER : '';
  const after = source.includes('pm.test') ? `\n;pm.test.skip(${JSON.stringify(SENTINEL)});` : '';
  if (!before && !after) return event;
  return { ...event, script: { ...event['script'], exec: [before + source + after] } };
}
