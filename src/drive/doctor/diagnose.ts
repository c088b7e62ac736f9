import { type Answer, type Exchange, header, withheldBy } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import type { EnvironmentSettings } from '../../settings/settings.js';
import { settingsOf } from '../../settings/table.js';
import { answered, lacksSlash } from './answered.js';
import type { Diagnosis } from './diagnosis.js';
import { unreached } from './unreached.js';
import type { Asked, Visit } from './visit.js';

/** What a visit shows of what is wrong, the graver first. */
export function diagnosesOf(
  visit: Visit,
  contract: Contract,
  settings: EnvironmentSettings,
  ownCa: boolean,
): Diagnosis[] {
  const { asked } = visit;
  const answers = asked.flatMap((one): (Asked & { readonly answer: Answer })[] => {
    const { outcome } = one.exchange;
    return outcome.kind === 'answer' ? [{ ...one, answer: outcome }] : [];
  });
  const silent = asked
    .map(({ exchange }) => exchange.outcome)
    .find((outcome) => outcome.kind === 'none' && outcome.reason !== 'guard');
  const nobody = answers.length === 0 && silent?.kind === 'none';
  return [
    ...(nobody ? [unreached(silent, visit, ownCa)] : answered(answers, contract, settings)),
    ...withheld(asked, settings),
    ...asked.slice(-1).flatMap(({ exchange }) => skew(exchange)),
    ...(nobody || asked.some(({ operation }) => operation) ? [] : [unasked(settings)]),
  ];
}

/** A request that the guard keeps back would not be sent by a run either. */
function withheld(asked: readonly Asked[], settings: EnvironmentSettings): Diagnosis[] {
  const [held] = asked.filter(({ exchange }) => withheldBy(exchange.outcome) !== undefined);
  if (!held?.operation) return [];
  const slash = lacksSlash(held.operation)
    ? '; the collection writes no slash between {{baseUrl}} and the path'
    : '';
  return [
    {
      gravity: 'stops',
      place: held.operation.name,
      fact: `${withheldBy(held.exchange.outcome) ?? ''}${slash}`,
      fix: `Correct ${settingsOf(settings.name).baseUrl.name}, or the URL in the collection`,
    },
  ];
}

/** Seconds that clocks may be apart: signatures and tokens allow for as much. */
const TOLERATED = 60;

/** The clock of this machine beside that of the server; an answer from a cache has its age on it. */
function skew({ outcome, startedAt, duration }: Exchange): Diagnosis[] {
  if (outcome.kind === 'none') return [];
  const told = Date.parse(header(outcome.headers, 'date') ?? '');
  if (Number.isNaN(told)) return [];
  const age = Number(/^\d{1,9}$/.exec(header(outcome.headers, 'age') ?? '')?.[0] ?? 0);
  const apart = Math.round((startedAt + duration - told) / 1000 - age);
  if (Math.abs(apart) <= TOLERATED) return [];
  const spoken =
    Math.abs(apart) < 7200
      ? `${Math.round(Math.abs(apart) / 60)} min`
      : `${Math.round(Math.abs(apart) / 3600)} h`;
  return [
    {
      gravity: 'note',
      place: 'clock',
      fact: `this machine's clock is ${spoken} ${apart > 0 ? 'ahead of' : 'behind'} the server's Date`,
      fix: 'Set the clock that is wrong: signatures, tokens and certificates go by it',
    },
  ];
}

const unasked = ({ name }: EnvironmentSettings): Diagnosis => ({
  gravity: 'note',
  place: name,
  fact: 'no operation could be tried that only reads and needs nothing set up, so the credentials are not checked',
  fix: 'Say changes: false in collections/contract.yaml of one that only reads',
});
