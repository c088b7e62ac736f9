import { type Change, successes, without } from '../../changes.js';
import { isObject } from '../../fields.js';
import { at, type Fault } from '../fault.js';

type Item = Record<string, unknown>;

/** Other items in a list; the position is counted from the end: 0 is the last. */
const items = (change: (item: Item, fromEnd: number) => unknown): Change =>
  successes((body) => {
    const all = Array.isArray(body['items']) ? body['items'].filter(isObject) : [];
    return { ...body, items: all.map((item, index) => change(item, all.length - 1 - index)) };
  });

const lastItem = (change: (item: Item) => unknown): Change =>
  items((item, fromEnd) => (fromEnd === 0 ? change(item) : item));

export const schema: readonly Fault[] = [
  {
    name: 'field-missing',
    says: 'A customer that is read lacks created_at.',
    rule: 'response/schema',
    ...at(
      '/customers/get',
      successes((body) => without(body, 'created_at')),
    ),
  },
  {
    name: 'nested-field-missing',
    says: 'A prediction lacks its risk_level.',
    rule: 'response/schema',
    ...at(
      '/models/predict',
      successes((body) => ({
        ...body,
        prediction: without({ ...Object(body['prediction']) }, 'risk_level'),
      })),
    ),
  },
  {
    name: 'request-id-missing',
    says: 'Answers about sources lack the request_id.',
    rule: 'response/schema',
    ...at('/sources/get', (stages) => ({
      serialise: (reply, call) => {
        const written = stages.serialise(reply, call);
        if (reply.status >= 400 || Buffer.isBuffer(reply.body)) return written;
        return { ...written, body: Buffer.from(JSON.stringify(reply.body)) };
      },
    })),
  },
  {
    name: 'field-null',
    says: 'The created_at of a created attribute is null.',
    rule: 'response/schema',
    ...at(
      '/attributes/create',
      successes((body) => ({ ...body, created_at: null })),
    ),
  },
  {
    name: 'time-in-seconds',
    says: 'The created_at of a created source is a number of seconds.',
    rule: 'response/schema',
    ...at(
      '/sources/create',
      successes((body) => ({ ...body, created_at: Math.floor(Date.now() / 1000) })),
    ),
  },
  {
    name: 'time-without-zone',
    says: 'The created_at of a destination that is read has no time zone.',
    rule: 'response/schema',
    ...at(
      '/destinations/get',
      successes((body) => ({ ...body, created_at: String(body['created_at']).replace('Z', '') })),
    ),
  },
  {
    name: 'identifier-of-another-form',
    says: 'The export_id that the status tells is in capitals.',
    rule: 'response/schema',
    ...at(
      '/exports/status',
      successes((body) => ({ ...body, export_id: String(body['export_id']).toUpperCase() })),
    ),
  },
  {
    name: 'enum-in-capitals',
    says: 'The risk_level of a prediction is in capitals in sandbox.',
    rule: 'response/schema',
    only: 'sandbox',
    ...at(
      '/models/predict',
      successes((body) => ({ ...body, prediction: { ...Object(body['prediction']), risk_level: 'HIGH' } })),
    ),
  },
  {
    name: 'boolean-as-text',
    says: 'Whether a token is active is told as a text.',
    rule: 'response/schema',
    ...at(
      '/tokens/introspect',
      successes((body) => ({ ...body, active: String(body['active']) })),
    ),
  },
  {
    name: 'number-as-text',
    says: 'The total of the list of destinations is a text.',
    rule: 'response/schema',
    ...at(
      '/destinations/list',
      successes((body) => ({ ...body, total: String(body['total']) })),
    ),
  },
  {
    name: 'list-as-object',
    says: 'The items of the list of attributes are an object with numbers for names.',
    rule: 'response/schema',
    ...at(
      '/attributes/list',
      successes((body) => ({ ...body, items: { ...Object(body['items']) } })),
    ),
  },
  {
    name: 'list-is-null',
    says: 'The scopes of a created token are null.',
    rule: 'response/schema',
    ...at(
      '/tokens/create',
      successes((body) => ({ ...body, scopes: null })),
    ),
  },
  {
    name: 'later-item-of-wrong-type',
    says: 'The last item of the list of models has a number for a name.',
    rule: 'response/schema',
    ...at(
      '/models/list',
      lastItem((item) => ({ ...item, name: 5 })),
    ),
  },
  {
    name: 'later-item-is-null',
    says: 'The last item of the list of sources is null in production.',
    rule: 'response/schema',
    only: 'production',
    ...at(
      '/sources/list',
      lastItem(() => null),
    ),
  },
  {
    name: 'items-lack-a-field',
    says: 'Items of the list of customers lack the email.',
    rule: 'response/schema',
    ...at(
      '/customers/list',
      items((item) => without(item, 'email')),
    ),
  },
  {
    name: 'deleted-is-false',
    says: 'Deleting a source tells deleted: false.',
    rule: 'response/schema',
    ...at(
      '/sources/delete',
      successes((body) => ({ ...body, deleted: false })),
    ),
  },
  {
    name: 'forbidden-field',
    says: 'Revoking a token answers with a field that the schema forbids.',
    rule: 'response/undocumented-field',
    ...at(
      '/tokens/revoke',
      successes((body) => ({ ...body, debug: true })),
    ),
  },
  {
    name: 'forbidden-field-in-production',
    says: 'Revoking a token tells in production which server did it; the schema forbids the field.',
    rule: 'response/undocumented-field',
    only: 'production',
    ...at(
      '/tokens/revoke',
      successes((body) => ({ ...body, server: { name: 'node-7' } })),
    ),
  },
];
