import { own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';

/** Auth that takes an answer of the server, a signature of the very request, or time of its own to make. */
const SIGNING = new Set(['digest', 'ntlm', 'hawk', 'oauth1', 'awsv4', 'edgegrid', 'asap', 'jwt']);

/** The type of auth that signs the operation's request; undefined where it is not signed. */
export function signingAuth({ auth }: Operation): string | undefined {
  const type = scalarText(auth && own(auth, 'type'));
  return type !== undefined && SIGNING.has(type) ? type : undefined;
}

/** Why only newman itself can build the operation's request; undefined where Postman's libraries do it here. */
export function newmanOnly(operation: Operation): string | undefined {
  if (operation.scripts.some(({ listen }) => listen === 'prerequest')) return 'a pre-request script';
  const type = signingAuth(operation);
  return type === undefined ? undefined : `auth by ${type}`;
}
