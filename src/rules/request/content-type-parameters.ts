import { isSuccessful } from '../../contract/exchange.js';
import type { Probe, ProbeRule } from '../rule.js';
import { bodyKind, jsonProbes } from '../support/bodies.js';
import { probesOf } from '../support/carried.js';
import { withHeader } from '../support/request-parts.js';
import { received } from '../support/statuses.js';

export const contentTypeParameters: ProbeRule = {
  id: 'request/content-type-parameters',
  kind: 'probe',
  documented: ['D7'],
  says: 'application/json with a charset is still application/json, and a urlencoded form with one such a form.',
  sends: 'the valid request with charset=utf-8 behind its Content-Type',
  accepts: 'a success, as without the parameter',
  plan: (view) => {
    switch (bodyKind(view)) {
      case 'urlencoded':
        return probesOf(view, [withCharset('application/x-www-form-urlencoded')]);
      case 'multipart':
        return { skip: 'the Content-Type of the request has a parameter as it is: the boundary of its form' };
      default:
        return jsonProbes(view, [withCharset('application/json')]);
    }
  },
  judge: (exchange) =>
    isSuccessful(exchange.outcome)
      ? { holds: true }
      : {
          holds: false,
          expected: 'a success, as without the parameter',
          received: received(exchange),
          advice: 'Compare the media type without its parameters.',
        },
};

function withCharset(type: string): Probe {
  return {
    sends: `the valid request with Content-Type: ${type}; charset=utf-8`,
    expects: 'success',
    at: 'Content-Type',
    change: (request) => withHeader(request, 'Content-Type', `${type}; charset=utf-8`),
  };
}
