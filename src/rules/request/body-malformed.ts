import type { WireRequest } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { Probe, ProbeRule } from '../rule.js';
import { objectProbes } from '../support/bodies.js';
import { jsonBody, withBody } from '../support/changes.js';
import { judgeRefusal } from '../support/refused.js';

export const bodyMalformed: ProbeRule = {
  id: 'request/body-malformed',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request whose body is not valid JSON is refused.',
  sends: 'the valid body truncated; with trailing text; in single quotes; with NaN; with a comment',
  accepts: '400',
  plan: (view) =>
    objectProbes(view, [
      malformed('truncated', 'cut before its last brace', (text) => text.slice(0, -1)),
      malformed('trailing text', 'followed by other text', (text) => `${text} trailing`),
      malformed('single quotes', 'in single quotes', (text) =>
        text === '{}' ? "{'name':'value'}" : text.replaceAll('"', "'"),
      ),
      malformed('NaN', 'with a number NaN', (text) => addMember(text, '"number":NaN')),
      malformed('comment', 'with a comment', (text) => `{/* comment */${text.slice(1)}`),
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'body',
      context,
      'Parse the body strictly as JSON, and answer {status} where that fails.',
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
