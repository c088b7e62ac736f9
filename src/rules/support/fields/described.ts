import type { Operation } from '../../../contract/model.js';
import type { Skip, View } from '../../rule.js';
import { bodyKind, documentProbes, isForm } from '../bodies.js';
import type { Field } from './field.js';
import { Oracle } from './oracle.js';
import { fieldPlace } from './place.js';
import { fieldsOf } from './walk-body.js';

/** A request body and what its schema says of each place. */
export interface Described {
  readonly oracle: Oracle;
  /** The body of the sample. */
  readonly body: unknown;
  readonly fields: readonly Field[];
}

/** No schema describes the body. */
export interface Undescribed {
  readonly undescribed: string;
}

const known = new WeakMap<Operation, Described | Undescribed | Skip>();

/** The operation's body as its request schema describes it, or why nothing can be said of its fields. */
export function described(view: View): Described | Undescribed | Skip {
  const found = known.get(view.operation) ?? describe(view);
  known.set(view.operation, found);
  return found;
}

function describe(view: View): Described | Undescribed | Skip {
  const { contract, operation, sample } = view;
  const planned = documentProbes(view, []);
  if ('skip' in planned) return planned;
  const schema = contract.schemas.request(operation.name);
  if (!schema) return { undescribed: 'no schema describes the request' };
  const oracle = new Oracle(schema, sample.marked, isForm(bodyKind(view)));
  const body = oracle.asSent(sample.document);
  const flaw = oracle.flaw(body);
  if (flaw) {
    const place = fieldPlace(flaw.missing === undefined ? flaw.path : [...flaw.path, flaw.missing]);
    return { skip: `the valid request itself breaks ${schema.file}: ${flaw.keyword} at ${place}` };
  }
  // What authenticates is the business of the `authentication` family.
  const credentials = new Set<unknown>([sample.mark('clientId'), sample.mark('bearerToken')]);
  const fields = fieldsOf(oracle, schema.part, body).filter(({ value }) => !credentials.has(value));
  return { oracle, body, fields };
}
