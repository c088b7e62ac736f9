import type { Finding } from '../contract/verdict.js';
import type { Judgement } from '../rules/rule.js';

type Broken = Extract<Judgement, { holds: false }>;

/** What a judgement says of a failure, in words that may be shown. */
export function told(
  { expected, received, at, advice, cause, kinds }: Broken,
  text: (words: string) => string,
): Pick<Finding, 'expected' | 'received' | 'at' | 'advice' | 'cause' | 'kinds'> {
  return {
    expected: text(expected),
    received: text(received),
    // A place in the body is made of names.
    ...(at !== undefined && { at: at.startsWith('$') ? at : text(at) }),
    ...(advice !== undefined && { advice: text(advice) }),
    cause: text(cause ?? received),
    ...(kinds && { kinds }),
  };
}
