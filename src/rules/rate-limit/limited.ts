import { type Exchange, header, isSuccessful } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import type { BurstRule, BurstSeen, Judgement, View } from '../rule.js';
import { against } from '../support/codes.js';
import { envelopeFlaw, errorOf } from '../support/error-places.js';
import { read } from '../support/reading.js';
import { received } from '../support/statuses.js';

/** So many 503 or dropped connections in a burst may be chance, and heal. */
const CHANCE = 4;

export const limited: BurstRule = {
  id: 'rate-limit/limited',
  kind: 'burst',
  documented: ['D10', 'D4'],
  says: 'Past the rate limit of an endpoint comes 429, and what it says of the wait is true.',
  sends:
    'the valid request of one cheap operation, again and again, until the first 429; then one more, when Retry-After says so',
  accepts:
    '429 with the envelope and a rate-limit code, never another status; service resumes when Retry-After says; a limit that is not reached is skipped',
  most: 3000,
  seconds: 20,
  choose: (views) => [...views].filter(isCheap).sort((a, b) => cost(a) - cost(b))[0]?.operation,
  judge: (seen, contract) => judgeOthers(seen) ?? judgeLimit(seen, contract),
};

const isCheap = ({ operation, writes }: View): boolean =>
  !operation.changes || (writes && (operation.role === 'list' || operation.role === 'read'));

/** What surely changes nothing comes first; of that, a read is cheaper than a list, and both than the unknown. */
const cost = ({ operation: { changes, role } }: View): number =>
  (changes ? 10 : 0) + (role === 'read' ? 0 : role === 'list' ? 1 : 2);

/** Answers that were neither a success nor 429. */
function judgeOthers({ others, limited: limit, first }: BurstSeen): Judgement | undefined {
  if (!succeeded(first) && limit === undefined) {
    return { holds: 'unknown', reason: `a single request does not succeed: ${received(first)}` };
  }
  const wrong = others.find(({ outcome }) => outcome.kind === 'answer' && outcome.status !== 503);
  const culprit = wrong ?? (others.length > CHANCE ? others[0] : undefined);
  if (!culprit) return undefined;
  return {
    holds: false,
    expected: '429 past the limit, and no other status',
    received: `${received(culprit)} under load`,
    advice: 'Answer 429 where a limit is reached, and 503 only where the service is unavailable.',
    exchange: culprit,
    cause: `under load: ${received(culprit)}`,
  };
}

function judgeLimit(seen: BurstSeen, contract: Contract): Judgement {
  const { limited: limit, sent, others } = seen;
  if (!limit) return { holds: 'nothing', reason: `no limit was reached within ${sent} requests` };
  const code = judgeCode(limit, contract);
  if (code?.holds === false) return code;
  const wait = judgeWait(seen, limit);
  if (wait.holds !== true) return wait;
  const notes = [
    `limited after ${sent} requests`,
    ...(others.length > 0 ? [`${others.length} others had no answer, or 503`] : []),
    ...(code?.holds === true ? (code.notes ?? []) : []),
    ...(wait.notes ?? []),
  ];
  return { holds: true, notes };
}

function judgeCode(limit: Exchange, contract: Contract): Judgement | undefined {
  const { catalog, config } = contract;
  const { errors } = config.promises;
  if (!errors) return undefined;
  const { code = '', names } = errorOf(limit, contract);
  const flaw = envelopeFlaw(read(limit)?.json, errors);
  if (flaw !== undefined) {
    return {
      holds: false,
      expected: `429 with ${errors.type === undefined ? names.code : `${names.code} and ${names.type}`}`,
      received: `status 429 with ${flaw}`,
      at: '$',
      advice: 'Let what limits the rate write the same envelope as every other error.',
      exchange: limit,
      cause: `429: ${flaw}`,
    };
  }
  const fitting = [...(catalog?.codes.values() ?? [])].filter(({ causes }) => causes.includes('rate-limit'));
  if (!catalog || fitting.length === 0) {
    return {
      holds: true,
      notes: [`${names.code} ${JSON.stringify(code)}: no catalogue says which it should be`],
    };
  }
  if (fitting.some((known) => known.code === code)) return undefined;
  return against(catalog, {
    holds: false,
    expected: `${names.code} ${fitting.map((known) => known.code).join(' or ')}`,
    received: `${names.code} ${JSON.stringify(code)}`,
    at: names.codePlace,
    advice: 'Answer with the code that the catalogue gives for the rate limit.',
    exchange: limit,
    cause: `429 with ${code}`,
  });
}

function judgeWait({ after, asked }: BurstSeen, limit: Exchange): Judgement {
  const told = limit.outcome.kind === 'answer' ? header(limit.outcome.headers, 'retry-after') : undefined;
  if (told === undefined) return { holds: true, notes: ['no Retry-After was sent, so none was waited for'] };
  const wrong = { at: 'Retry-After', advice: 'Say in Retry-After when the next request will be served.' };
  if (asked === undefined) {
    const expected = 'Retry-After in seconds, or as a date';
    return { holds: false, expected, received: `Retry-After: ${told}`, exchange: limit, ...wrong };
  }
  if (!after)
    return {
      holds: true,
      notes: [`Retry-After asks for ${Math.ceil(asked / 1000)} s, which was not waited for`],
    };
  if (succeeded(after)) return { holds: true, notes: [`service resumed after ${told} (Retry-After)`] };
  return {
    holds: false,
    expected: `a request succeeds after Retry-After: ${told}`,
    received: received(after),
    exchange: after,
    cause: 'Retry-After is not honest',
    ...wrong,
  };
}

const succeeded = ({ outcome }: Exchange): boolean => isSuccessful(outcome);
