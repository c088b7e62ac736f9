import type { BoundSchema, Operation } from '../contract/model.js';
import type { Findings } from './difference.js';
import { compareAnswers, compareRequests } from './examples.js';
import { contentOf } from './request-content.js';
import { compareSchemas, type Direction } from './schema/fields.js';
import type { Side } from './side.js';

/** An operation of one version, and the version. */
interface Standing {
  readonly side: Side;
  readonly operation: Operation;
}

/** The body of the request, and the body of every answer whose status both versions have. */
export function compareBodies(before: Standing, after: Standing, findings: Findings): void {
  const request = findings.at('request');
  compareContent(before.operation, after.operation, request);
  const [sent, later] = schemasOf(before, after, ({ workspace }, name) => workspace?.schemas.request(name));
  if (sent || later) compareBound('request', sent, later, request);
  else compareRequests(before.operation, after.operation, request);
  const [old, now] = [statusesOf(before, after), statusesOf(after, before)];
  compareStatuses(old, now, findings);
  for (const status of old.filter((each) => now.includes(each))) {
    const answer = findings.at(`answer ${status}`);
    const [told, said] = schemasOf(before, after, ({ workspace }, name) =>
      workspace?.schemas.response(name, status),
    );
    if (told || said) compareBound('response', told, said, answer);
    else compareAnswers(status, before.operation, after.operation, answer);
  }
}

/** Two schemas, or one that is there in one version only. Of schemas that were inferred, nothing is sure to break. */
export function compareBound(
  direction: Direction,
  before: BoundSchema | undefined,
  after: BoundSchema | undefined,
  findings: Findings,
): void {
  if (before && after) {
    const sure = before.complete && after.complete;
    compareSchemas(direction, before.part, after.part, sure ? findings : findings.capped('compatible'));
  } else if (after) findings.add(`${direction}-schema/added`, 'there is a schema now');
  else if (before) findings.add(`${direction}-schema/removed`, 'there is no schema any more');
}

type Find = (side: Side, operation: string) => BoundSchema | undefined;

/** Schemas are compared where both versions can have them: a collection alone has none. */
function schemasOf(before: Standing, after: Standing, find: Find): (BoundSchema | undefined)[] {
  const both = before.side.workspace && after.side.workspace;
  return [before, after].map(({ side, operation }) => (both ? find(side, operation.name) : undefined));
}

function statusesOf({ side, operation }: Standing, other: Standing): number[] {
  const shown = operation.examples.map(({ status }) => status);
  const schemas = other.side.workspace && side.workspace?.schemas;
  const described = schemas ? STATUSES.filter((status) => schemas.response(operation.name, status)) : [];
  return [...new Set([...shown, ...described])].sort((a, b) => a - b);
}

const STATUSES = Array.from({ length: 500 }, (_, index) => index + 100);

function compareStatuses(old: readonly number[], now: readonly number[], findings: Findings): void {
  const succeeds = now.some(isSuccess);
  for (const status of old.filter((each) => !now.includes(each))) {
    // Where no success is described any more, nothing is known of it.
    const id = isSuccess(status) && succeeds ? 'status/success-removed' : 'status/removed';
    findings.add(id, `the answer ${status} is gone`);
  }
  for (const status of now.filter((each) => !old.includes(each))) {
    findings.add('status/added', `the answer ${status} is new`);
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function compareContent(before: Operation, after: Operation, findings: Findings): void {
  const [old, now] = [contentOf(before.request), contentOf(after.request)];
  if (old === now) return;
  if (old === undefined) findings.add('request-body/added', `there is a body of ${now} now`);
  else if (now === undefined) findings.add('request-body/removed', `there is no body of ${old} any more`);
  else findings.add('request-body/type-changed', `the body of ${old} became one of ${now}`);
}
