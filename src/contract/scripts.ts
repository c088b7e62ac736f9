import { type ScriptText, splitScript } from './script-text.js';
import { templateVariables } from './variables.js';

/** Variables that a script touches, as far as its source shows. */
export interface ScriptVariables {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** True where it gets or sets a variable whose name the source does not show. */
  readonly hides: boolean;
  /** Where it reads the row of a data file. */
  readonly readsRow?: true;
}

const NOTHING: ScriptVariables = { reads: [], writes: [], hides: false };
const DOT = String.raw`\s*\??\.\s*`;
const SCOPE = '(?:variables|collectionVariables|environment|globals)';
const SCOPE_CALL = new RegExp(String.raw`\bpm${DOT}${SCOPE}${DOT}(\w+)\s*\(\s*`, 'g');
const LEGACY_CALL = new RegExp(
  String.raw`\bpostman${DOT}(get|set)(?:Environment|Global)Variable\s*\(\s*`,
  'g',
);
const LEGACY_READ = /(?<![.\w$])(?:environment|globals)\s*(?:\??\.\s*([\w$]+)|\[\s*("\d+"\s*\]|))/g;
/** A scope that is passed around, or used other than by the calls that are understood. */
const SCOPE_ELSEWHERE = new RegExp(
  String.raw`\bpm${DOT}${SCOPE}\b(?!${DOT}(?:get|set|unset|has|replaceIn|toObject|clear|name|id)\b)`,
);
const PM_ELSEWHERE = /(?<![.\w$])pm\b(?!\s*\??\.|\s*:)/;
const COMPUTED_CODE = /(?<![.\w$])(?:eval|Function)\s*\(/;
const CALLS_WITH_TEMPLATES = new RegExp(String.raw`\bpm${DOT}sendRequest\b|\breplaceIn\b`);
const ROW = new RegExp(String.raw`\bpm${DOT}iterationData\b`);
const LEGACY_ROW = /(?<![.\w$])data\s*(?:\??\.\s*[\w$]|\[)/;
/** What a script calls so itself is no row: it is set, or stands among parameters. */
const OWN_DATA = /(?<![.\w$])data\s*(?:=|[),}]|of\b|in\b)/;
const CONSTANT = /\bconst\s+([\w$]+)\s*=\s*"(\d+)"\s*(?=[;\n,]|$)/g;

const seen = new Map<string, ScriptVariables>();
const KEPT = 50_000;

/** Finds the variables of a script by reading it; nothing is run. */
export function scriptVariables(source: string): ScriptVariables {
  const known = seen.get(source);
  if (known) return known;
  if (seen.size >= KEPT) seen.clear();
  const found = /\bpm\b|postman|environment|globals|eval|Function|\bdata\b/.test(source)
    ? analyse(source)
    : NOTHING;
  seen.set(source, found);
  return found;
}

function analyse(source: string): ScriptVariables {
  const text = splitScript(source);
  const uses = new Uses(text);
  for (const call of text.code.matchAll(SCOPE_CALL)) uses.call(call[1] ?? '', call.index + call[0].length);
  for (const call of text.code.matchAll(LEGACY_CALL)) uses.call(call[1] ?? '', call.index + call[0].length);
  uses.legacyReads();
  if (CALLS_WITH_TEMPLATES.test(text.code)) uses.templates();
  const elsewhere = [SCOPE_ELSEWHERE, PM_ELSEWHERE, COMPUTED_CODE].some((pattern) => pattern.test(text.code));
  return {
    reads: [...uses.reads],
    writes: [...uses.writes],
    hides: uses.hides || elsewhere,
    ...(readsRow(text.code) && { readsRow: true }),
  };
}

const readsRow = (code: string): boolean => ROW.test(code) || (LEGACY_ROW.test(code) && !OWN_DATA.test(code));

class Uses {
  readonly reads = new Set<string>();
  readonly writes = new Set<string>();
  hides = false;
  private readonly constants: ReadonlyMap<string, string>;

  constructor(private readonly text: ScriptText) {
    this.constants = new Map(
      [...text.code.matchAll(CONSTANT)].map(([, name = '', index]) => [name, this.literal(index)]),
    );
  }

  /** @param after where the call's arguments begin */
  call(method: string, after: number): void {
    if (method === 'toObject') this.hides = true;
    else if (method === 'get' || method === 'has') this.name(this.reads, after);
    else if (method === 'set') this.name(this.writes, after);
    else if (method === 'replaceIn') this.replaced(after);
  }

  /** Strings that `replaceIn` or `sendRequest` will resolve may stand anywhere in the script. */
  templates(): void {
    for (const name of this.text.literals.flatMap(templateVariables)) this.reads.add(name);
  }

  legacyReads(): void {
    if (/\b(?:const|let|var)\s+(?:environment|globals)\b/.test(this.text.code)) return;
    for (const [, property, bracket] of this.text.code.matchAll(LEGACY_READ)) {
      if (property !== undefined) this.reads.add(property);
      else if (bracket) this.reads.add(this.literal(/\d+/.exec(bracket)?.[0]));
      else this.hides = true;
    }
  }

  private name(into: Set<string>, after: number): void {
    const name = this.argument(after);
    if (name === undefined) this.hides = true;
    else into.add(name);
  }

  /** `replaceIn` of a literal is read with the other literals; of the request's own parts, with its templates. */
  private replaced(after: number): void {
    const own = /^(?:JSON\s*\.\s*stringify\s*\(\s*)?pm\s*\.\s*request\b/.test(
      this.text.code.slice(after, after + 80),
    );
    if (!own && this.argument(after) === undefined) this.hides = true;
  }

  private argument(after: number): string | undefined {
    const found = /^(?:"(\d+)"|([\w$]+))\s*[,)]/.exec(this.text.code.slice(after, after + 200));
    if (!found) return undefined;
    return found[1] === undefined ? this.constants.get(found[2] ?? '') : this.literal(found[1]);
  }

  private literal(index: string | undefined): string {
    return this.text.literals[Number(index)] ?? '';
  }
}
