import { isObject } from '../../contract/json.js';
import type { CredentialNeed } from '../../contract/model.js';
import { child, children, type Documents } from './documents.js';
import type { Matched } from './match.js';

/**
 * What a document says of the credentials of its operations (`security`), by the operation's name; nothing of those that
 * ask for one, or of which it says nothing.
 */
export function credentialNeeds(
  matched: readonly Matched[],
  documents: Documents,
): ReadonlyMap<string, CredentialNeed> {
  const everywhere = child(documents.start, 'security');
  const needs = new Map<string, CredentialNeed>();
  for (const { operation, endpoint } of matched) {
    const said = child(endpoint.operation, 'security') ?? everywhere;
    if (!said || !Array.isArray(said.value)) continue;
    const ways = children(said).map(({ at }) => (isObject(at.value) ? Object.keys(at.value) : []));
    const need = needOf(ways);
    if (need !== 'required') needs.set(operation.name, need);
  }
  return needs;
}

/** @param ways lists of schemes, each of which is enough */
function needOf(ways: readonly (readonly string[])[]): CredentialNeed {
  if (ways.length === 0) return 'none';
  if (ways.some((schemes) => schemes.length === 0)) return ways.length === 1 ? 'none' : 'optional';
  return ways.length > 1 ? 'any' : 'required';
}
