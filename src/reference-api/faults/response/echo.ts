import { successes, without } from '../../changes.js';
import { at, type Fault } from '../fault.js';

/** What is answered of a field is not what was sent and stored. */
const answered = (path: string, field: string, change: (value: unknown) => unknown) =>
  at(
    path,
    successes((body) => (Object.hasOwn(body, field) ? { ...body, [field]: change(body[field]) } : body)),
  );

export const echo: readonly Fault[] = [
  {
    name: 'echo-changed',
    says: 'The label of a created source comes back in capitals.',
    rule: 'response/echo',
    ...answered('/sources/create', 'label', (label) => String(label).toUpperCase()),
  },
  {
    name: 'echo-cut',
    says: 'The description of a created attribute comes back cut.',
    rule: 'response/echo',
    ...answered('/attributes/create', 'description', (text) => String(text).slice(0, 8)),
  },
  {
    name: 'echo-rounded',
    says: 'The monthly_revenue of a created customer comes back rounded.',
    rule: 'response/echo',
    ...answered('/customers/create', 'monthly_revenue', (value) => Math.round(Number(value))),
  },
  {
    name: 'echo-negated',
    says: 'The switch of an updated source comes back turned round in production.',
    rule: 'response/echo',
    only: 'production',
    ...answered('/sources/update', 'enabled', (value) => !value),
  },
  {
    name: 'echo-left-out',
    says: 'A created customer comes back without the country.',
    rule: 'response/echo',
    ...at(
      '/customers/create',
      successes((body) => without(body, 'country')),
    ),
  },
  {
    name: 'echo-of-a-nested-field-changed',
    says: 'The city of a created customer comes back in capitals.',
    rule: 'response/echo',
    ...answered('/customers/create', 'address', (address) => ({
      ...Object(address),
      city: String(Object(address).city).toUpperCase(),
    })),
  },
  {
    name: 'echo-in-another-order',
    says: 'The tags of a created customer come back in another order.',
    rule: 'response/echo',
    ...answered('/customers/create', 'tags', (tags) => (Array.isArray(tags) ? tags.toReversed() : tags)),
  },
];
