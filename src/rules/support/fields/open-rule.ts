import { type Exchange, isSuccessful } from '../../../contract/exchange.js';
import type { Contract } from '../../../contract/model.js';
import { placeOf, valueAt } from '../../../contract/places.js';
import type { StatusSet } from '../../../contract/statuses.js';
import type { Accepted, Judgement, Probe, ProbeRule, Skip, View } from '../../rule.js';
import { echoes } from '../echoes.js';
import { read } from '../reading.js';
import { jsonBody } from '../request-parts.js';
import { judgeStatus } from '../statuses.js';
import { withChange } from './changed-field.js';
import { described } from './described.js';
import { type Field, isFile } from './field.js';
import type { Oracle } from './oracle.js';
import { perOperation } from './per-operation.js';
import { fieldName, fieldPlace } from './place.js';

interface OpenRule extends Pick<ProbeRule, 'id' | 'says' | 'sends'> {
  /** What is sent in place of a field, or in it: `an emoji as`. */
  readonly what: string;
  /** Why there may be nothing to change, for the reader. */
  readonly none: string;
  /** The same of a form, where it is another reason. */
  readonly noneInForm?: string;
  readonly fits: (field: Field, view: View) => boolean;
  /** The body with the change; undefined where the schema leaves no room for it. */
  change(oracle: Oracle, body: unknown, field: Field): unknown;
}

/** Every documented status but those of a limit, and of a server that failed (`D10`). */
function answersOf({ config, schemas }: Contract, operation: string): StatusSet {
  const { statuses } = config.promises;
  if (!statuses) return ['2xx', '3xx', '4xx'];
  return [...statuses, ...schemas.statuses(operation)].filter(
    (status) => status !== 429 && !String(status).startsWith('5'),
  );
}

/** A rule that sends what an API may take or refuse, as long as it answers and alters no text. */
export function openRule(rule: OpenRule): ProbeRule {
  return {
    id: rule.id,
    kind: 'probe',
    documented: ['D10'],
    says: rule.says,
    sends: rule.sends,
    accepts: 'any documented status but 5xx; where it is accepted, the text as it was sent',
    plan: perOperation((view) => plan(rule, view)),
    judge: (exchange, probe, { accepted, view }) => judge(exchange, probe, view, accepted),
  };
}

function plan(rule: OpenRule, view: View): readonly Probe[] | Skip {
  const body = described(view);
  if ('undescribed' in body) return { skip: body.undescribed };
  if ('skip' in body) return body;
  const { oracle } = body;
  const probes = body.fields
    .filter((field) => !isFile(field, body) && rule.fits(field, view))
    .filter((field) => rule.change(oracle, body.body, field) !== undefined)
    .map(
      (field): Probe => ({
        variation: fieldName(field.path),
        sends: `the valid request with ${rule.what} ${fieldName(field.path)}`,
        expects: 'either',
        at: fieldPlace(field.path),
        change: (request) => withChange(request, (json) => rule.change(oracle, json, field)),
      }),
    );
  if (probes.length > 0) return probes;
  return { skip: (oracle.form ? rule.noneInForm : undefined) ?? rule.none };
}

function judge(exchange: Exchange, probe: Probe, view: View, accepted: Accepted): Judgement {
  const advice = 'Answer whatever arrives with a documented status: take it, or refuse it with 400.';
  const judged = judgeStatus(
    exchange,
    accepted(answersOf(view.contract, view.operation.name)),
    advice,
    view.contract.config.promises.errors,
  );
  const reading = read(exchange);
  if (judged.holds !== true || !reading || !isSuccessful(reading.answer)) return judged;
  const echo = echoes(view.operation).find(({ sent }) => fieldPlace(sent) === probe.at);
  if (!echo) return judged;
  const sent = valueAt(jsonBody(exchange.request), echo.sent);
  const answered = valueAt(reading.json, echo.answered);
  if (sent === answered || typeof sent !== 'string') return judged;
  return {
    holds: false,
    expected: `${placeOf(echo.answered)} as it was sent: ${cut(sent)}`,
    received:
      answered === undefined ? `no ${placeOf(echo.answered)}` : `${placeOf(echo.answered)} ${cut(answered)}`,
    at: placeOf(echo.answered),
    advice: 'Keep a text that is accepted as it was sent; escape it where it is shown.',
    cause: `altered ${placeOf(echo.answered)}`,
  };
}

function cut(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
