import { isSuccess } from '../../contract/statuses.js';
import type { ObservationRule } from '../rule.js';
import { binaryTypes } from '../support/binary.js';
import { promisesJson } from '../support/promises-json.js';
import { read } from '../support/reading.js';
import { jsonFlaw } from '../support/strict-json.js';

export const json: ObservationRule = {
  id: 'response/json',
  kind: 'observation',
  documented: ['D3'],
  says: 'Responses are JSON: strict, in UTF-8, and nothing but it.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts:
    'JSON without byte order mark, trailing text, NaN or repeated keys; any bytes where the success is documented as binary',
  plan: () => undefined,
  judge: ({ exchange }, view) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect) return undefined;
    const { answer } = reading;
    if (!promisesJson(view, answer)) return undefined;
    if (isSuccess(answer.status) && binaryTypes(view).length > 0) return undefined;
    if (answer.status === 204 || exchange.request.method === 'HEAD') return undefined;
    const flaw = jsonFlaw(answer.body);
    if (flaw === undefined) return { holds: true };
    return {
      holds: false,
      expected: 'strict JSON in UTF-8',
      received: `status ${answer.status} with ${flaw}`,
      at: 'body',
      advice: 'Write every body with one JSON serialiser.',
      cause: `json: ${flaw}`,
    };
  },
};
