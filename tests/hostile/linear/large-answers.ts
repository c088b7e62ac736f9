import type { Manner } from '../../misbehaviour/odd.js';
import { TEXTS } from './texts.js';

/** Answers with a body of about so many characters, of every sort, as a success and as an error. */
export function largeAnswers(size: number, sorts = Object.keys(TEXTS)): Record<string, Manner> {
  const answers = sorts.flatMap((sort) =>
    [200, 400].map((status): [string, Manner] => {
      const body = TEXTS[sort]?.(size) ?? '';
      return [
        `${sort} with ${status}`,
        ({ response }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body);
        },
      ];
    }),
  );
  return Object.fromEntries(answers);
}
