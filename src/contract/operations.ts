import { credentialVariables } from './credential-variables.js';
import { examplesOf } from './examples.js';
import { expectsError } from './expected-errors.js';
import { methodOf, type Placed, placedRequests, scriptsOf } from './items.js';
import type { JsonObject } from './json.js';
import type { ContractConfig, Operation, OperationConfig } from './model.js';
import { deletions, type Roleless, roleOf } from './roles.js';
import { scriptVariables } from './scripts.js';
import { requestVariables } from './variables.js';

/** A placed request under its final name. */
export interface Named extends Placed {
  readonly index: number;
}

/** Requests of a collection; where a name is repeated, the later ones carry ` (2)`, ` (3)` … */
export function namedRequests(collection: JsonObject): Named[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return [...placedRequests(collection)].map((placed, index) => {
    let name = placed.name;
    let count = counts.get(placed.name) ?? 1;
    while (taken.has(name)) name = `${placed.name} (${++count})`;
    counts.set(placed.name, count);
    taken.add(name);
    return { ...placed, name, index };
  });
}

/**
 * Operations with what can be read of each without running anything.
 *
 * @param values every value that a variable may have, for templates inside values
 */
export function operationsOf(
  requests: readonly Named[],
  config: ContractConfig,
  values: (name: string) => readonly string[],
): Operation[] {
  const isCredential = credentialVariables(
    requests.map(({ request, auth }) => ({ method: methodOf(request), request, ...(auth && { auth }) })),
  );
  const operations = requests.map((request) => {
    const said = Object.hasOwn(config.operations, request.name) ? config.operations[request.name] : undefined;
    const roleless = rolelessOf(request, said, values);
    const role = said?.role ?? roleOf(roleless, isCredential);
    return {
      ...roleless,
      ...(role && role !== 'none' ? { role } : {}),
      ...(said?.leftOut && { leftOut: said.leftOut }),
    };
  });
  const deletedBy = deletions(operations);
  return operations.map((operation) => {
    const by = deletedBy.get(operation.name);
    return by === undefined ? operation : { ...operation, deletedBy: by };
  });
}

function rolelessOf(
  placed: Named,
  said: OperationConfig | undefined,
  values: (name: string) => readonly string[],
): Roleless {
  const { name, folders, index, path, item, request, auth } = placed;
  const ownScripts = scriptsOf(item, name);
  const scripts = [...placed.inheritedScripts, ...ownScripts];
  const used = scripts.map((script) => scriptVariables(script.source));
  const templateVariables = requestVariables(request, auth, values);
  const reading = scripts.filter(({ source }) => scriptVariables(source).readsRow);
  const readsRow = reading.find(isPrerequest)?.listen ?? reading[0]?.listen;
  const examples = examplesOf(item);
  return {
    name,
    folders,
    index,
    path,
    method: methodOf(request),
    item,
    request,
    ...(auth ? { auth } : {}),
    holders: placed.holders,
    scripts: [...scripts.filter(isPrerequest), ...scripts.filter((script) => !isPrerequest(script))],
    templateVariables,
    reads: [...new Set([...templateVariables, ...used.flatMap(({ reads }) => reads)])],
    writes: [...new Set(used.flatMap(({ writes }) => writes))],
    hidesVariables: used.some(({ hides }) => hides),
    ...(readsRow && { readsRow }),
    examples,
    expectsError: expectsError(
      examples,
      ownScripts.filter((script) => !isPrerequest(script)),
      request,
    ),
    changes: said?.changes ?? true,
  };
}

function isPrerequest(script: { readonly listen: string }): boolean {
  return script.listen === 'prerequest';
}
