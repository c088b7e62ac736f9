import { leaves, type Step, valueAt, withValueAt } from '../../contract/places.js';
import { createdVariables } from '../../contract/resources.js';
import { writersOf } from '../../contract/writers.js';
import type { Probe, ProbeRule, View } from '../rule.js';
import { documentProbes } from '../support/bodies.js';
import { withChange } from '../support/fields/changed-field.js';
import { perOperation } from '../support/fields/per-operation.js';
import { fieldName, fieldPlace } from '../support/fields/place.js';
import { unknownIdentifier } from '../support/made-up.js';
import { namesCredential, namesTheResource } from '../support/named-resource.js';
import { judgeStatus, nothingThere } from '../support/statuses.js';

export const unknownReference: ProbeRule = {
  id: 'parameter/unknown-reference',
  kind: 'probe',
  documented: ['D10'],
  says: 'A request that refers to an object that does not exist is refused.',
  sends:
    'the valid request with the identifier of another object replaced by one of the same kind that does not exist',
  accepts: '400, 403 or 404',
  plan: perOperation((view) => {
    // A list that is asked for what belongs to nothing may be empty.
    if (view.operation.role === 'list') return { skip: 'it is a list, which may be empty' };
    const places = references(view);
    if (places.length === 0) return { skip: 'the body refers to no object that another operation gives' };
    return documentProbes(
      view,
      places.flatMap((path) => probesAt(path, view.sample.document)),
    );
  }),
  judge: (exchange, _probe, { accepted }) =>
    nothingThere(exchange) ??
    judgeStatus(exchange, accepted([400, 403, 404]), 'Refuse a request that refers to what does not exist.'),
};

/** Places of the body that hold the identifier of another object. */
function references(view: View): (readonly Step[])[] {
  const { sample, contract, operation } = view;
  const created = createdVariables(contract);
  const variables = operation.templateVariables.filter(
    (variable) =>
      (created.has(variable) || /(^|[a-z_-])id$/i.test(variable)) &&
      writersOf(contract, variable).some((writer) => writer !== operation),
  );
  return [...leaves(sample.document)].flatMap(({ path, value }) => {
    const variable = variables.find((name) => sample.mark(name) === String(value));
    if (variable === undefined) return [];
    const place = fieldPlace(path);
    const own = namesCredential(variable) || namesTheResource(view, { variable, place });
    return own ? [] : [path];
  });
}

/** The reference itself; and of a list of references one more behind the last. */
function probesAt(path: readonly Step[], body: unknown): Probe[] {
  const list = valueAt(body, path.slice(0, -1));
  const behind =
    Array.isArray(list) && path.at(-1) === list.length - 1 ? [[...path.slice(0, -1), list.length]] : [];
  return [path, ...behind].map((place) => ({
    variation: fieldName(place),
    sends: `the valid request with an unknown ${fieldName(place)}`,
    cause: 'unknown-reference',
    expects: 'refusal',
    at: fieldPlace(place),
    change: (request) => withChange(request, (json) => unknownAt(json, path, place)),
  }));
}

function unknownAt(body: unknown, like: readonly Step[], place: readonly Step[]): unknown {
  const known = valueAt(body, like);
  if (typeof known !== 'string' && typeof known !== 'number') return undefined;
  const unknown = unknownIdentifier(String(known));
  return withValueAt(body, place, typeof known === 'number' ? Number(unknown) : unknown);
}
