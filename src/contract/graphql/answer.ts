import { isRecord } from '../places.js';

/**
 * What an answer of GraphQL says, whatever its status. `errors`: errors, and nothing that was asked for; `partial`:
 * errors, and some of it; `nothing`: no error, and nothing of it: null is what is not there; `data`: what was asked for.
 */
export type GraphqlSays = 'errors' | 'partial' | 'nothing' | 'data';

/** Undefined where the body is no answer of GraphQL. */
export function graphqlSays(json: unknown): GraphqlSays | undefined {
  if (!isRecord(json)) return undefined;
  const { errors, data } = json;
  const failed = Array.isArray(errors) && errors.length > 0;
  if (!failed && !Object.hasOwn(json, 'data')) return undefined;
  if (holdsNothing(data)) return failed ? 'errors' : 'nothing';
  return failed ? 'partial' : 'data';
}

/** Where each field at its top is null, nothing of what was asked for is there. */
const holdsNothing = (data: unknown): boolean =>
  data === undefined ||
  data === null ||
  (isRecord(data) && Object.values(data).every((value) => value === null));

/** What the errors of an answer lack of what GraphQL asks of them; undefined where they are whole. */
export function errorsFlaw(json: unknown): string | undefined {
  if (!isRecord(json)) return json === undefined ? 'a body that is no JSON' : 'JSON that is no object';
  const { errors } = json;
  if (!Object.hasOwn(json, 'errors')) return 'no errors';
  if (!Array.isArray(errors) || errors.length === 0) return 'errors that are no list of some';
  const whole = errors.every(
    (error) => isRecord(error) && typeof error['message'] === 'string' && error['message'].trim() !== '',
  );
  return whole ? undefined : 'an error without a message';
}
