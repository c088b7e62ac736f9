import { Script } from 'node:vm';
import type { Lack } from './calls.js';

/** Whether newman can read a script at all. It is compiled, as newman does before it runs one, and not run. */
export function syntaxLack(source: string): Lack | undefined {
  const error = errorIn('', source);
  if (error === undefined) return undefined;
  if (/\bawait\b/.test(source) && errorIn('async ', source) === undefined) {
    return {
      fact: 'its script has an `await` outside of any async function, which newman does not take',
      fix: 'Put it into an async function: (async () => { … })()',
    };
  }
  return {
    fact: `its script is no JavaScript that newman can read (${error})`,
    fix: 'Correct it in Postman',
  };
}

function errorIn(kind: string, source: string): string | undefined {
  try {
    // Behind `void`, the engine only looks for errors; in parentheses, it would make code of it.
    new Script(`void ${kind}function () {\n${source}\n}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
