import type { ObservationRule } from '../rule.js';
import { binaryTypes, isJsonToo } from '../support/binary.js';
import { promisesJson } from '../support/promises-json.js';
import { mediaType, read } from '../support/reading.js';
import { isSuccess } from '../support/statuses.js';

export const contentType: ObservationRule = {
  id: 'response/content-type',
  kind: 'observation',
  documented: ['D3'],
  says: 'The Content-Type of an answer is application/json, or the documented binary type.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts:
    'application/json with or without parameters; the types of the saved success examples where those are binary',
  plan: () => undefined,
  judge: ({ exchange }, view) => {
    const answer = read(exchange)?.answer;
    if (!answer || (answer.body.length === 0 && answer.status === 204)) return undefined;
    if (!promisesJson(view, answer)) return undefined;
    const binary = isSuccess(answer.status) ? binaryTypes(view) : [];
    const json = binary.length === 0 || isJsonToo(view) ? ['application/json'] : [];
    const expected = [...binary, ...json];
    const type = mediaType(answer);
    const anyJson = view.contract.config.promises.responses === undefined && json.length > 0;
    if (type !== undefined && (expected.includes(type) || (anyJson && /[/+]json$/.test(type))))
      return { holds: true };
    return {
      holds: false,
      expected: `Content-Type ${expected.join(' or ')}`,
      received: type === undefined ? 'no Content-Type' : `Content-Type ${type}`,
      at: 'Content-Type',
      advice: 'State the type of the body that is sent.',
      cause: `content-type ${type ?? 'missing'}`,
    };
  },
};
