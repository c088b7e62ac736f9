import { graphqlSays } from './graphql/answer.js';
import { graphqlRequest } from './graphql/request.js';
import type { JsonObject } from './json.js';
import type { Example, Script } from './model.js';
import { jsonOf } from './places.js';
import { splitScript } from './script-text.js';

const STATUS_CALL = /\.\s*status\s*\(\s*(\d{3})\b/g;
const CODE = String.raw`(?:pm\s*\.\s*response|responseCode)\s*\.\s*code\b`;
/** What a status is held against: a list around it or behind it, or one value behind it. */
const AMONG = new RegExp(String.raw`\[([\d\s,]*)\][^\[\]]*\binclude\w*\s*\([^()]*${CODE}`);
const BEHIND = new RegExp(`${CODE}(.*)$`);
const EQUAL = /(?:===?|\.\s*(?:eqls?|equals?|eq)\s*\()\s*(\d{3})\b/g;
const ONE_OF = /\.\s*(?:oneOf|members)\s*\(\s*\[([\d\s,]*)\]/;
const WITHIN = /\.\s*within\s*\(\s*(\d{3})\s*,\s*(\d{3})/;
const ABOVE = /\.\s*(above|gt|greaterThan|least|gte)\s*\(\s*(\d{3})\b/;
const ERROR_WORD =
  /\bto\s*\.\s*be\s*\.\s*(?:an\s*\.\s*|a\s*\.\s*)?(?:error|clientError|serverError|badRequest|unauthorized|forbidden|notFound|rateLimited)\b/;
const SUCCESS_WORD = /\bto\s*\.\s*be\s*\.\s*(?:ok|success|accepted)\b/;
/** Lines that speak of a status without asking for it. */
const NOT_ASKED = /\bnot\b|!=|\bif\s*\(|\?[^.]|[<>]/;

/**
 * Whether an operation is kept in the collection to show an error: every saved example is one, or there are
 * no examples and its own tests ask for 4xx or 5xx statuses only.
 */
export function expectsError(
  examples: readonly Example[],
  ownTests: readonly Script[],
  request: JsonObject,
): boolean {
  if (examples.length > 0) return examples.every((example) => isError(example, request));
  const asked = ownTests.flatMap((script) => statusesAsked(script.source));
  return asked.length > 0 && asked.every((status) => status >= 400);
}

/** Whether a saved example of a request is an error; GraphQL has them under 200 too. */
export function isError({ status, body }: Example, request: JsonObject): boolean {
  return status >= 400 || (graphqlRequest(request) !== undefined && graphqlSays(jsonOf(body)) === 'errors');
}

function statusesAsked(source: string): number[] {
  const asked: number[] = [];
  for (const line of splitScript(source).code.split(/[\n;]/)) {
    if (NOT_ASKED.test(line.replace(/=>/g, ''))) continue;
    for (const [, status] of line.matchAll(STATUS_CALL)) asked.push(Number(status));
    asked.push(...numbersIn(AMONG.exec(line)?.[1]), ...comparedWith(BEHIND.exec(line)?.[1] ?? ''));
    if (SUCCESS_WORD.test(line)) asked.push(200);
    if (ERROR_WORD.test(line)) asked.push(400);
  }
  return asked;
}

/** Statuses that a status is compared with. What only forbids some (`below(400)`) asks for none that is an error. */
function comparedWith(code: string): number[] {
  const equal = [...code.matchAll(EQUAL)].map(([, status]) => Number(status));
  const [, from, to] = WITHIN.exec(code) ?? [];
  const [, word = '', bound] = ABOVE.exec(code) ?? [];
  const least = Number(bound) + (/^(least|gte)$/.test(word) ? 0 : 1);
  return [
    ...equal,
    ...numbersIn(ONE_OF.exec(code)?.[1]),
    ...(from === undefined ? [] : [Number(from), Number(to)]),
    ...(bound === undefined ? [] : [least]),
  ];
}

const numbersIn = (list: string | undefined): number[] => (list?.match(/\d{3}/g) ?? []).map(Number);
