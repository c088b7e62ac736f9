import { header } from '../../contract/exchange.js';
import type { ObservationRule } from '../rule.js';

export const deprecation: ObservationRule = {
  id: 'lifecycle/deprecation',
  kind: 'observation',
  documented: ['D11'],
  says: 'An operation that announces its end is used no longer than it announces.',
  sends: 'nothing of its own: it looks at the Deprecation and Sunset headers of every answer',
  accepts: 'a date to come, as a note; not one that is over',
  plan: () => undefined,
  judge: ({ exchange }) => {
    const { outcome, startedAt } = exchange;
    if (outcome.kind === 'none') return undefined;
    const sunset = header(outcome.headers, 'sunset');
    const deprecated = header(outcome.headers, 'deprecation');
    const ends = sunset === undefined ? Number.NaN : Date.parse(sunset);
    if (ends < startedAt) {
      return {
        holds: false,
        expected: 'an operation that is still offered, or no answer from it',
        received: `Sunset: ${sunset}`,
        at: 'Sunset',
        advice:
          'Move to what replaces the operation, and take it out of the collection; or correct the header.',
        cause: 'past its Sunset',
      };
    }
    const notes = [
      ...(sunset === undefined ? [] : [`announces its end: Sunset ${sunset}`]),
      ...(deprecated === undefined || deprecated === 'false' ? [] : [`is deprecated: ${since(deprecated)}`]),
    ];
    return { holds: true, notes };
  },
};

/** `@1688169599` (RFC 9745), a date, or `true`. */
function since(deprecated: string): string {
  const seconds = /^@(\d{1,12})$/.exec(deprecated)?.[1];
  return seconds === undefined ? deprecated : `since ${new Date(Number(seconds) * 1000).toISOString()}`;
}
