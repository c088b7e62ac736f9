import { isObject, type JsonObject, objectsOf, own } from '../../contract/json.js';
import { splitScript } from '../../contract/script-text.js';
import { scriptVariables } from '../../contract/scripts.js';
import { templateVariables } from '../../contract/variables.js';

/** What the scripts of a collection, all together, do with variables, as far as their source shows. */
export interface ScriptUse {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Some script gets or sets a variable whose name its source does not show. */
  readonly hides: boolean;
  /** Texts that such a script may make a name of. */
  readonly pieces: readonly string[];
}

/** A script of a collection, folder or request; its lines are in `script.exec`. */
export interface ScriptHolder {
  readonly script: JsonObject;
  /** The collection, a folder or an item, whose `event` it is. */
  readonly holder: JsonObject;
  readonly off: boolean;
}

/** Every script, those of folders and those that are turned off too. */
export function* scriptHolders(holder: JsonObject): Generator<ScriptHolder> {
  for (const event of objectsOf(own(holder, 'event'))) {
    const script = own(event, 'script');
    const off = own(event, 'disabled') === true;
    if (isObject(script)) yield { script, holder, off };
    else if (script !== undefined && script !== null) yield { script: withScript(event), holder, off };
  }
  for (const item of objectsOf(own(holder, 'item'))) yield* scriptHolders(item);
}

function scriptSource(script: JsonObject): string {
  const exec = own(script, 'exec');
  return Array.isArray(exec) ? exec.join('\n') : typeof exec === 'string' ? exec : '';
}

/** Changes a script's source in place; a list of lines stays one. */
export function changeScript(script: JsonObject, change: (source: string) => string): void {
  const source = scriptSource(script);
  const changed = change(source);
  if (changed === source) return;
  script['exec'] = Array.isArray(own(script, 'exec')) ? changed.split('\n') : changed;
}

export function scriptUse(collection: JsonObject): ScriptUse {
  const reads = new Set<string>();
  const writes = new Set<string>();
  const pieces = new Set<string>();
  let hides = false;
  for (const { script, off } of scriptHolders(collection)) {
    const source = scriptSource(script);
    const used = scriptVariables(source);
    for (const name of [...used.reads, ...templateVariables(source)]) reads.add(name);
    // One that is turned off sets nothing; what it reads keeps its name, for the day that it is turned on.
    if (off) continue;
    for (const name of used.writes) writes.add(name);
    hides ||= used.hides;
    if (used.hides && SETS.test(source))
      for (const literal of splitScript(source).literals)
        if (!used.reads.includes(literal)) pieces.add(literal);
  }
  return { reads, writes, hides, pieces: [...pieces].filter((piece) => piece.length >= TELLING) };
}

const SETS = /\bset(?:Environment|Global)?(?:Variable)?\s*\(/;
/** A shorter piece may begin any name. */
const TELLING = 4;

/** Whether a script sets a variable of that name, or makes its name up of a piece that the name begins with. */
export const maySet = ({ writes, pieces }: ScriptUse, name: string): boolean =>
  writes.has(name) || pieces.some((piece) => name.startsWith(piece));

/** A script that stands as text or lines is written as an object. */
function withScript(event: JsonObject): JsonObject {
  const script: JsonObject = { type: 'text/javascript', exec: own(event, 'script') ?? '' };
  event['script'] = script;
  return script;
}
