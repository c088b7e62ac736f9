import { at, type Fault } from '../fault.js';
import { above, below, cutTo, empty, longerThan, type Tolerance, taking, to } from './tolerating.js';

const RANGE: readonly Tolerance[] = [
  {
    name: 'interval-below-accepted',
    says: 'An interval below 5 is taken where sources are created.',
    path: '/sources/create',
    field: 'sync_interval_minutes',
    wrong: below(5),
    mend: to(5),
  },
  {
    name: 'interval-above-accepted',
    says: 'An interval above 1440 is taken where sources are updated.',
    path: '/sources/update',
    field: 'sync_interval_minutes',
    wrong: above(1440),
    mend: to(1440),
  },
  {
    name: 'negative-revenue-accepted',
    says: 'A negative monthly_revenue is taken.',
    path: '/customers/create',
    field: 'monthly_revenue',
    wrong: below(0),
    mend: to(0),
  },
  {
    name: 'any-revenue-accepted',
    says: 'A monthly_revenue above its most is taken where customers are updated.',
    path: '/customers/update',
    field: 'monthly_revenue',
    wrong: above(1_000_000),
    mend: to(1_000_000),
  },
  {
    name: 'latitude-above-accepted',
    says: 'A latitude above 90 is taken.',
    path: '/customers/create',
    field: 'address.geo.latitude',
    wrong: above(90),
    mend: to(90),
  },
  {
    name: 'longitude-below-accepted',
    says: 'A longitude below -180 is taken in sandbox.',
    path: '/customers/create',
    field: 'address.geo.longitude',
    wrong: below(-180),
    mend: to(-180),
    only: 'sandbox',
  },
  {
    name: 'limit-zero-accepted',
    says: 'A limit below 1 is taken where destinations are listed.',
    path: '/destinations/list',
    field: 'limit',
    wrong: below(1),
  },
  {
    name: 'limit-above-accepted',
    says: 'A limit above 100 is taken where models are listed.',
    path: '/models/list',
    field: 'limit',
    wrong: above(100),
    mend: to(100),
  },
];

const LENGTH: readonly Tolerance[] = [
  {
    name: 'empty-label-accepted',
    says: 'An empty label is taken where sources are created.',
    path: '/sources/create',
    field: 'label',
    wrong: empty,
    mend: to('Unnamed'),
  },
  {
    name: 'empty-city-accepted',
    says: 'An empty city is taken.',
    path: '/customers/create',
    field: 'address.city',
    wrong: empty,
    mend: to('Nowhere'),
  },
  {
    name: 'empty-cursor-accepted',
    says: 'An empty cursor is taken for none where sources are listed.',
    path: '/sources/list',
    field: 'cursor',
    wrong: empty,
  },
  {
    name: 'long-label-cut',
    says: 'A label that is too long is cut where destinations are created.',
    path: '/destinations/create',
    field: 'label',
    wrong: longerThan(80),
    mend: cutTo(80),
  },
  {
    name: 'long-description-cut',
    says: 'A description that is too long is cut.',
    path: '/attributes/create',
    field: 'description',
    wrong: longerThan(200),
    mend: cutTo(200),
  },
  {
    name: 'long-postcode-cut',
    says: 'A postcode that is too long is cut in production.',
    path: '/customers/create',
    field: 'address.postcode',
    wrong: longerThan(12),
    mend: cutTo(12),
    only: 'production',
  },
  {
    name: 'too-many-tags-accepted',
    says: 'Tags beyond the tenth are left out.',
    path: '/customers/create',
    field: 'tags',
    wrong: longerThan(10),
    mend: cutTo(10),
  },
  {
    name: 'too-many-contacts-accepted',
    says: 'Contacts beyond the fifth are left out.',
    path: '/customers/create',
    field: 'contacts',
    wrong: longerThan(5),
    mend: cutTo(5),
  },
  {
    name: 'too-many-attributes-accepted',
    says: 'Attributes of a destination beyond the tenth are left out.',
    path: '/destinations/create',
    field: 'attribute_ids',
    wrong: longerThan(10),
    mend: cutTo(10),
  },
  {
    name: 'no-columns-accepted',
    says: 'An empty list of columns is taken for all.',
    path: '/exports/create',
    field: 'columns',
    wrong: empty,
  },
  {
    name: 'long-later-tag-cut',
    says: 'A tag that is not the first is cut where it is too long.',
    path: '/customers/create',
    field: 'tags.+',
    wrong: longerThan(30),
    mend: cutTo(30),
  },
];

export const bounds: readonly Fault[] = [
  ...taking('range', RANGE),
  ...taking('length', LENGTH),
  {
    name: 'negative-number-crashes',
    says: 'A negative limit ends in a server error where attributes are listed.',
    rule: 'parameter/range',
    ...at('/attributes/list', (stages) => ({
      validate: (input, call) => {
        if (below(1)(input['limit'])) throw new RangeError('LIMIT must not be negative');
        stages.validate(input, call);
      },
    })),
  },
  {
    name: 'empty-list-crashes',
    says: 'An empty list of scopes ends in a server error.',
    rule: 'parameter/length',
    ...at('/tokens/create', (stages) => ({
      validate: (input, call) => {
        if (empty(input['scopes'])) throw new TypeError('Reduce of empty array with no initial value');
        stages.validate(input, call);
      },
    })),
  },
];
