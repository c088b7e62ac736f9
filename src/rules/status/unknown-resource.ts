import type { Role } from '../../contract/model.js';
import type { Identifier, Probe, ProbeRule, View } from '../rule.js';
import { probesOf } from '../support/carried.js';
import { inPath, replaceEverywhere } from '../support/changes.js';
import { anotherLike } from '../support/made-up.js';
import { judgeStatus } from '../support/statuses.js';

export const unknownResource: ProbeRule = {
  id: 'status/unknown-resource',
  kind: 'probe',
  documented: ['D10'],
  says: 'A resource that does not exist is not found.',
  sends:
    'the valid request with an identifier of its resource replaced by one of the same shape that does not exist',
  accepts: '404; 400 where the error catalogue gives it for an unknown resource',
  plan: (view) => {
    const own = view.sample.identifiers.filter((identifier) => namesTheResource(view, identifier));
    if (own.length === 0)
      return { skip: 'the request names no resource by an identifier that another operation gives' };
    return probesOf(
      view,
      own.map((identifier) => replaced(identifier, own.length > 1)),
    );
  },
  judge: (exchange, _probe, { accepted, view }) =>
    judgeStatus(
      exchange,
      accepted([404, ...catalogued(view)]),
      'Answer 404 where the resource does not exist.',
    ),
};

/** Roles in which a body names the resource by its identifier; a list that is asked for an unknown one may be empty. */
const NAMING = new Set<Role | undefined>(['read', 'update', 'delete']);
/** A token or a secret is a parameter of an operation, and no name of a resource. */
const SECRET = /token|secret|passw|key$/i;

/**
 * An identifier in the path names the resource. One in a body does so where the operation reads, changes or
 * deletes what an operation of its own folder creates; elsewhere it refers to another object, and an unknown
 * reference is an invalid parameter (`parameter/unknown-reference`).
 */
function namesTheResource({ operation, contract }: View, { variable, place }: Identifier): boolean {
  if (SECRET.test(variable) || SECRET.test(place)) return false;
  if (place === 'path') return true;
  if (!NAMING.has(operation.role)) return false;
  return contract.operations.some(
    (writer) =>
      writer !== operation &&
      writer.writes.includes(variable) &&
      writer.folders.join('/') === operation.folders.join('/'),
  );
}

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
      const unknown = anotherLike(known);
      return place === 'path' ? inPath(request, known, unknown) : replaceEverywhere(request, known, unknown);
    },
  };
}

function catalogued({ contract }: View): number[] {
  const codes = [...(contract.catalog?.codes.values() ?? [])];
  return codes.some(({ causes, statuses }) => causes.includes('unknown-resource') && statuses.includes(400))
    ? [400]
    : [];
}
