import type { EnvironmentName } from '../../contract/exchange.js';
import type { JsonObject } from '../../contract/json.js';
import { spoiltName } from './variables.js';

export function script(listen: 'prerequest' | 'test', exec: readonly string[]): JsonObject {
  return { listen, script: { type: 'text/javascript', exec: [...exec] } };
}

/** Puts the values of one environment where the requests of its folder ask for them. */
export function environmentScript(name: EnvironmentName): JsonObject {
  return script('prerequest', [
    "for (const own of ['BaseUrl', 'ClientId', 'BearerToken']) {",
    `  const value = pm.variables.get('${name}' + own);`,
    '  const common = own.charAt(0).toLowerCase() + own.slice(1);',
    '  if (value) pm.variables.set(common, pm.variables.replaceIn(value));',
    '}',
    "pm.variables.set('origin', (pm.variables.get('baseUrl') || '').split('/').slice(0, 3).join('/'));",
  ]);
}

export const freshScript = (): JsonObject => script('prerequest', [FRESH]);

export const FRESH =
  "pm.variables.set('freshValue', Math.random().toString(16).slice(2, 12).padEnd(10, '0'));";

/** How a credential is spoilt, by the words of the label that stands for it. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [/last character wrong/, 'right.slice(0, -1) + other(right.slice(-1))'],
  [
    /first half right/,
    'right.slice(0, Math.ceil(right.length / 2)) + [...right.slice(Math.ceil(right.length / 2))].map(other).join("")',
  ],
  [/other value/, '[...right].map((c) => (/[A-Za-z0-9]/.test(c) ? other(c) : c)).join("")'],
];
const OTHER =
  'const other = (c) => /[0-8]/.test(c) ? String(Number(c) + 1) : c === "9" ? "0" : /[a-eA-E]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 1) : c === "f" ? "a" : c === "F" ? "A" : /[g-yG-Y]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 1) : c === "x" ? "y" : "x";';

/** Lines that spoil a credential as it was spoilt; none where it is not known how: the variable is then to be given. */
export function spoilLines(what: string): string[] {
  const way = WAYS.find(([words]) => words.test(what))?.[1];
  if (way === undefined) return [];
  const right = /^client_id/.test(what) ? 'clientId' : 'bearerToken';
  return [
    `{ const right = pm.variables.get('${right}') || '';`,
    OTHER,
    `pm.variables.set('${spoiltName(what)}', ${way}); }`,
  ];
}
