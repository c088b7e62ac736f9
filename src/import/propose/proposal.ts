import type { Operation } from '../../contract/model.js';
import { yamlEntry, yamlText } from '../yaml-text.js';
import { onlyReads } from './reads.js';
import { uniqueFields } from './unique.js';

/** What is proposed for one operation. */
export interface ProposedOperation {
  readonly name: string;
  readonly changes: boolean;
  readonly unique: readonly string[];
}

/** What a collection lets us guess of what it cannot say. */
export interface Proposal {
  readonly operations: readonly ProposedOperation[];
  readonly hosts: readonly string[];
  /** Variables that nothing gives a value to. */
  readonly unset: readonly string[];
}

/**
 * A proposal for `contract.yaml`: methods and words that only read are proposed as not changing data, all else as
 * changing; fixed values of creates that look unique; the other hosts.
 */
export function proposalOf(
  operations: readonly Operation[],
  hosts: readonly string[],
  unset: readonly string[],
): Proposal {
  return {
    operations: operations.map((operation) => {
      const changes = !onlyReads(operation);
      return { name: operation.name, changes, unique: changes ? uniqueFields(operation) : [] };
    }),
    hosts,
    unset,
  };
}

/** The text of a new `collections/contract.yaml`. */
export function proposalText({ operations, hosts, unset }: Proposal): string {
  const listed = operations.length === 0 ? ' {}\n' : `\n${operations.map(line).join('')}`;
  return `# yaml-language-server: $schema=contract.schema.json
# What the collection cannot say. Proposed by the import, to be corrected: what stands here is never overwritten.

# changes: whether the operation changes data. Guessed from method and words: please check each false, since such
# operations are sent where nothing may be changed. An operation that is not listed counts as changing data.
# unique: fields of the JSON body that need a fresh value each time, as dotted paths: [email, customer.email].
# role: create, read, list, update, delete or none, where names and data flow mislead.
operations:${listed}
# Other hosts (host or host:port) that requests and scripts may reach.
hosts:${list(hosts)}
# Variables that nothing gives a value to yet: what needs one of them is skipped. Give them their values in
# <environment>.postman_environment.json beside this file.
unset:${list(unset)}
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

function line({ name, changes, unique }: ProposedOperation): string {
  const fields = unique.length > 0 ? `, unique: [ ${unique.map(yamlText).join(', ')} ]` : '';
  return yamlEntry(name, `{ changes: ${changes}${fields} }`, '  ');
}
