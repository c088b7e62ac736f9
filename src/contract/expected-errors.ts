import type { Example, Script } from './model.js';
import { splitScript } from './script-text.js';

const STATUS_CALL = /\.\s*status\s*\(\s*(\d{3})\b/g;
const CODE = /\b(?:pm\s*\.\s*response|responseCode)\s*\.\s*code\b/;
const ERROR_WORD =
  /\bto\s*\.\s*be\s*\.\s*(?:an\s*\.\s*|a\s*\.\s*)?(?:error|clientError|serverError|badRequest|unauthorized|forbidden|notFound|rateLimited)\b/;
const SUCCESS_WORD = /\bto\s*\.\s*be\s*\.\s*(?:ok|success|accepted)\b/;
/** Lines that speak of a status without asking for it. */
const NOT_ASKED = /\bnot\b|!=|\bif\s*\(|\?[^.]|[<>]/;

/**
 * Whether an operation is kept in the collection to show an error: every saved example is one, or there are
 * no examples and its own tests ask for 4xx or 5xx statuses only.
 */
export function expectsError(examples: readonly Example[], ownTests: readonly Script[]): boolean {
  if (examples.length > 0) return examples.every((example) => example.status >= 400);
  const asked = ownTests.flatMap((script) => statusesAsked(script.source));
  return asked.length > 0 && asked.every((status) => status >= 400);
}

function statusesAsked(source: string): number[] {
  const asked: number[] = [];
  for (const line of splitScript(source).code.split(/[\n;]/)) {
    if (NOT_ASKED.test(line.replace(/=>/g, ''))) continue;
    for (const [, status] of line.matchAll(STATUS_CALL)) asked.push(Number(status));
    const code = CODE.exec(line);
    const after = code ? line.slice(code.index).replace(/"\d+"/g, '') : '';
    for (const [status] of after.matchAll(/\b[1-5]\d\d\b/g)) asked.push(Number(status));
    if (SUCCESS_WORD.test(line)) asked.push(200);
    if (ERROR_WORD.test(line)) asked.push(400);
  }
  return asked;
}
