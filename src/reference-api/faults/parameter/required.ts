import { dropping, mistaking, refusingAs, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';
import { freshEmail, isNull, lastOf, missing, type Tolerance, taking, to } from './tolerating.js';

const REQUIRED: readonly Tolerance[] = [
  {
    name: 'customer-without-email-accepted',
    says: 'A customer is created without an email.',
    path: '/customers/create',
    field: 'email',
    wrong: missing,
    mend: freshEmail,
  },
  {
    name: 'city-optional',
    says: 'An address without a city is taken.',
    path: '/customers/create',
    field: 'address.city',
    wrong: missing,
    mend: to('Nowhere'),
  },
  {
    name: 'longitude-optional',
    says: 'A place without a longitude is taken.',
    path: '/customers/create',
    field: 'address.geo.longitude',
    wrong: missing,
    mend: to(0),
  },
  {
    name: 'contact-kind-optional',
    says: 'A contact without a kind is taken.',
    path: '/customers/create',
    field: 'contacts.*.kind',
    wrong: missing,
    mend: to('phone'),
  },
  {
    name: 'later-contact-value-optional',
    says: 'A contact that is not the first is taken without a value.',
    path: '/customers/create',
    field: 'contacts.+.value',
    wrong: missing,
    mend: to('none'),
  },
  {
    name: 'attribute-without-kind-accepted',
    says: 'An attribute is created without a kind.',
    path: '/attributes/create',
    field: 'kind',
    wrong: missing,
    mend: to('text'),
  },
  {
    name: 'source-without-type-accepted',
    says: 'A source is created without a type in production.',
    path: '/sources/create',
    field: 'type',
    wrong: missing,
    mend: to('crm'),
    only: 'production',
  },
  {
    name: 'destination-without-attributes-accepted',
    says: 'A destination is created without attribute_ids.',
    path: '/destinations/create',
    field: 'attribute_ids',
    wrong: missing,
    mend: (_value, { store }) => [store.attributes.all().at(-1)?.['attribute_id']],
  },
  {
    name: 'model-without-id-read',
    says: 'A model is read without its model_id.',
    path: '/models/get',
    field: 'model_id',
    wrong: missing,
    mend: lastOf('models'),
  },
  {
    name: 'prediction-without-customer',
    says: 'A prediction is made without a customer_id.',
    path: '/models/predict',
    field: 'customer_id',
    wrong: missing,
    mend: lastOf('customers'),
  },
  {
    name: 'token-without-scopes-accepted',
    says: 'A token is created without scopes.',
    path: '/tokens/create',
    field: 'scopes',
    wrong: missing,
    mend: to(['models:read']),
  },
  {
    name: 'export-status-without-id',
    says: 'The status of an export is told without its export_id.',
    path: '/exports/status',
    field: 'export_id',
    wrong: missing,
    mend: lastOf('exports'),
  },
];

const NULL: readonly Tolerance[] = [
  {
    name: 'email-null-accepted',
    says: 'null is taken for an email.',
    path: '/customers/create',
    field: 'email',
    wrong: isNull,
    mend: freshEmail,
  },
  {
    name: 'first-name-null-accepted',
    says: 'null is taken for a first_name where customers are updated.',
    path: '/customers/update',
    field: 'first_name',
    wrong: isNull,
  },
  {
    name: 'address-null-accepted',
    says: 'null is taken for an address.',
    path: '/customers/create',
    field: 'address',
    wrong: isNull,
  },
  {
    name: 'postcode-null-accepted',
    says: 'null is taken for a postcode in sandbox.',
    path: '/customers/create',
    field: 'address.postcode',
    wrong: isNull,
    only: 'sandbox',
  },
  {
    name: 'later-tag-null-accepted',
    says: 'null is taken for a tag that is not the first.',
    path: '/customers/create',
    field: 'tags.+',
    wrong: isNull,
  },
  {
    name: 'limit-null-accepted',
    says: 'null is taken for a limit where models are listed.',
    path: '/models/list',
    field: 'limit',
    wrong: isNull,
  },
  {
    name: 'switch-null-accepted',
    says: 'null is taken for the switch of a source.',
    path: '/sources/update',
    field: 'enabled',
    wrong: isNull,
  },
  {
    name: 'resource-null-accepted',
    says: 'An export of nothing is requested with null for the resource.',
    path: '/exports/create',
    field: 'resource',
    wrong: isNull,
    mend: to('customers'),
  },
];

const MISSING = 'MISSING_FIELD';

export const required: readonly Fault[] = [
  ...taking('required', REQUIRED),
  ...taking('null', NULL),
  {
    name: 'missing-field-crashes',
    says: 'A missing field ends in a server error where destinations are created.',
    rule: 'parameter/required',
    ...at('/destinations/create', mistaking(MISSING)),
  },
  {
    name: 'missing-field-answers-422',
    says: 'A missing field is answered with 422, which is not documented.',
    rule: 'parameter/required',
    apply: withStatus(MISSING, 422),
  },
  {
    name: 'missing-field-answers-404',
    says: 'A missing customer_id is answered with 404.',
    rule: 'parameter/required',
    ...at('/customers/get', mistaking(MISSING, new Refusal('RESOURCE_NOT_FOUND', 'no such customer'))),
  },
  {
    name: 'missing-field-drops-connection',
    says: 'A missing field makes the creation of attributes drop the connection.',
    rule: 'parameter/required',
    ...at('/attributes/create', dropping(MISSING)),
  },
  {
    name: 'missing-field-answers-200',
    says: 'A missing access_token is answered with 200 and an error in the body.',
    rule: 'error/success-is-not-error',
    ...at('/tokens/introspect', withStatus(MISSING, 200)),
  },
  {
    name: 'null-crashes',
    says: 'null for a field ends in a server error where sources are created.',
    rule: 'parameter/null',
    ...at('/sources/create', (stages) => ({
      validate: (input, call) => {
        if (Object.values(input).includes(null))
          throw new TypeError("Cannot read properties of null (reading 'length')");
        stages.validate(input, call);
      },
    })),
  },
  {
    name: 'null-answers-409',
    says: 'null for a field is answered with 409, which is not documented, where attributes are created.',
    rule: 'parameter/null',
    ...at(
      '/attributes/create',
      refusingAs('INVALID_FIELD', (reply, { body }) =>
        /:\s*null\b/.test(body.toString('utf8')) ? { ...reply, status: 409 } : reply,
      ),
    ),
  },
];
