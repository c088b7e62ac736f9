import { mistaking } from '../../changes.js';
import { at, type Fault } from '../fault.js';
import { lowerCase, noneOf, otherCaseOf, type Tolerance, taking, to } from './tolerating.js';

const RISKS = ['high', 'medium', 'low'];
const KINDS = ['number', 'text', 'flag'];
const TYPES = ['billing', 'crm', 'warehouse'];
const CONTACTS = ['phone', 'post', 'chat'];

const ENUM: readonly Tolerance[] = [
  {
    name: 'any-risk-level-accepted',
    says: 'Any text is taken for a risk_level where customers are created.',
    path: '/customers/create',
    field: 'risk_level',
    wrong: noneOf(...RISKS),
  },
  {
    name: 'risk-level-in-any-case',
    says: 'A risk_level is taken in any case where customers are updated.',
    path: '/customers/update',
    field: 'risk_level',
    wrong: otherCaseOf(...RISKS),
    mend: lowerCase,
  },
  {
    name: 'any-kind-accepted',
    says: 'Any text is taken for the kind of an attribute in production.',
    path: '/attributes/create',
    field: 'kind',
    wrong: noneOf(...KINDS),
    mend: to('text'),
    only: 'production',
  },
  {
    name: 'kind-in-any-case',
    says: 'The kind of an attribute is taken in any case.',
    path: '/attributes/create',
    field: 'kind',
    wrong: otherCaseOf(...KINDS),
    mend: lowerCase,
  },
  {
    name: 'any-type-of-source-accepted',
    says: 'Any text is taken for the type of a source.',
    path: '/sources/create',
    field: 'type',
    wrong: noneOf(...TYPES),
    mend: to('crm'),
  },
  {
    name: 'any-filter-accepted',
    says: 'Sources are listed by a type that there is not.',
    path: '/sources/list',
    field: 'type',
    wrong: noneOf(...TYPES),
  },
  {
    name: 'filter-in-any-case',
    says: 'Attributes are listed by a kind in any case.',
    path: '/attributes/list',
    field: 'kind',
    wrong: otherCaseOf(...KINDS),
    mend: lowerCase,
  },
  {
    name: 'any-resource-accepted',
    says: 'An export of anything can be requested.',
    path: '/exports/create',
    field: 'resource',
    wrong: noneOf('customers', 'attributes'),
    mend: to('customers'),
  },
  {
    name: 'any-later-scope-accepted',
    says: 'Any text is taken for a scope that is not the first.',
    path: '/tokens/create',
    field: 'scopes.+',
    wrong: (value) => typeof value === 'string' && !/^[a-z]+:(read|write)$/i.test(value),
  },
  {
    name: 'scope-in-any-case',
    says: 'Scopes are taken in any case.',
    path: '/tokens/create',
    field: 'scopes.*',
    wrong: (value) =>
      typeof value === 'string' && /[A-Z]/.test(value) && /^[a-z]+:(read|write)$/i.test(value),
    mend: lowerCase,
  },
  {
    name: 'any-contact-kind-accepted',
    says: 'Any text is taken for the kind of a contact that is not the first.',
    path: '/customers/create',
    field: 'contacts.+.kind',
    wrong: noneOf(...CONTACTS),
    mend: to('chat'),
  },
];

export const enumeration: readonly Fault[] = [
  ...taking('enum', ENUM),
  {
    name: 'invalid-filter-crashes',
    says: 'An invalid field ends in a server error where customers are listed.',
    rule: 'parameter/enum',
    ...at('/customers/list', (stages) => {
      const { refuse = stages.refuse } = mistaking('INVALID_FIELD')(stages);
      return {
        refuse: (error, call) =>
          (/risk_level/.test(error instanceof Error ? error.message : '') ? refuse : stages.refuse)(
            error,
            call,
          ),
      };
    }),
  },
];
