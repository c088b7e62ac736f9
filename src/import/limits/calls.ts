import type { ScriptText } from '../../contract/script-text.js';

/** What a script asks for and newman's runtime does not have. */
export interface Lack {
  readonly fact: string;
  readonly fix: string;
}

const POSTMAN_ONLY = 'Take it out, or do it in another way: only the Postman app has it';

/** Calls of the Postman app that newman 6.2 (postman-sandbox 4.7) does not have. docs/postman-runtime.md tells how that was tried. */
const LACKING: readonly (readonly [RegExp, Lack])[] = [
  [
    /\bpm\s*\.\s*vault\b/,
    {
      fact: 'its script uses `pm.vault`, and the vault stays in Postman',
      fix: 'Put the value into a variable of the environment, marked as secret',
    },
  ],
  ...(['execution.runRequest', 'mock', 'state', 'message', 'datasets', 'mcp', 'ai'] as const).map(
    (name): readonly [RegExp, Lack] => [
      new RegExp(String.raw`\bpm\s*\.\s*${name.replace('.', String.raw`\s*\.\s*`)}\b`),
      { fact: `its script uses \`pm.${name}\`, which newman does not have`, fix: POSTMAN_ONLY },
    ],
  ),
  [
    /(?<![.\w$])(?:fetch|XMLHttpRequest|WebSocket)\s*\(/,
    { fact: 'its script sends requests by itself', fix: 'Send them by pm.sendRequest' },
  ],
  [
    /(?<![.\w$])new\s+(?:URL|URLSearchParams|TextEncoder|TextDecoder|AbortController|Blob)\b|(?<![.\w$])(?:structuredClone|crypto\s*\.\s*\w+)\s*[.(]/,
    {
      fact: 'its script uses `URL`, `TextEncoder`, `structuredClone` or `crypto`, which newman does not have',
      fix: "Use what it has: require('url'), Buffer, lodash, CryptoJS",
    },
  ],
];

const RESULT: Lack = {
  fact: 'its script takes what `pm.sendRequest` returns, which with newman is nothing',
  fix: 'Give pm.sendRequest a callback: pm.sendRequest(request, (error, response) => { … })',
};

/** Modules that `require` finds in newman's sandbox. */
const MODULES = new Set(
  `ajv assert atob backbone btoa buffer chai cheerio crypto-js csv-parse/lib/sync events fs lodash moment os path
  postman-collection punycode querystring stream string_decoder timers tv4 url util uuid xml2js`.split(/\s+/),
);

/** What a script asks for and does not get, each once. */
export function lacksOf({ code, literals }: ScriptText): Lack[] {
  const calls = LACKING.filter(([pattern]) => pattern.test(code)).map(([, lack]) => lack);
  if (takesResult(code)) calls.push(RESULT);
  return [...calls, ...packages(code, literals), ...modules(code, literals)];
}

function packages(code: string, literals: readonly string[]): Lack[] {
  const calls = [...code.matchAll(/\bpm\s*\.\s*require\s*\(\s*(?:"(\d+)")?/g)];
  return calls.map(([, index]) => ({
    fact: `its script takes ${named(index, literals)} from Postman's package library (\`pm.require\`), which newman does not have`,
    fix: 'Write what it needs of it into the script',
  }));
}

function modules(code: string, literals: readonly string[]): Lack[] {
  const calls = [...code.matchAll(/(?<![.\w$])require\s*\(\s*"(\d+)"/g)];
  return calls
    .filter(([, index]) => !MODULES.has(literals[Number(index)] ?? ''))
    .map(([, index]) => ({
      fact: `its script requires ${named(index, literals)}, which newman does not have`,
      fix: `Use one of these: ${[...MODULES].slice(0, 6).join(', ')} …`,
    }));
}

function named(index: string | undefined, literals: readonly string[]): string {
  const name = index === undefined ? undefined : literals[Number(index)];
  return name === undefined ? 'a package' : `\`${name}\``;
}

const AWAITED = /(?:\bawait|[^=!<>]=)\s*pm\s*\.\s*sendRequest\b/;

/** Whether `pm.sendRequest` is awaited or assigned, or followed by `.then` or its like. */
function takesResult(code: string): boolean {
  if (AWAITED.test(code)) return true;
  for (const call of code.matchAll(/\bpm\s*\.\s*sendRequest\s*\(/g)) {
    const end = closing(code, call.index + call[0].length);
    if (/^\s*\.\s*(?:then|catch|finally)\b/.test(code.slice(end, end + 40))) return true;
  }
  return false;
}

function closing(code: string, from: number): number {
  let open = 1;
  let at = from;
  for (; at < code.length && open > 0; at++) {
    if (code[at] === '(') open++;
    else if (code[at] === ')') open--;
  }
  return at;
}
