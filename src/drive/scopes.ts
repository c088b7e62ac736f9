import type { Contract } from '../contract/model.js';
import { TEMPLATE } from '../contract/variables.js';
import type { Lookup } from '../request/build.js';
import { textOf, type Values, valuesIn } from '../request/values.js';
import type { EnvironmentSettings, GivenSecret } from '../settings/settings.js';
import type { Scopes } from './newman/protocol.js';

/** Postman leaves the template of what has no value in a row, whatever other scopes hold. */
const rowText = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : textOf(value);

/** The variables that every run in an environment begins with. */
export function initialScopes(contract: Contract, settings: EnvironmentSettings): Scopes {
  const given: Record<string, string> = {
    baseUrl: settings.baseUrl.replaceAll('{CLIENT_ID}', encodeURIComponent(settings.clientId)),
    clientId: settings.clientId,
    ...(settings.bearerToken !== undefined && { bearerToken: settings.bearerToken }),
  };
  const own = contract.environments[settings.name];
  const { lists, config } = contract;
  const emptied = Object.fromEntries(config.empty.map((name) => [name, '']));
  const secrets = settings.secrets ?? [];
  const [first] = settings.data?.rows ?? [];
  // Each stands where it is defined, so that scripts find it in the scope in which they ask for it.
  const here = secrets.filter(({ name }) => own.get(name) === '');
  const common = secrets.filter(
    ({ name }) => (contract.variables.get(name) ?? (own.has(name) ? undefined : '')) === '',
  );
  return {
    ...(first && { row: { index: 0, values: first } }),
    environment: { ...withGiven(valuesIn(lists[settings.name]), given), ...valuesOf(here), ...given },
    collection: { ...withGiven(valuesIn(lists.collection), given), ...valuesOf(common) },
    // What is said to be empty need not be defined anywhere.
    globals: { ...emptied, ...withGiven(valuesIn(lists.globals), given) },
  };
}

function valuesOf(secrets: readonly GivenSecret[]): Record<string, string> {
  return Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
}

/** A script that gets a variable gets its value as it stands: a name for one of the suite's own has to hold its value. */
function withGiven(variables: Values, given: Readonly<Record<string, string>>): Values {
  const filled = (value: unknown): unknown =>
    typeof value === 'string' && value.includes('{{')
      ? value.replace(TEMPLATE, (template, name: string) =>
          Object.hasOwn(given, name) ? (given[name] ?? template) : template,
        )
      : value;
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, filled(value)]));
}

/** Other values for variables, each in the scope in which it is defined. */
export function withValues(scopes: Scopes, values: Readonly<Record<string, string>>): Scopes {
  const names = Object.keys(values);
  if (names.length === 0) return scopes;
  const { environment, collection, globals } = scopes;
  const of = (scope: Values): Values =>
    Object.fromEntries(names.flatMap((name) => (Object.hasOwn(scope, name) ? [[name, values[name]]] : [])));
  const known = { ...of(globals), ...of(collection), ...of(environment) };
  const elsewhere = Object.fromEntries(
    Object.entries(values).filter(([name]) => !Object.hasOwn(known, name)),
  );
  return {
    ...scopes,
    environment: { ...environment, ...of(environment), ...elsewhere },
    collection: { ...collection, ...of(collection) },
    globals: { ...globals, ...of(globals) },
  };
}

/**
 * Looks variables up as Postman does: a row of data before environment before collection before globals.
 *
 * An empty value hides those behind it, but is none: an export leaves values out. Where it is meant, `empty` in
 * `contract.yaml` says so. A row is no export: what is empty there is meant.
 */
export function lookupIn(
  { row, environment, collection, globals }: Scopes,
  own: Readonly<Record<string, string>> = {},
  empty: readonly string[] = [],
): Lookup {
  const values = row?.values ?? {};
  const scopes = [own, environment, collection, globals];
  return (name) => {
    if (Object.hasOwn(values, name) && !Object.hasOwn(own, name)) return rowText(values[name]);
    const scope = scopes.find((one) => Object.hasOwn(one, name));
    const text = scope && textOf(scope[name]);
    return text === '' && !empty.includes(name) ? undefined : text;
  };
}
