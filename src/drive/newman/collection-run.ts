import type { EventEmitter } from 'node:events';
import { SUITE_VARIABLES } from '../../contract/model.js';
import type { AssertionPart } from '../../contract/verdict.js';
import { type Cookies, cookiesIn } from '../../request/cookies.js';
import type { CookieJar } from '../../request/postman.js';
import type { Types, Values } from '../../request/values.js';
import { SENTINEL } from './compile.js';
import type { FromWorker, RunOrder, Scopes } from './protocol.js';

interface VariableScope {
  clear(): void;
  has(key: string): boolean;
  set(key: string, value: unknown, type?: string): void;
  toObject(enabledOnly: boolean, caseSensitive: boolean): Record<string, unknown>;
}
interface Cursor {
  readonly ref?: string;
  readonly scriptId?: string;
  /** Which row it is run with, and how many there are: what scripts get as `pm.info`. */
  iteration: number;
  cycles: number;
}
/** What is to be sent; newman sends this very object. */
interface Before {
  readonly cursor: Cursor;
  readonly request?: { proxy?: unknown };
}
interface Item {
  readonly id: string;
}
interface Assertion {
  readonly name: string;
  readonly skipped: boolean;
  readonly passed: boolean;
  readonly error: { readonly name?: string; readonly message?: string } | null;
  readonly index: number;
  /** Only a `pm.test` carries it; the legacy `tests[…]` do not. */
  readonly async?: boolean;
}

/** What of postman-runtime's run is used: newman hands it out in its `start` event. */
export interface RuntimeRun {
  readonly state: {
    readonly environment: VariableScope;
    readonly globals: VariableScope;
    readonly collectionVariables: VariableScope;
    readonly _variables: VariableScope;
  };
  readonly triggers: {
    assertion(cursor: Cursor, assertions: readonly Assertion[]): void;
    item(
      error: Error | null,
      cursor: Cursor,
      item: Item,
      visualized: unknown,
      more?: { readonly isSkipped?: boolean },
    ): void;
  };
  readonly requester?: {
    readonly options?: { readonly cookieJar?: CookieJar; timings?: boolean };
  };
  /** Where the run is, and where it ends. */
  readonly waterfall: { cycles: number };
  abort(callback?: () => void): void;
}

/** What is gathered about the item under way. */
interface Gathered {
  readonly ref: string;
  readonly item: string;
  readonly parts: AssertionPart[];
  readonly exceptions: string[];
  readonly unheard: Set<string>;
  /** What was thrown, until a script that ends with the same error makes a failure of it. */
  readonly strays: Set<string>;
  /** `pm.test`s by script execution: how many were begun, and which of them reported. */
  readonly scripts: Map<string, { begun: number; reported: Set<number> }>;
  requestError?: string;
  /** A script was still waiting when its time was over. */
  late: boolean;
}

/** What the sandbox says of a script that waits for longer than it may. */
const TOO_LATE = 'sandbox: asynchronous script execution timeout';
/** newman's own listeners keep every answer of a run in memory; ours keep what one item needs. */
const NEWMAN_SUMMARY = ['beforeItem', 'request', 'script', 'assertion'];

/** One newman run: turns its events into one report for each item. */
export class CollectionRun {
  #runtime: RuntimeRun | undefined;
  #current: Gathered | undefined;
  #byScript = false;
  #skipped = false;
  #proxied = false;
  #iteration = 0;

  constructor(
    readonly order: RunOrder,
    readonly post: (message: FromWorker) => void,
  ) {}

