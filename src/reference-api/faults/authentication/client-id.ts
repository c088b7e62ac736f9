import { type Change, dropping, mistaking, withStatus } from '../../changes.js';
import { endpoints } from '../../endpoints/index.js';
import type { Call } from '../../stages.js';
import { at, type Fault } from '../fault.js';

/** Takes the client ids that `known` knows, beside the right ones. */
const taking =
  (known: (clientId: string, call: Call) => boolean): Change =>
  (stages) => ({
    identify: (call) => (known(call.clientId, call) ? undefined : stages.identify(call)),
  });

const wrong = (clientId: string): boolean => clientId !== '';
const others = (clientId: string, { neighbour }: Call): boolean =>
  clientId === neighbour.credentials.clientId;

/** First parts of paths: what stands in the client_id's place where that is left out. */
const folders = new Set(endpoints.map(({ path }) => path.split('/')[1]));

/** The path without client_id leads where the path with it leads. */
const leftOut: Change = (stages) => {
  const served = new WeakSet<Call>();
  return {
    route: (call) => {
      if (!folders.has(call.clientId)) return stages.route(call);
      const whole = { ...call, path: `/${call.clientId}${call.path}` };
      const endpoint = stages.route(whole);
      call.parameters = whole.parameters;
      served.add(call);
      return endpoint;
    },
    identify: (call) => (served.has(call) ? undefined : stages.identify(call)),
  };
};

export const clientId: readonly Fault[] = [
  {
    name: 'client-id-left-out',
    says: 'A path without the part for the client_id is served.',
    rule: 'authentication/client-id-missing',
    apply: leftOut,
  },
  {
    name: 'client-id-left-out-crashes',
    says: 'A path without the part for the client_id ends in a server error.',
    rule: 'authentication/client-id-missing',
    apply: (stages) => ({
      route: (call) => {
        if (folders.has(call.clientId)) throw new Error('no client');
        return stages.route(call);
      },
    }),
  },
  {
    name: 'client-id-optional',
    says: 'A request without client_id is served.',
    rule: 'authentication/client-id-empty',
    apply: taking((clientId) => clientId === ''),
  },
  {
    name: 'client-id-optional-for-predictions',
    says: 'A prediction is made for an empty client_id.',
    rule: 'authentication/client-id-empty',
    ...at(
      '/models/predict',
      taking((clientId) => clientId === ''),
    ),
  },
  {
    name: 'client-id-empty-crashes',
    says: 'An empty client_id ends in a server error.',
    rule: 'authentication/client-id-empty',
    apply: mistaking('MISSING_CLIENT_ID'),
  },
  {
    name: 'client-id-ignored',
    says: 'Any client_id is taken.',
    rule: 'authentication/client-id-incorrect',
    apply: taking(wrong),
  },
  {
    name: 'client-id-ignored-in-downloads',
    says: 'An export is downloaded with any client_id.',
    rule: 'authentication/client-id-incorrect',
    ...at('/exports/{export_id}/download', taking(wrong)),
  },
  {
    name: 'client-id-ignored-in-production',
    says: 'Any client_id reads the attributes of production.',
    rule: 'authentication/client-id-incorrect',
    only: 'production',
    ...at('/attributes/get', taking(wrong)),
  },
  {
    name: 'client-id-prefix-only',
    says: 'Only the first half of the client_id is compared.',
    rule: 'authentication/client-id-incorrect',
    apply: taking((clientId, { credentials }) =>
      clientId.startsWith(credentials.clientId.slice(0, Math.ceil(credentials.clientId.length / 2))),
    ),
  },
  {
    name: 'client-id-last-character-ignored',
    says: 'The last character of the client_id is not compared.',
    rule: 'authentication/client-id-incorrect',
    apply: taking((clientId, { credentials }) => clientId.slice(0, -1) === credentials.clientId.slice(0, -1)),
  },
  {
    name: 'client-id-compared-by-length',
    says: 'A client_id of the right length is taken where sources are created.',
    rule: 'authentication/client-id-incorrect',
    ...at(
      '/sources/create',
      taking((clientId, { credentials }) => clientId.length === credentials.clientId.length),
    ),
  },
  {
    name: 'client-id-incorrect-crashes',
    says: 'An incorrect client_id ends in a server error.',
    rule: 'authentication/client-id-incorrect',
    apply: mistaking('INVALID_CLIENT_ID'),
  },
  {
    name: 'client-id-incorrect-drops-connection',
    says: 'An incorrect client_id makes the list of customers drop the connection.',
    rule: 'authentication/client-id-incorrect',
    ...at('/customers/list', dropping('INVALID_CLIENT_ID')),
  },
  {
    name: 'client-id-incorrect-answers-200',
    says: 'An incorrect client_id is answered with 200 and an error in the body where tokens are introspected.',
    rule: 'error/success-is-not-error',
    ...at('/tokens/introspect', withStatus('INVALID_CLIENT_ID', 200)),
  },
  {
    name: 'client-id-incorrect-answers-407',
    says: 'An incorrect client_id is answered with 407, which is not documented, where destinations are read.',
    rule: 'authentication/client-id-incorrect',
    ...at('/destinations/get', withStatus('INVALID_CLIENT_ID', 407)),
  },
  {
    name: 'client-id-of-other-environment-taken',
    says: 'The client_id of one environment is taken in the other.',
    rule: 'authentication/client-id-of-other-environment',
    apply: taking(others),
  },
  {
    name: 'client-id-of-sandbox-taken-in-production',
    says: 'The client_id of sandbox reads sources in production.',
    rule: 'authentication/client-id-of-other-environment',
    only: 'production',
    ...at('/sources/get', taking(others)),
  },
];
