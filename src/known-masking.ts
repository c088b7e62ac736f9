import { ENVIRONMENTS } from './contract/exchange.js';
import type { Contract } from './contract/model.js';
import { Masking } from './masking/masking.js';
import { variablesOf } from './settings/read.js';
import type { Values } from './settings/values.js';

/**
 * The secrets that settings give here and now. What is made of a record, or of other reports, holds names in place of
 * secrets already; where the workspace knows secrets, it is looked through all the same.
 */
export function knownMasking(contract: Contract, values: Values): Masking {
  const masking = new Masking(contract);
  for (const name of ENVIRONMENTS) {
    const { clientId, bearerToken } = variablesOf(name);
    const own = contract.secrets.map(({ setting }) => `${name.toUpperCase()}_${setting}`);
    for (const key of [clientId, bearerToken, ...own]) {
      const value = values.secret(key)?.text;
      if (value) masking.secrets.add(value, `{{${key}}}`);
    }
  }
  return masking;
}
