import { isObject, type JsonObject } from './contract/json.js';
import type { Contract, Operation } from './contract/model.js';
import { freshBody } from './drive/fresh.js';
import type { FailedItems } from './judge/result.js';
import type { Plan } from './plan/planned.js';

/** What the plan and the contract know of the requests before a failed one. */
export function failedItems({ pairs }: Plan, contract: Contract): FailedItems {
  const operations = new Map(contract.operations.map((operation) => [operation.name, operation]));
  return {
    setup: (environment, name) => {
      const units = pairs.find(({ operation }) => operation.name === name)?.units ?? [];
      return units.find((unit) => unit.environment === environment)?.setup.map((each) => each.name) ?? [];
    },
    item: (name) => {
      const operation = operations.get(name);
      return operation && itemOf(operation, contract);
    },
    changes: (name) => operations.get(name)?.changes ?? true,
    variables: contract.variables,
  };
}

function itemOf(operation: Operation, contract: Contract): JsonObject {
  const { name, request, auth, scripts, item } = operation;
  const raw = freshBody(operation, contract);
  const body = isObject(request['body']) ? request['body'] : {};
  const behaviour = item['protocolProfileBehavior'];
  return {
    name,
    event: scripts.map(({ listen, source }) => ({
      listen,
      script: { type: 'text/javascript', exec: source.split('\n') },
    })),
    ...(behaviour !== undefined && { protocolProfileBehavior: behaviour }),
    request: {
      ...request,
      auth: auth ?? { type: 'noauth' },
      ...(raw !== undefined && { body: { ...body, mode: 'raw', raw } }),
    },
  };
}
