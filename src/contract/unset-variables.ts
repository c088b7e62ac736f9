import { ContractError } from './errors.js';
import { ENVIRONMENTS } from './exchange.js';
import { type EnvironmentVariables, type Operation, SUITE_VARIABLES } from './model.js';

const NAMED = 5;

/** Names of variables that a template uses, nothing gives a value to and no script can set, each with the operations that use it. */
export function unsetVariables(
  operations: readonly Operation[],
  variables: ReadonlyMap<string, string>,
  environments: EnvironmentVariables,
): ReadonlyMap<string, readonly string[]> {
  // Where a script hides the names that it sets, any may be among them.
  if (operations.some((operation) => operation.hidesVariables)) return new Map();
  const settable = new Set<string>(SUITE_VARIABLES);
  for (const values of [variables, ...ENVIRONMENTS.map((name) => environments[name])]) {
    for (const [name, value] of values) if (value !== '') settable.add(name);
  }
  for (const operation of operations) for (const name of operation.writes) settable.add(name);
  return usersOf(operations, settable);
}

/**
 * @param known variables that get their value elsewhere: secrets, and those that `contract.yaml` calls unset
 * @throws ContractError `VARIABLE_WITHOUT_VALUE` that names every variable which has no value
 */
export function refuseUnsetVariables(
  file: string,
  operations: readonly Operation[],
  variables: ReadonlyMap<string, string>,
  environments: EnvironmentVariables,
  known: readonly string[],
): void {
  const unset = unsetVariables(operations, variables, environments);
  const users = new Map([...unset].filter(([name]) => !known.includes(name)));
  if (users.size === 0) return;
  const named = [...users].map(([name, by]) => `{{${name}}} (${listed(by)})`).join(', ');
  throw new ContractError(
    'VARIABLE_WITHOUT_VALUE',
    file,
    `${users.size === 1 ? 'a variable has' : `${users.size} variables have`} no value, and no script sets ${users.size === 1 ? 'it' : 'them'}: ${named}`,
    `Give each a value in the collection, or in collections/<environment>.postman_environment.json; one that contract.yaml lists under secrets gets it from .env${operations.some(({ readsRow }) => readsRow) ? ', a column of a data file from --data FILE' : ''}`,
  );
}

function usersOf(operations: readonly Operation[], settable: ReadonlySet<string>): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const operation of operations) {
    for (const name of operation.templateVariables) {
      if (settable.has(name)) continue;
      const by = users.get(name) ?? [];
      by.push(operation.name);
      users.set(name, by);
    }
  }
  return users;
}

function listed(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `used by ${names.slice(0, NAMED).join(', ')}${more}`;
}
