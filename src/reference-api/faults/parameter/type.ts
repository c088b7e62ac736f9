import { type Change, refusingAs } from '../../changes.js';
import { at, type Fault } from '../fault.js';
import {
  isBoolean,
  isList,
  isNumber,
  isRecord,
  isText,
  number,
  type Tolerance,
  taking,
  text,
  to,
} from './tolerating.js';

const TYPE: readonly Tolerance[] = [
  {
    name: 'number-taken-for-label',
    says: 'A number is taken for the label of a source.',
    path: '/sources/create',
    field: 'label',
    wrong: isNumber,
    mend: text,
  },
  {
    name: 'boolean-taken-for-first-name',
    says: 'A boolean is taken for a first_name.',
    path: '/customers/create',
    field: 'first_name',
    wrong: isBoolean,
    mend: text,
  },
  {
    name: 'list-taken-for-description',
    says: 'A list is taken for the description of an attribute.',
    path: '/attributes/create',
    field: 'description',
    wrong: isList,
    mend: to('a list'),
  },
  {
    name: 'object-taken-for-last-name',
    says: 'An object is taken for a last_name in production.',
    path: '/customers/create',
    field: 'last_name',
    wrong: isRecord,
    mend: to('[object Object]'),
    only: 'production',
  },
  {
    name: 'text-taken-for-interval',
    says: 'A text is taken for the interval of a source.',
    path: '/sources/create',
    field: 'sync_interval_minutes',
    wrong: isText,
    mend: to(60),
  },
  {
    name: 'fraction-taken-for-interval',
    says: 'A number with a fraction is taken for the interval of a source.',
    path: '/sources/update',
    field: 'sync_interval_minutes',
    wrong: (value) => typeof value === 'number' && !Number.isInteger(value),
    mend: to(60),
  },
  {
    name: 'text-taken-for-revenue',
    says: 'A text is taken for a monthly_revenue.',
    path: '/customers/update',
    field: 'monthly_revenue',
    wrong: isText,
    mend: to(0),
  },
  {
    name: 'boolean-taken-for-limit',
    says: 'A boolean is taken for a limit where sources are listed.',
    path: '/sources/list',
    field: 'limit',
    wrong: isBoolean,
    mend: number,
  },
  {
    name: 'text-taken-for-limit',
    says: 'A text is taken for a limit where customers are listed.',
    path: '/customers/list',
    field: 'limit',
    wrong: isText,
  },
  {
    name: 'text-taken-for-switch',
    says: 'A text is taken for the switch of a source.',
    path: '/sources/create',
    field: 'enabled',
    wrong: isText,
    mend: to(true),
  },
  {
    name: 'number-taken-for-consent',
    says: 'A number is taken for marketing_consent.',
    path: '/customers/create',
    field: 'marketing_consent',
    wrong: isNumber,
    mend: (value) => Boolean(value),
  },
  {
    name: 'text-taken-for-list',
    says: 'A text is taken for the scopes of a token.',
    path: '/tokens/create',
    field: 'scopes',
    wrong: isText,
    mend: to(['models:read']),
  },
  {
    name: 'object-taken-for-list',
    says: 'An object is taken for the columns of an export.',
    path: '/exports/create',
    field: 'columns',
    wrong: isRecord,
  },
  {
    name: 'text-taken-for-address',
    says: 'A text is taken for an address.',
    path: '/customers/create',
    field: 'address',
    wrong: isText,
  },
  {
    name: 'list-taken-for-address',
    says: 'A list is taken for an address in sandbox.',
    path: '/customers/create',
    field: 'address',
    wrong: isList,
    only: 'sandbox',
  },
  {
    name: 'number-taken-for-city',
    says: 'A number is taken for the city of an address.',
    path: '/customers/create',
    field: 'address.city',
    wrong: isNumber,
    mend: text,
  },
  {
    name: 'text-taken-for-latitude',
    says: 'A text is taken for the latitude of a place.',
    path: '/customers/create',
    field: 'address.geo.latitude',
    wrong: isText,
    mend: to(0),
  },
  {
    name: 'number-taken-for-tag',
    says: 'A number is taken for any tag.',
    path: '/customers/create',
    field: 'tags.*',
    wrong: isNumber,
    mend: text,
  },
  {
    name: 'number-taken-for-later-column',
    says: 'A number is taken for a column that is not the first.',
    path: '/exports/create',
    field: 'columns.+',
    wrong: isNumber,
    mend: text,
  },
  {
    name: 'text-taken-for-later-contact',
    says: 'A text is taken for a contact that is not the first.',
    path: '/customers/create',
    field: 'contacts.+',
    wrong: isText,
  },
  {
    name: 'number-taken-for-later-contact-value',
    says: 'A number is taken for the value of a contact that is not the first.',
    path: '/customers/create',
    field: 'contacts.+.value',
    wrong: isNumber,
    mend: text,
  },
];

const crashing = (wrong: (value: unknown) => boolean): Change => {
  return (stages) => ({
    validate: (input, call) => {
      if (Object.values(input).some(wrong)) throw new TypeError('value.trim is not a function');
      stages.validate(input, call);
    },
  });
};

export const type: readonly Fault[] = [
  ...taking('type', TYPE),
  {
    name: 'object-for-identifier-crashes',
    says: 'An object for an identifier ends in a server error where sources are read.',
    rule: 'parameter/type',
    ...at('/sources/get', crashing(isRecord)),
  },
  {
    name: 'boolean-for-name-crashes',
    says: 'A boolean for a field ends in a server error where attributes are created.',
    rule: 'parameter/type',
    ...at('/attributes/create', crashing(isBoolean)),
  },
  {
    name: 'wrong-type-answers-409',
    says: 'A number for a model_id is answered with 409, which is not documented.',
    rule: 'parameter/type',
    ...at(
      '/models/predict',
      refusingAs('INVALID_FIELD', (reply, { body }) =>
        /_id"\s*:\s*-?\d/.test(body.toString('utf8')) ? { ...reply, status: 409 } : reply,
      ),
    ),
  },
];
