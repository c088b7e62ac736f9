import { isObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { type Operation, SUITE_VARIABLES } from '../../contract/model.js';
import { filledSegments } from '../../contract/paths.js';
import { isSecretName } from '../../contract/secret-names.js';

/**
 * Operations that carry a credential and are shown to do without one: the collection sends the same method to the same
 * path without any, and does not expect to be refused there.
 */
export function withoutCredential(operations: readonly Operation[]): ReadonlySet<Operation> {
  const bare = new Set(operations.filter((one) => !carriesOne(one) && !expectsRefusal(one)).map(endpointOf));
  return new Set(operations.filter((one) => carriesOne(one) && bare.has(endpointOf(one))));
}

const endpointOf = ({ method, request }: Operation): string =>
  `${method} /${filledSegments(request).join('/')}`;

/** A script may add what the request does not show. */
const ADDS = /authorization|headers|auth|token|cookie/i;

function carriesOne({ request, auth, scripts, templateVariables }: Operation): boolean {
  const url = own(request, 'url');
  const parts = [
    ...objectsOf(own(request, 'header')),
    ...objectsOf(isObject(url) ? own(url, 'query') : undefined),
  ];
  const names = parts
    .filter((part) => own(part, 'disabled') !== true && scalarText(own(part, 'value')) !== '')
    .map((part) => scalarText(own(part, 'key')) ?? '');
  const authed = auth !== undefined && own(auth, 'type') !== 'noauth';
  const added = scripts.some(({ listen, source }) => listen === 'prerequest' && ADDS.test(source));
  const ofSuite = SUITE_VARIABLES.some((name) => name !== 'baseUrl' && templateVariables.includes(name));
  return authed || added || ofSuite || names.some(isSecretName);
}

const expectsRefusal = ({ expectsError, scripts }: Operation): boolean =>
  expectsError || scripts.some(({ listen, source }) => listen === 'test' && /\b40[13]\b/.test(source));
