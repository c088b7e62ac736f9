import { type Change, dropping, mistaking, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';

/** Takes requests whose Content-Type is one that `known` knows. */
const taking =
  (known: (type: string | undefined) => boolean): Change =>
  (stages) => ({
    contentType: (call) => {
      if (!known(call.request.headers['content-type'])) stages.contentType(call);
    },
  });

const absent = (type: string | undefined): boolean => type === undefined;
const named =
  (...types: readonly string[]) =>
  (type: string | undefined): boolean =>
    types.includes(type ?? '');
const UNSUPPORTED = 'UNSUPPORTED_CONTENT_TYPE';

const refusingParameters =
  (error: () => Error): Change =>
  (stages) => ({
    contentType: (call) => {
      if (call.request.headers['content-type']?.includes(';')) throw error();
      stages.contentType(call);
    },
  });

export const contentType: readonly Fault[] = [
  {
    name: 'content-type-optional',
    says: 'A request without Content-Type is served.',
    rule: 'request/content-type-missing',
    apply: taking(absent),
  },
  {
    name: 'content-type-optional-for-tokens',
    says: 'A token is created without Content-Type.',
    rule: 'request/content-type-missing',
    ...at('/tokens/create', taking(absent)),
  },
  {
    name: 'content-type-missing-crashes',
    says: 'A missing Content-Type ends in a server error.',
    rule: 'request/content-type-missing',
    apply: (stages) => ({
      contentType: (call) => {
        if (absent(call.request.headers['content-type'])) throw new Error('no type');
        stages.contentType(call);
      },
    }),
  },
  {
    name: 'content-type-ignored',
    says: 'Any Content-Type is taken.',
    rule: 'request/content-type-other',
    apply: taking((type) => !absent(type)),
  },
  {
    name: 'plain-text-taken',
    says: 'A body that is called text/plain updates a customer.',
    rule: 'request/content-type-other',
    ...at('/customers/update', taking(named('text/plain'))),
  },
  {
    name: 'form-taken',
    says: 'A body that is called a form creates an attribute.',
    rule: 'request/content-type-other',
    ...at('/attributes/create', taking(named('application/x-www-form-urlencoded'))),
  },
  {
    name: 'form-taken-in-production',
    says: 'A body that is called a form requests an export in production.',
    rule: 'request/content-type-other',
    only: 'production',
    ...at('/exports/create', taking(named('application/x-www-form-urlencoded'))),
  },
  {
    name: 'content-type-other-crashes',
    says: 'Another Content-Type ends in a server error where models are read.',
    rule: 'request/content-type-other',
    ...at('/models/get', mistaking(UNSUPPORTED)),
  },
  {
    name: 'content-type-answers-415',
    says: 'Another Content-Type is answered with 415, which is not documented.',
    rule: 'request/content-type-other',
    apply: withStatus(UNSUPPORTED, 415),
  },
  {
    name: 'content-type-answers-404',
    says: 'Another Content-Type is answered with 404 where a source is deleted.',
    rule: 'request/content-type-other',
    ...at('/sources/delete', withStatus(UNSUPPORTED, 404)),
  },
  {
    name: 'content-type-drops-connection',
    says: 'Another Content-Type makes the creation of destinations drop the connection.',
    rule: 'request/content-type-other',
    ...at('/destinations/create', dropping(UNSUPPORTED)),
  },
  {
    name: 'charset-refused',
    says: 'application/json with a charset is refused.',
    rule: 'request/content-type-parameters',
    apply: refusingParameters(() => new Refusal(UNSUPPORTED, 'no parameters')),
  },
  {
    name: 'charset-crashes',
    says: 'application/json with a charset ends in a server error where attributes are read.',
    rule: 'request/content-type-parameters',
    ...at(
      '/attributes/get',
      refusingParameters(() => new Error('no such charset')),
    ),
  },
];