  /** Who is sending just now: newman sends one request of an item at a time, or those of one script. */
  sender(): { item: string; byScript: boolean; proxied: boolean } {
    return { item: this.#current?.item ?? '', byScript: this.#byScript, proxied: this.#proxied };
  }

  abort(): void {
    this.#runtime?.abort();
  }

  /** What reached the process, and would have ended newman. */
  unheard(message: string): void {
    this.#current?.unheard.add(message);
  }

  listen(emitter: EventEmitter, runtime: RuntimeRun): void {
    this.#runtime = runtime;
    this.#bring(this.order.scopes.cookies);
    // newman measures only where it is verbose; `response-times` puts the API's own time there.
    if (runtime.requester?.options) runtime.requester.options.timings = true;
    for (const event of NEWMAN_SUMMARY) emitter.removeAllListeners(event);
    this.#takeRows(emitter, runtime);
    emitter.on('beforeItem', (_error, { cursor, item }: { cursor: Cursor; item: Item }) =>
      this.#begin(cursor, item),
    );
    emitter.on('beforeRequest', (error: Error | null, { cursor, request }: Before) => {
      this.#byScript = cursor.scriptId !== undefined;
      // newman would connect to it past the gateway.
      this.#proxied = request?.proxy !== undefined;
      if (request) delete request.proxy;
      if (error && this.#current && !this.#byScript) this.#current.requestError = error.message;
    });
    emitter.on('request', (error: Error | null, { cursor }: { cursor: Cursor }) => {
      if (error && this.#current && cursor.scriptId === undefined) this.#current.requestError = error.message;
    });
    emitter.on('exception', (_error, { error }: { error: Error }) =>
      this.#current?.strays.add(error.message),
    );
    emitter.on('script', (error: Error | null) => {
      if (!error || !this.#current) return;
      if (error.message === TOO_LATE) {
        this.#current.late = true;
        return;
      }
      this.#current.strays.delete(error.message);
      this.#current.exceptions.push(error.message);
    });
    // A script that clears the environment means its own variables, not what the suite gave.
    for (const event of ['prerequest', 'test']) emitter.on(event, () => this.#restore());
    emitter.on('item', (_error, { item }: { item: Item }) => this.#end(item));
    // newman's `assertion` event lacks the index, without which an unfinished test cannot be seen.
    const { assertion: forward, item: ended } = runtime.triggers;
    runtime.triggers.assertion = (cursor, assertions) => {
      for (const assertion of assertions) this.#assertion(cursor, assertion);
      forward.call(runtime.triggers, cursor, assertions);
    };
    // newman's `item` event lacks what says that a script left the request unsent.
    runtime.triggers.item = (error, cursor, item, visualized, more) => {
      this.#skipped = more?.isSkipped === true;
      ended.call(runtime.triggers, error, cursor, item, visualized, more);
    };
  }

  /** newman begins with the first row and goes on to the last one of the file; what is asked for may be a part. */
  #takeRows(emitter: EventEmitter, runtime: RuntimeRun): void {
    const { rows } = this.order;
    if (!rows) return;
    emitter.once('beforeIteration', (_error, { cursor }: { cursor: Cursor }) => {
      cursor.iteration = rows.first;
      runtime.waterfall.cycles = rows.last + 1;
    });
  }

  #restore(): void {
    const environment = this.#runtime?.state.environment;
    const given = this.order.scopes.environment;
    if (!environment || environment.has('baseUrl') || !Object.hasOwn(given, 'baseUrl')) return;
    for (const name of SUITE_VARIABLES) if (Object.hasOwn(given, name)) environment.set(name, given[name]);
  }

  #begin(cursor: Cursor, item: Item): void {
    this.#byScript = false;
    this.#iteration = cursor.iteration;
    if (this.order.rows) cursor.cycles = this.order.rows.all.length;
    this.#current = {
      ref: cursor.ref ?? '',
      item: item.id,
      parts: [],
      exceptions: [],
      unheard: new Set(),
      strays: new Set(),
      late: false,
      scripts: new Map(),
    };
    const reset = this.order.resets.get(item.id);
    if (reset) this.#reset(reset);
    this.post({ type: 'item-started', run: this.order.run, item: item.id, row: cursor.iteration });
  }

  /** These cookies, and no others. */
  #bring(cookies: Cookies | undefined): void {
    const jar = this.#runtime?.requester?.options?.cookieJar;
    jar?.removeAllCookiesSync();
    if (cookies !== undefined) jar?._importCookiesSync(JSON.parse(cookies));
  }

  #reset({ environment, collection, globals, cookies }: Scopes): void {
    const state = this.#runtime?.state;
    if (!state) return;
    const { types } = this.order;
    refill(state.environment, environment, types.environment);
    refill(state.collectionVariables, collection, types.collection);
    refill(state.globals, globals, types.globals);
    state._variables.clear();
    this.#bring(cookies);
  }

  #assertion(cursor: Cursor, assertion: Assertion): void {
    const current = this.#current;
    if (!current || cursor.ref !== current.ref) return;
    const script = cursor.scriptId ?? '';
    const tests = current.scripts.get(script) ?? { begun: 0, reported: new Set<number>() };
    current.scripts.set(script, tests);
    if (assertion.name === SENTINEL) {
      tests.begun = assertion.index;
      return;
    }
    if (assertion.async !== undefined) tests.reported.add(assertion.index);
    const result = assertion.skipped ? 'skipped' : assertion.passed ? 'passed' : 'failed';
    const message = assertion.error?.message;
    current.parts.push({ name: assertion.name, result, ...(message !== undefined && { message }) });
  }

  #end(item: Item): void {
    const current = this.#current;
    const skipped = this.#skipped;
    if (!current || !this.#runtime) return;
    const { state } = this.#runtime;
    const jar = this.#runtime.requester?.options?.cookieJar;
    const cookies = jar && cookiesIn(jar);
    const values = this.order.rows?.all[this.#iteration];
    const scopes: Scopes = {
      row: values && { index: this.#iteration, values },
      environment: plain(state.environment),
      collection: plain(state.collectionVariables),
      globals: plain(state.globals),
      cookies,
    };
    this.post({
      type: 'item',
      run: this.order.run,
      item: item.id,
      parts: [...current.parts, ...unfinished(current)],
      exceptions: current.exceptions,
      unheard: [...current.unheard],
      strays: [...current.strays],
      late: current.late,
      skipped,
      ...(current.requestError !== undefined && { requestError: current.requestError }),
      scopes,
    });
  }
}

function unfinished({ scripts }: Gathered): AssertionPart[] {
  return [...scripts.values()].flatMap(({ begun, reported }) =>
    Array.from({ length: begun }, (_, index) => index)
      .filter((index) => !reported.has(index))
      .map((index) => ({ name: `pm.test number ${index + 1}`, result: 'never finished' as const })),
  );
}

function refill(scope: VariableScope, values: Values, types: Types): void {
  scope.clear();
  for (const [key, value] of Object.entries(values))
    scope.set(key, value, Object.hasOwn(types, key) ? types[key] : undefined);
}

/** What a script may set, a function say, and another thread cannot be told: it gets the text that Postman sends. */
function plain(scope: VariableScope): Values {
  const entries = Object.entries(scope.toObject(true, true));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'function' ? String(value) : value]),
  );
}
