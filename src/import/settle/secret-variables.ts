import { type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { isPlaceholder } from '../../contract/placeholder.js';
import { isSecretName, isSecretValue } from '../../contract/secret-names.js';
import { hasSecretShape } from '../../masking/secret-shapes.js';
import { type Draft, knownEnvironments } from './draft.js';
import { keyOf, variablesOf } from './rename.js';
import type { Vault } from './vault.js';

/** Takes the values of secret variables out of collection and environments; the variables stay, without a value. */
export function takeVariables(draft: Draft, vault: Vault): void {
  for (const [environment, variables] of draft.environments) {
    for (const [key, variable] of variables) {
      if (!isSecret(key, variable.value, variable.secret)) continue;
      vault.keep(key, environment, variable.value);
      variables.set(key, { ...variable, value: '', secret: true });
      if (variable.value !== '') draft.told.add('changed', MOVED, key);
    }
  }
  for (const variable of variablesOf(draft.collection)) takeFromCollection(draft, vault, variable);
}

const MOVED = 'the secret value of this variable moved to .env';

function takeFromCollection(draft: Draft, vault: Vault, variable: JsonObject): void {
  const key = keyOf(variable);
  const value = scalarText(own(variable, 'value')) ?? '';
  if (key === undefined || !isSecret(key, value, own(variable, 'type') === 'secret')) return;
  // What a script sets needs no value to begin with, and is no secret of ours then.
  if (value === '' && draft.scripts.writes.has(key)) return;
  const shadowed = knownEnvironments(draft).filter((name) => draft.environments.get(name)?.has(key));
  for (const environment of knownEnvironments(draft)) {
    if (!shadowed.includes(environment)) vault.keep(key, environment, value);
  }
  vault.know(value, key);
  Object.assign(variable, { value: '', type: 'secret' });
  if (value !== '') draft.told.add('changed', MOVED, key);
}

/** A value that is put together from other variables is none itself. */
function isSecret(key: string, value: string, said: boolean): boolean {
  if (value.includes('{{')) return false;
  if (value === '') return said || isSecretName(key);
  if (said && !isPlaceholder(value)) return true;
  return hasSecretShape(value) || (isSecretName(key) && isSecretValue(value));
}

/** Secrets among folder variables, which newman does not read, are blanked. */
export function blankFolderVariables(folder: JsonObject): void {
  for (const item of objectsOf(own(folder, 'item'))) {
    for (const variable of variablesOf(item)) {
      const value = scalarText(own(variable, 'value')) ?? '';
      if (isSecret(keyOf(variable) ?? '', value, own(variable, 'type') === 'secret')) variable['value'] = '';
    }
    blankFolderVariables(item);
  }
}
