import { pathSegments } from './items.js';
import { isObject, type JsonObject, objectsOf, own, scalarText, stringsIn } from './json.js';
import { finalVariable, isDeleting } from './paths.js';
import { isSecretName } from './secret-names.js';
import { templateVariables } from './variables.js';
import { roleOfWords, wordsOf } from './words.js';

/** What is looked at of an operation. */
interface Sender {
  readonly method: string;
  readonly request: JsonObject;
  readonly auth?: JsonObject;
}

/**
 * Tells whether a variable holds a credential, which no operation creates as a thing of its own: it stands in an auth
 * block, or in a header or query parameter of such a name, or has such a name itself. What a deletion names is a thing,
 * whatever it is called: a session, an API key, a token that is revoked.
 */
export function credentialVariables(operations: readonly Sender[]): (name: string) => boolean {
  const presented = new Set(operations.flatMap(presentedBy));
  const ended = new Set(
    operations.flatMap(({ method, request }) =>
      method === 'DELETE' ? (finalVariable(request, isDeleting) ?? []) : [],
    ),
  );
  const undone = new Set(operations.filter(isDeletion).flatMap(({ request }) => inBody(request)));
  return (name) => !ended.has(name) && (presented.has(name) || (isSecretName(name) && !undone.has(name)));
}

function isDeletion({ method, request }: Sender): boolean {
  return method === 'DELETE' || roleOfWords(wordsOf(pathSegments(request).at(-1) ?? '')) === 'delete';
}

const inBody = (request: JsonObject): string[] => stringsIn(own(request, 'body')).flatMap(templateVariables);

function presentedBy({ request, auth }: Sender): string[] {
  const url = own(request, 'url');
  const parts = [
    ...objectsOf(own(request, 'header')),
    ...(isObject(url) ? objectsOf(own(url, 'query')) : []),
  ].filter((part) => isSecretName(scalarText(own(part, 'key')) ?? ''));
  const texts = [
    ...(auth ? stringsIn(own(auth, scalarText(own(auth, 'type')) ?? '')) : []),
    ...parts.flatMap((part) => scalarText(own(part, 'value')) ?? []),
  ];
  return texts.flatMap(templateVariables);
}
