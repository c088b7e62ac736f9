import type { WireRequest } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { Probe, ProbeRule } from '../rule.js';
import { bodyKind, objectProbes } from '../support/bodies.js';
import { probesOf } from '../support/carried.js';
import { formOf } from '../support/forms/form.js';
import { judgeRefusal } from '../support/refused.js';
import { jsonBody, withBody, withHeader } from '../support/request-parts.js';
import { unreadableStatuses } from '../support/unreadable-statuses.js';

export const bodyMalformed: ProbeRule = {
  id: 'request/body-malformed',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request whose body is not valid JSON is refused, and a form of parts that breaks off.',
  sends:
    'the valid body truncated; with trailing text; in single quotes; with NaN; with a comment; a form of parts truncated, and without its boundary',
  accepts: '400; where the client_id is in the body, what a missing one is answered with too',
  plan: (view) => {
    const kind = bodyKind(view);
    if (kind === 'urlencoded') return { skip: 'any text can be read as a form of that kind' };
    if (kind === 'multipart') return probesOf(view, OF_PARTS);
    return objectProbes(view, [
      malformed('truncated', 'cut before its last brace', (text) => text.slice(0, -1)),
      malformed('trailing text', 'followed by other text', (text) => `${text} trailing`),
      malformed('single quotes', 'in single quotes', (text) =>
        text === '{}' ? "{'name':'value'}" : text.replaceAll('"', "'"),
      ),
      malformed('NaN', 'with a number NaN', (text) => addMember(text, '"number":NaN')),
      malformed('comment', 'with a comment', (text) => `{/* comment */${text.slice(1)}`),
    ]);
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'body',
      context,
      formOf(exchange.request)
        ? 'Take a form only where it is whole, and answer {status} where it is not.'
        : 'Parse the body strictly as JSON, and answer {status} where that fails.',
      unreadableStatuses(context.view),
    ),
};

function malformed(variation: string, how: string, spoil: (text: string) => string): Probe {
  return {
    variation,
    sends: `the valid request, its JSON body ${how}`,
    cause: 'body-malformed',
    expects: 'refusal',
    at: 'body',
    change: (request) => spoiled(request, spoil),
  };
}

function spoiled(request: WireRequest, spoil: (text: string) => string): WireRequest | undefined {
  const body = jsonBody(request);
  return isRecord(body) ? withBody(request, spoil(JSON.stringify(body))) : undefined;
}

const addMember = (object: string, member: string): string =>
  object === '{}' ? `{${member}}` : `${object.slice(0, -1)},${member}}`;

/** A form in parts has a boundary, and ends with it. */
const OF_PARTS: readonly Probe[] = [
  {
    variation: 'truncated',
    sends: 'the valid request, its form cut before the boundary that ends it',
    cause: 'body-malformed',
    expects: 'refusal',
    at: 'body',
    change: (request) => {
      const end = request.body?.lastIndexOf('\r\n--', -4) ?? -1;
      return end > 0 && request.body ? withBody(request, request.body.subarray(0, end)) : undefined;
    },
  },
  {
    variation: 'no boundary',
    sends: 'the valid request with a Content-Type that does not name the boundary of its form',
    cause: 'body-malformed',
    expects: 'refusal',
    at: 'Content-Type',
    change: (request) => withHeader(request, 'Content-Type', 'multipart/form-data'),
  },
];
