import { header } from '../../contract/exchange.js';
import { isGraphql } from '../../contract/graphql/request.js';
import { typeFit } from '../../contract/media-type.js';
import { isSuccess } from '../../contract/statuses.js';
import type { Judgement, ObservationRule } from '../rule.js';
import { binaryTypes, isJsonToo } from '../support/binary.js';
import { promisesJson } from '../support/promises-json.js';
import { mediaType, read } from '../support/reading.js';

/** What a server of GraphQL may call its answers too. */
const OF_GRAPHQL = 'application/graphql-response+json';

export const contentType: ObservationRule = {
  id: 'response/content-type',
  kind: 'observation',
  documented: ['D3'],
  says: 'The Content-Type of an answer is application/json, or the documented binary type.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts:
    'application/json with or without parameters, of GraphQL application/graphql-response+json too; the types of the saved success examples where those are binary; where a schema is bound to types, those',
  plan: () => undefined,
  judge: ({ exchange }, view) => {
    const answer = read(exchange)?.answer;
    if (!answer || (answer.body.length === 0 && answer.status === 204)) return undefined;
    if (!promisesJson(view, answer)) return undefined;
    const binary = isSuccess(answer.status) ? binaryTypes(view) : [];
    const graphql = isGraphql(view.operation) ? [OF_GRAPHQL] : [];
    const json = binary.length === 0 || isJsonToo(view) ? ['application/json', ...graphql] : [];
    const expected = [...binary, ...json];
    const type = mediaType(answer);
    const said = header(answer.headers, 'content-type') ?? '';
    const named = view.contract.schemas
      .responses(view.operation.name, answer.status)
      .flatMap(({ types }) => types);
    if (named.some((one) => typeFit(one, said) > 0)) return { holds: true };
    if (named.length > 0) return wrong(named, type);
    const anyJson = view.contract.config.promises.responses === undefined && json.length > 0;
    if (type !== undefined && (expected.includes(type) || (anyJson && /[/+]json$/.test(type))))
      return { holds: true };
    return wrong(expected, type);
  },
};

function wrong(expected: readonly string[], type: string | undefined): Judgement {
  return {
    holds: false,
    expected: `Content-Type ${expected.join(' or ')}`,
    received: type === undefined ? 'no Content-Type' : `Content-Type ${type}`,
    at: 'Content-Type',
    advice: 'State the type of the body that is sent.',
    cause: `content-type ${type ?? 'missing'}`,
  };
}
