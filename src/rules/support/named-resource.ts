import type { Role } from '../../contract/model.js';
import { resourceOf } from '../../contract/resources.js';
import { chosenBy } from '../../contract/roles.js';
import { secretKind } from '../../contract/secret-names.js';
import { writersOf } from '../../contract/writers.js';
import type { Identifier, View } from '../rule.js';
import { hasCause } from './fields/error-example.js';

/** Roles in which a body names the resource by its identifier; a list that is asked for an unknown one may be empty. */
const NAMING = new Set<Role | undefined>(['read', 'update', 'delete']);
/** A credential is a parameter of an operation, and no name of a resource; a session is a resource to many an API. */
export const namesCredential = (name: string): boolean => secretKind(name) === 'credential';

/**
 * An identifier in the path names the resource. One in a body does so where the operation reads, changes or
 * deletes something, and the identifier is the only one of the request, or is what an operation of its own folder
 * or of its own kind of resource creates; elsewhere it refers to another object, and an unknown reference is an
 * invalid parameter (`parameter/unknown-reference`). Of an operation whose words say nothing, a saved error tells
 * that its only identifier names the resource.
 */
export function namesTheResource(view: View, { variable, place }: Identifier): boolean {
  const { operation, contract, sample } = view;
  if (namesCredential(variable) || namesCredential(place)) return false;
  // What the request makes up itself names nothing yet.
  if (chosenBy(operation).includes(variable)) return false;
  if (place === 'path') return true;
  if (!NAMING.has(operation.role) && !showsUnknownResource(view)) return false;
  if (resourceOf(contract, operation)?.variable === variable) return true;
  const writers = writersOf(contract, variable).filter((writer) => writer !== operation);
  if (writers.length > 0 && sample.identifiers.length === 1) return true;
  return writers.some((writer) => writer.folders.join('/') === operation.folders.join('/'));
}

function showsUnknownResource({ contract, operation, sample }: View): boolean {
  if (operation.role !== undefined || sample.identifiers.length !== 1) return false;
  return operation.examples.some(
    (example) => example.status === 404 && hasCause(example, 'unknown-resource', contract),
  );
}
