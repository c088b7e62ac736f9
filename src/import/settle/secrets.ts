import { ENVIRONMENTS } from '../../contract/exchange.js';
import type { JsonObject } from '../../contract/json.js';
import { secretSettingNames } from '../../contract/secret-variables.js';
import { changeShapes } from '../../masking/secret-shapes.js';
import type { Draft } from './draft.js';
import { KnownValues } from './known-values.js';
import { maskExamples } from './secret-examples.js';
import { unmarkSecrets } from './secret-marks.js';
import { takeFromRequests } from './secret-requests.js';
import { takeFromScripts } from './secret-scripts.js';
import { blankFolderVariables, takeVariables } from './secret-variables.js';
import { changeStrings } from './strings.js';
import { Vault } from './vault.js';

/** A secret variable; `blank` where the export had no value of it. */
export interface SecretDraft {
  readonly name: string;
  readonly blank: boolean;
}

const MASK = '***';

/**
 * Secrets leave collection and environments: each becomes a variable without a value, and its value a setting. The same secret at several places is one variable.
 *
 * @param tokens values of the Bearer token, which has its setting already
 */
export function moveSecrets(draft: Draft, tokens: readonly string[]): readonly SecretDraft[] {
  const vault = new Vault(draft);
  for (const token of tokens) vault.know(token, 'bearerToken');
  takeVariables(draft, vault);
  takeFromRequests(draft, vault);
  takeFromScripts(draft, vault);
  maskExamples(draft);
  blankFolderVariables(draft.collection);
  sweep(draft, vault);
  const secrets = keepSettings(draft, vault);
  unmarkSecrets(draft.collection);
  return secrets;
}

/** What is a secret at one place is one everywhere: in requests the variable, elsewhere (descriptions) a mask. */
function sweep(draft: Draft, vault: Vault): void {
  const known = new KnownValues(vault.names);
  for (const { request } of known.none ? [] : draft.spots)
    changeStrings(request, (text) => known.change(text, (name) => `{{${name}}}`), ['description']);
  const masked = (text: string): string =>
    changeShapes(
      known.change(text, () => MASK),
      () => MASK,
    );
  changeStrings(draft.collection, masked);
}

/** Values become settings. @returns every secret variable, and whether a value of it was there */
function keepSettings(draft: Draft, vault: Vault): SecretDraft[] {
  const names = secretSettingNames(
    draft.collection,
    ENVIRONMENTS.map((name) => secretsOf(draft.environments.get(name) ?? new Map())),
    [],
  );
  for (const [variable, setting] of names) {
    for (const environment of draft.environments.keys()) {
      const value = vault.values.get(variable)?.get(environment);
      if (value !== undefined)
        draft.settings.set(`${environment.toUpperCase()}_${setting}`, { value, secret: true });
    }
  }
  return [...names.keys()].map((name) => ({
    name,
    blank: [...(vault.values.get(name)?.values() ?? [])].every((value) => value === ''),
  }));
}

function secretsOf(
  variables: ReadonlyMap<string, { readonly value: string; readonly secret: boolean }>,
): JsonObject[] {
  return [...variables].map(([key, { value, secret }]) => ({
    key,
    value,
    ...(secret && { type: 'secret' }),
  }));
}
