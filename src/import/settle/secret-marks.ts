import { type JsonObject, objectsOf, own } from '../../contract/json.js';
import { variablesOf } from './rename.js';

/**
 * Takes Postman's mark of a secret off the variables of collection and folders, where v2.1 has no such type: what
 * else reads the file would refuse it. `contract.yaml` says which are secrets.
 */
export function unmarkSecrets(holder: JsonObject): void {
  for (const variable of variablesOf(holder)) {
    if (own(variable, 'type') === 'secret') delete variable['type'];
  }
  for (const inner of objectsOf(own(holder, 'item'))) unmarkSecrets(inner);
}
