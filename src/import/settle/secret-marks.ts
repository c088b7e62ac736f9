import { type JsonObject, objectsOf, own } from '../../contract/json.js';
import { variablesOf } from './rename.js';

const TYPES = ['string', 'boolean', 'any', 'number', 'array', 'object'];

/**
 * Takes Postman's mark of a secret, and other types that are none (`text`, `default`), off the variables of collection and
 * folders: what else reads the file would refuse it. `contract.yaml` says which are secrets.
 */
export function unmarkSecrets(holder: JsonObject): void {
  for (const variable of variablesOf(holder)) {
    if (!TYPES.some((type) => own(variable, 'type') === type)) delete variable['type'];
  }
  for (const inner of objectsOf(own(holder, 'item'))) unmarkSecrets(inner);
}
