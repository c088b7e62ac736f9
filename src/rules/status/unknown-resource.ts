import { coversStatus, type StatusSet } from '../../contract/statuses.js';
import type { Identifier, Probe, ProbeRule, View } from '../rule.js';
import { probesOf } from '../support/carried.js';
import { inBody, inPath, replaceEverywhere } from '../support/changes.js';
import { isEmptyList } from '../support/empty-list.js';
import { unknownIdentifier } from '../support/made-up.js';
import { namesTheResource } from '../support/named-resource.js';
import { judgeUnknown } from '../support/refused.js';
import { unknownStatuses } from '../support/unknown-statuses.js';

export const unknownResource: ProbeRule = {
  id: 'status/unknown-resource',
  kind: 'probe',
  documented: ['D10'],
  says: 'A resource that does not exist is not found.',
  sends:
    'the valid request with an identifier of its resource replaced by one of the same kind that does not exist',
  accepts:
    '404; 400 where the error catalogue gives it for an unknown resource; an empty list, where no saved answer or schema of its own has an error for it',
  plan: (view) => {
    const own = view.sample.identifiers.filter((identifier) => namesTheResource(view, identifier));
    if (own.length === 0)
      return { skip: 'the request names no resource by an identifier that another operation gives' };
    return probesOf(
      view,
      own.map((identifier) => replaced(identifier, own.length > 1)),
    );
  },
  judge: (exchange, _probe, context) => {
    const { view } = context;
    const statuses = unknownStatuses(view);
    if (isEmptyList(view, exchange) && !isShown(view, statuses ?? []))
      return {
        holds: 'nothing',
        reason: 'what belongs to an unknown thing may be an empty list, where its own answers show no other',
      };
    return judgeUnknown(
      exchange,
      'resource',
      context,
      'Answer {status} where the resource does not exist.',
      statuses,
    );
  },
};

/** Whether the operation's own examples or schemas have an answer with one of these statuses. */
const isShown = ({ contract, operation }: View, statuses: StatusSet): boolean =>
  operation.examples.some(({ status }) => coversStatus(statuses, status)) ||
  statuses.some(
    (status) => typeof status === 'number' && contract.schemas.response(operation.name, status) !== undefined,
  );

function replaced({ variable, place }: Identifier, several: boolean): Probe {
  return {
    ...(several && { variation: variable }),
    sends: `the valid request with an unknown ${variable}`,
    cause: 'unknown-resource',
    expects: 'refusal',
    at: place,
    change: (request, { value }) => {
      const known = value(variable);
      if (known === undefined) return undefined;
      const unknown = unknownIdentifier(known);
      if (place === 'path') return inPath(request, known, unknown);
      return place === 'query'
        ? replaceEverywhere(request, known, unknown, ['path'])
        : inBody(request, place, unknown);
    },
  };
}
