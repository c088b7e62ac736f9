import type { Unseen } from '../../contract/connection.js';
import type { Judgement } from '../rule.js';

/** Why nothing can be said, where one of the things that were looked at could not be seen. */
export function unseen(...sights: readonly ({ readonly kind: string } | Unseen)[]): Judgement | undefined {
  for (const sight of sights) {
    if (!isUnseen(sight)) continue;
    return sight.kind === 'unchecked'
      ? { holds: 'nothing', reason: `not checked here: ${sight.detail}` }
      : { holds: 'unknown', reason: `the host cannot be reached: ${sight.detail}` };
  }
  return undefined;
}

const isUnseen = (sight: { readonly kind: string } | Unseen): sight is Unseen =>
  sight.kind === 'unchecked' || sight.kind === 'unreachable';
