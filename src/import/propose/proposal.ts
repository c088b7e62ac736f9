import {
  type CredentialNeed,
  type Operation,
  type SecretNeed,
  SUITE_VARIABLES,
} from '../../contract/model.js';
import type { ProposedPromises } from '../promises/promises.js';
import { promisesText } from '../promises/promises-text.js';
import type { SecretDraft } from '../settle/secrets.js';
import { yamlEntry, yamlText } from '../yaml-text.js';
import { onlyReads } from './reads.js';
import { uniqueFields } from './unique.js';
import { withoutCredential } from './without-credential.js';

/** What is proposed for one operation. */
export interface ProposedOperation {
  readonly name: string;
  readonly changes: boolean;
  readonly unique: readonly string[];
  /** Undefined where each credential is asked for, or nothing is said. */
  readonly credentials?: CredentialNeed;
}

/** What a collection lets us guess of what it cannot say. */
export interface Proposal {
  readonly operations: readonly ProposedOperation[];
  readonly hosts: readonly string[];
  /** Variables that nothing gives a value to. */
  readonly unset: readonly string[];
  /** Secret variables by name. */
  readonly secrets: ReadonlyMap<string, SecretNeed>;
  /** None: those of the reference. */
  readonly promises?: ProposedPromises;
}

/**
 * A proposal for `contract.yaml`: methods and words that only read are proposed as not changing data, all else as
 * changing; fixed values of creates that look unique; the other hosts.
 */
export function proposalOf(
  operations: readonly Operation[],
  hosts: readonly string[],
  unset: readonly string[],
  secrets: readonly SecretDraft[],
  needs: ReadonlyMap<string, CredentialNeed> = new Map(),
): Proposal {
  const written = new Set<string>([...SUITE_VARIABLES, ...operations.flatMap(({ writes }) => writes)]);
  const bare = withoutCredential(operations);
  const sent = new Set(operations.flatMap(({ templateVariables }) => templateVariables));
  return {
    operations: operations.map((operation) => {
      const changes = !onlyReads(operation);
      const credentials = needs.get(operation.name) ?? (bare.has(operation) ? 'none' : undefined);
      return {
        name: operation.name,
        changes,
        unique: changes ? uniqueFields(operation, (name) => written.has(name)) : [],
        ...(credentials && { credentials }),
      };
    }),
    hosts,
    unset,
    secrets: new Map(
      secrets.map(({ name, blank }) => [name, blank && !sent.has(name) ? 'optional' : 'required']),
    ),
  };
}

/** The text of a new `collections/contract.yaml`. */
export function proposalText({ operations, hosts, unset, secrets, promises }: Proposal): string {
  const listed = operations.length === 0 ? ' {}\n' : `\n${operations.map(line).join('')}`;
  return `# yaml-language-server: $schema=contract.schema.json
# What the collection cannot say. Proposed by the import, to be corrected: what stands here is never overwritten.

# changes: whether the operation changes data. Guessed from method and words: please check each false, since such
# operations are sent where nothing may be changed. An operation that is not listed counts as changing data.
# unique: fields of the JSON body that need a fresh value each time, as dotted paths: [email, customer.email].
# credentials: any, optional or none, where the operation does not ask for each that its request carries.
# role: create, read, list, update, delete or none, where names and data flow mislead.
operations:${listed}
${promises ? promisesText(promises) : ''}# Other hosts (host or host:port) that requests and scripts may reach.
hosts:${list(hosts)}
# Variables that nothing gives a value to yet: what needs one of them is skipped. Give them their values in
# <environment>.postman_environment.json beside this file.
unset:${list(unset)}
# Variables that are secrets: settings give them their values, SANDBOX_VAR_<NAME> and PRODUCTION_VAR_<NAME>. Those that
# scripts alone read and that had no value are optional: a run starts without them.
secrets:${needs(secrets)}
# Requests of scripts that only read, as METHOD path: "POST */tokens/introspect".
readingRequests: []

# Narrowed statuses by rule: { authentication/client-id-incorrect: [401] }.
accept: {}

# Operations (patterns) in which the environments may differ.
differences: []

# Rules (patterns) that are turned off, each with its reason: [{ rule: request/post-only, reason: "..." }].
off: []

# Environments whose answers reports show whole, but for consumer data; of production, only shapes are shown.
keepBodies: []

# Failures that are put up with up to a day; reports print the entry for each.
waivers: []
`;
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? ' []\n' : `\n${texts.map((text) => `  - ${JSON.stringify(text)}\n`).join('')}`;
}

function needs(secrets: Proposal['secrets']): string {
  const lines = [...secrets].map(([name, need]) => yamlEntry(name, need, '  '));
  return lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`;
}

function line({ name, changes, unique, credentials }: ProposedOperation): string {
  const fields = [
    `changes: ${changes}`,
    ...(credentials ? [`credentials: ${credentials}`] : []),
    ...(unique.length > 0 ? [`unique: [ ${unique.map(yamlText).join(', ')} ]`] : []),
  ];
  return yamlEntry(name, `{ ${fields.join(', ')} }`, '  ');
}
