import { own } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { compareAuth } from './auth.js';
import type { Findings } from './difference.js';
import { endpointOf, type Matched, pathOf, pathParameters } from './match.js';
import { compareParameters } from './parameters.js';
import { textOf } from './texts.js';

/** Operations that are there in one version only. */
export function compareSets(
  { gone, fresh }: Matched,
  after: readonly Operation[],
  findings: (name: string) => Findings,
): void {
  const endpoints = new Set(after.map(endpointOf));
  for (const operation of gone) {
    const { name } = operation;
    if (endpoints.has(endpointOf(operation))) {
      findings(name).add(
        'operation/repeat-removed',
        'the request is gone; another one has the same method and path',
      );
    } else findings(name).add('operation/removed', `the operation ${endpointOf(operation)} is gone`);
  }
  for (const operation of fresh)
    findings(operation.name).add('operation/added', `the operation ${endpointOf(operation)} is new`);
}

/** What an operation is sent, and what is said of it, apart from its body. */
export function compareOperations(before: Operation, after: Operation, findings: Findings): void {
  compareNames(before, after, findings);
  if (before.method !== after.method) {
    findings.add('operation/method-changed', `the method ${before.method} became ${after.method}`);
  }
  const [old, now] = [pathOf(before.request), pathOf(after.request)];
  if (old !== now) findings.add('operation/path-changed', `the path ${old} became ${now}`);
  else {
    const [names, later] = [pathParameters(before), pathParameters(after)].map((list) => list.join(', '));
    if (names !== later) findings.add('path/parameter-renamed', `in the path, ${names} became ${later}`);
  }
  compareParameters('query', before, after, findings);
  compareParameters('header', before, after, findings);
  compareAuth(before, after, findings);
  if (descriptionOf(before) !== descriptionOf(after))
    findings.add('operation/text-changed', 'the description changed');
}

function compareNames(before: Operation, after: Operation, findings: Findings): void {
  if (before.name === after.name) return;
  const [old, now] = [ownName(before), ownName(after)];
  const folders = (operation: Operation): string => operation.folders.join(' / ') || 'the top';
  if (old !== now) findings.add('operation/renamed', `“${old}” became “${now}”`);
  if (folders(before) !== folders(after)) {
    findings.add('operation/moved', `it moved from ${folders(before)} to ${folders(after)}`);
  }
}

function ownName({ name, folders }: Operation): string {
  return name.slice([...folders, ''].join(' / ').length);
}

function descriptionOf({ request, item }: Operation): string {
  return textOf(own(request, 'description')) || textOf(own(item, 'description'));
}
