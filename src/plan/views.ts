import type { Contract, Operation } from '../contract/model.js';
import type { View } from '../rules/rule.js';
import type { EnvironmentSettings, Settings } from '../settings/settings.js';
import { sampleOf } from './sample.js';

/** What a rule may look at when it plans for an operation. */
export function viewOf(
  contract: Contract,
  settings: Settings,
  operation: Operation,
  environment: EnvironmentSettings,
): View {
  const other = settings.environments.find(({ name }) => name !== environment.name)?.name;
  return {
    contract,
    operation,
    environment: environment.name,
    writes: environment.writes,
    ...(other && { other }),
    sample: sampleOf(operation, environment.baseUrl, contract.secrets),
  };
}

/** Why nothing may be sent for the operation in that environment. */
export function blockedIn(
  { operation, sample }: View,
  { name, writes, baseUrl }: EnvironmentSettings,
): string | undefined {
  const { origin } = sample.request;
  const own = new URL(baseUrl.replaceAll('{CLIENT_ID}', 'x')).origin;
  // A host that a variable names is known only when the request is built; the wire refuses it then.
  const literal = operation.templateVariables.every(
    (variable) => !origin.includes(sample.mark(variable).toLowerCase()),
  );
  if (origin !== own && literal && sample.problem === undefined) {
    return `it goes to ${origin}, which is no host of ${name}: only the base URL's host is probed`;
  }
  if (writes || !operation.changes) return undefined;
  return `it changes data, and nothing may be changed in ${name} (--writes ${name} allows it; collections/contract.yaml says which operations change nothing)`;
}
