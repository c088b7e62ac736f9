import { ENVIRONMENTS } from './contract/exchange.js';
import type { Contract } from './contract/model.js';
import { Secrets } from './drive/wire/secrets.js';
import { variablesOf } from './settings/read.js';
import type { Values } from './settings/values.js';

/**
 * The secrets that settings give here and now. What is made of a record, or of other reports, holds names in place of
 * secrets already; where the workspace knows secrets, it is looked through all the same.
 */
export function knownSecrets({ secrets: variables }: Contract, values: Values): Secrets {
  const secrets = new Secrets();
  for (const name of ENVIRONMENTS) {
    const { clientId, bearerToken } = variablesOf(name);
    const own = variables.map(({ setting }) => `${name.toUpperCase()}_${setting}`);
    for (const key of [clientId, bearerToken, ...own]) {
      const value = values.secret(key)?.text;
      if (value) secrets.add(value, `{{${key}}}`);
    }
  }
  return secrets;
}
