import { isObject } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { DOCUMENTED_STATUSES } from '../../contract/statuses.js';
import type { ImportNote } from '../taken.js';
import { exampleBody } from './bodies.js';

/** Saved answers that a run would report, since the rules know other statuses (`D10`) or other errors (`D4`). */
export function otherAnswers({ name, examples }: Operation): ImportNote[] {
  const odd = examples.map(({ status }) => status).filter((status) => !DOCUMENTED_STATUSES.includes(status));
  const notes = [...new Set(odd)].map((status) =>
    told(
      name,
      `a saved answer has status ${status}, which is none of ${DOCUMENTED_STATUSES.join(', ')}: a run reports it`,
      'status/documented',
    ),
  );
  const errors = examples.filter(({ status }) => status >= 400).map(exampleBody);
  if (
    errors.some(
      (body) => body.is === 'json' && isObject(body.json) && !Object.hasOwn(body.json, 'error_code'),
    )
  ) {
    const fact =
      'a saved error has no error_code: it gives no code to the error catalogue, and a run reports it';
    notes.push(told(name, fact, 'error/envelope'));
  }
  return notes;
}

function told(place: string, fact: string, rule: string): ImportNote {
  const fix = `Where this API is to answer so, turn ${rule} off in collections/contract.yaml`;
  return { fate: 'advice', place, fact: `${fact} (${rule})`, fix };
}
