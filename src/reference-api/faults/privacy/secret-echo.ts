import { answering, errors, refusing, successes, withHeaders } from '../../changes.js';
import { at, type Fault } from '../fault.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const secretEcho: readonly Fault[] = [
  {
    name: 'client-id-in-error',
    says: 'Errors repeat the client_id of the request.',
    rule: 'privacy/secret-echo',
    apply: errors((body, { clientId }) => ({ ...body, client: clientId })),
  },
  {
    name: 'client-id-in-message',
    says: 'A missing field is refused with a message that holds the client_id.',
    rule: 'privacy/secret-echo',
    apply: errors((body, { clientId }) => ({ ...body, message: `${body['message']} (client ${clientId})` })),
  },
  {
    name: 'token-in-error',
    says: 'Errors about sources repeat the Authorization of the request.',
    rule: 'privacy/secret-echo',
    ...at(
      ['/sources/create', '/sources/get', '/sources/list', '/sources/update'],
      errors((body, { request }) => ({ ...body, sent: { authorization: request.headers.authorization } })),
    ),
  },
  {
    name: 'token-in-success',
    says: 'Reading a model tells the Bearer token.',
    rule: 'privacy/secret-echo',
    ...at(
      '/models/get',
      successes((body, { credentials }) => ({ ...body, read_by: credentials.bearerToken })),
    ),
  },
  {
    name: 'token-in-success-in-base64',
    says: 'Listing destinations tells the Bearer token in Base64 in production.',
    rule: 'privacy/secret-echo',
    only: 'production',
    ...at(
      '/destinations/list',
      successes((body, { credentials }) => ({ ...body, session: base64(credentials.bearerToken) })),
    ),
  },
  {
    name: 'introspected-token-repeated',
    says: 'Introspecting a token repeats it.',
    rule: 'privacy/secret-echo',
    ...at('/tokens/introspect', (stages) => ({
      handle: (input, call) => {
        const reply = stages.handle(input, call);
        return { ...reply, body: { ...reply.body, access_token: input['access_token'] } };
      },
    })),
  },
  {
    name: 'client-id-in-header',
    says: 'Every answer tells the client_id in a header.',
    rule: 'privacy/secret-echo',
    apply: withHeaders(({ credentials }) => ({ 'X-Client-Id': credentials.clientId })),
  },
  {
    name: 'token-in-header',
    says: 'Creating a customer tells the Bearer token in a header.',
    rule: 'privacy/secret-echo',
    ...at(
      '/customers/create',
      withHeaders(({ credentials }) => ({ 'X-Debug-Authorization': `Bearer ${credentials.bearerToken}` })),
    ),
  },
  {
    name: 'token-in-cookie',
    says: 'Listing models sets a cookie with the Bearer token.',
    rule: 'privacy/secret-echo',
    ...at(
      '/models/list',
      withHeaders(({ credentials }) => ({
        'Set-Cookie': `session=${credentials.bearerToken}; Secure; HttpOnly`,
      })),
    ),
  },
  {
    name: 'client-id-in-cookie',
    says: 'Listing customers sets a cookie with the client_id in sandbox.',
    rule: 'privacy/secret-echo',
    only: 'sandbox',
    ...at(
      '/customers/list',
      withHeaders(({ credentials }) => ({ 'Set-Cookie': `client=${credentials.clientId}` })),
    ),
  },
  {
    name: 'token-in-redirect',
    says: 'Reading an attribute tells of a place with the Bearer token in its address.',
    rule: 'privacy/secret-echo',
    ...at(
      '/attributes/get',
      answering((reply, { credentials }) => ({
        ...reply,
        headers: { ...reply.headers, Location: `/attributes/get?access_token=${credentials.bearerToken}` },
      })),
    ),
  },
  {
    name: 'client-id-in-link',
    says: 'Errors where exports are requested link to a page with the client_id in its address.',
    rule: 'privacy/secret-echo',
    ...at(
      '/exports/create',
      refusing((reply, { credentials }) => ({
        ...reply,
        headers: { ...reply.headers, Link: `</help?client=${credentials.clientId}>; rel="help"` },
      })),
    ),
  },
];
