import { credentialVariables } from '../contract/credential-variables.js';
import type { Leftover } from '../contract/leftover.js';
import type { Contract } from '../contract/model.js';
import { kindOf } from '../contract/resources.js';
import type { Belongings, Left } from '../drive/belongings.js';
import { lookupIn } from '../drive/scopes.js';
import { consumerFields } from '../masking/consumer-data.js';
import type { Masking } from '../masking/masking.js';
import { hasSecretShape } from '../masking/secret-shapes.js';
import type { EnvironmentSettings } from '../settings/settings.js';

/** Identifiers that a note names. */
const NAMED = 3;
/** What belongs to a person, or is no identifier: an address, words. */
const PERSONAL = /[@\s]/;

/** What a run left in an environment, without what may not be written down. */
export function leftoversOf(
  { name: environment, baseUrl: server }: Pick<EnvironmentSettings, 'name' | 'baseUrl'>,
  { left }: Pick<Belongings, 'left'>,
  masking: Masking,
): Leftover[] {
  const mayBeWritten = writable(masking);
  const valuesOf = valueReader(masking.contract);
  return left.map(({ created, why }): Leftover => {
    const { operation, own } = created;
    const values = valuesOf(created);
    const about = { environment, server, kind: kindOf(operation), operation: operation.name, why };
    const [identifier] = Object.values(own);
    if (identifier === undefined || !Object.entries(values).every(mayBeWritten))
      return { ...about, values: {} };
    return { ...about, identifier, values };
  });
}

/** Reads the identifiers that a thing got, and what else its deletion names in variables that scripts set. */
function valueReader({ operations }: Contract): (created: Left['created']) => Record<string, string> {
  const isCredential = credentialVariables(operations);
  const written = new Set(operations.flatMap(({ writes }) => writes));
  return ({ own, deleteBy, scopes }) => {
    const lookup = lookupIn(scopes, own);
    const needed = (deleteBy?.templateVariables ?? []).filter((name) => written.has(name));
    return Object.fromEntries(
      [...Object.keys(own), ...needed].flatMap((name) => {
        const value = isCredential(name) ? undefined : lookup(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  };
}

function writable({ contract, secrets }: Masking): (entry: [string, string]) => boolean {
  const isConsumer = consumerFields(contract);
  return ([name, value]) =>
    !isConsumer(name) && !PERSONAL.test(value) && !hasSecretShape(value) && secrets.hide(value) === value;
}

/** What was left, by kind and reason, in words. */
export function leftoverNotes(leftovers: readonly Leftover[]): string[] {
  const groups = new Map<string, Leftover[]>();
  for (const leftover of leftovers) {
    const { environment, kind, operation, why } = leftover;
    const key = JSON.stringify([environment, kind, operation, why]);
    groups.set(key, [...(groups.get(key) ?? []), leftover]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const identifiers = group.flatMap(({ identifier }) => identifier ?? []);
    const more = identifiers.length > NAMED ? ', …' : '';
    const named = identifiers.length > 0 ? `: ${identifiers.slice(0, NAMED).join(', ')}${more}` : '';
    const { environment, kind, operation, why } = first;
    return [
      `${environment}: created and not deleted: ${group.length} × ${kind} (${operation}; ${why})${named}`,
    ];
  });
}
