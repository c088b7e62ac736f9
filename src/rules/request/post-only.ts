import type { Contract } from '../../contract/model.js';
import type { EnvironmentCheck, Probe, ProbeRule } from '../rule.js';
import { probesOf } from '../support/carried.js';
import { judgeRefusal, notPromised } from '../support/refused.js';
import { withoutBody } from '../support/request-parts.js';

const collectionMethods: EnvironmentCheck = {
  variation: 'methods of the collection',
  plan: ({ config }) => (config.promises.methods ? undefined : { skip: notPromised('methods') }),
  judge: ({ contract }) => {
    const others = otherMethods(contract);
    if (others.length === 0) return { holds: true };
    const named = others.slice(0, 5).join(', ');
    return {
      holds: false,
      expected: 'every request of the collection is a POST',
      received: `${others.length} with another method: ${named}${others.length > 5 ? ', …' : ''}`,
      advice:
        'Correct the collection, or write promises: { methods: none } in collections/contract.yaml if this API is no POST-only API.',
    };
  },
};

export const postOnly: ProbeRule = {
  id: 'request/post-only',
  kind: 'probe',
  documented: ['D2', 'D10'],
  says: 'Requests are POST; any other method is refused.',
  sends: 'the valid request with GET, PUT, PATCH and DELETE',
  accepts: 'any documented refusal: 400, 401, 403 or 404',
  once: collectionMethods,
  plan: (view) => {
    if (!view.contract.config.promises.methods) return { skip: notPromised('methods') };
    if (view.operation.method !== 'POST')
      return { skip: `it is a ${view.operation.method} in the collection` };
    const methods = view.writes ? ['GET', 'PUT', 'PATCH', 'DELETE'] : ['GET'];
    return probesOf(view, methods.map(sentAs));
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'method',
      context,
      'Route POST only; a documented refusal for other methods is 400 or 404.',
    ),
};

function sentAs(method: string): Probe {
  const bodiless = method === 'GET';
  return {
    variation: method,
    sends: `the valid request as ${method}`,
    cause: 'method',
    expects: 'refusal',
    at: 'method',
    change: (request) => ({ ...(bodiless ? withoutBody(request) : request), method }),
  };
}

function otherMethods({ operations }: Contract): string[] {
  return operations
    .filter(({ method }) => method !== 'POST')
    .map(({ name, method }) => `${name} (${method})`);
}
