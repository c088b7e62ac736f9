import type { Fault } from '../fault.js';
import { freshEmail, type Tolerance, taking, textUnlike, to } from './tolerating.js';

const FORMAT: readonly Tolerance[] = [
  {
    name: 'any-email-accepted',
    says: 'Any text is taken for an email.',
    path: '/customers/create',
    field: 'email',
    wrong: textUnlike(/^[^@\s]+@[^@\s]+\.[^@\s]+$/),
    mend: freshEmail,
  },
  {
    name: 'any-birth-date-accepted',
    says: 'Any text is taken for a birth_date.',
    path: '/customers/create',
    field: 'birth_date',
    wrong: textUnlike(/^\d{4}-\d\d-\d\d$/),
  },
  {
    name: 'any-time-accepted',
    says: 'Any text is taken for signed_up_at.',
    path: '/customers/create',
    field: 'signed_up_at',
    wrong: textUnlike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
  },
  {
    name: 'any-reference-accepted',
    says: 'Any text is taken for the UUID of an external_ref in production.',
    path: '/customers/create',
    field: 'external_ref',
    wrong: textUnlike(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
    only: 'production',
  },
  {
    name: 'any-url-accepted',
    says: 'Any text is taken for a callback_url.',
    path: '/destinations/create',
    field: 'callback_url',
    wrong: textUnlike(/^[a-z]+:\/\/\S+$/i),
  },
];

const PATTERN: readonly Tolerance[] = [
  {
    name: 'any-country-accepted',
    says: 'Any text is taken for a country.',
    path: '/customers/create',
    field: 'country',
    wrong: textUnlike(/^[A-Z]{2}$/),
  },
  {
    name: 'any-attribute-name-accepted',
    says: 'Any text is taken for the name of an attribute.',
    path: '/attributes/create',
    field: 'name',
    wrong: textUnlike(/^[a-z][a-z0-9_]{1,39}$/),
    mend: to('renamed'),
  },
  {
    name: 'plain-callback-accepted',
    says: 'A callback_url of another form than https is taken.',
    path: '/destinations/create',
    field: 'callback_url',
    wrong: textUnlike(/^https:/),
  },
  {
    name: 'source-id-of-any-form-read',
    says: 'A source_id of another form reads a source all the same.',
    path: '/sources/get',
    field: 'source_id',
    wrong: textUnlike(/^src_[0-9a-f]{20}$/),
    mend: (_value, { store }) => store.sources.all().at(-1)?.['source_id'],
  },
  {
    name: 'model-id-of-any-form-read',
    says: 'A model_id of another form reads the first model.',
    path: '/models/get',
    field: 'model_id',
    wrong: textUnlike(/^mdl_[0-9a-f]{20}$/),
    mend: (_value, { store }) => store.models.all()[0]?.['model_id'],
  },
  {
    name: 'later-attribute-of-any-form-accepted',
    says: 'An attribute_id that is not the first may have any form.',
    path: '/destinations/create',
    field: 'attribute_ids.+',
    wrong: textUnlike(/^att_[0-9a-f]{20}$/),
  },
];

export const form: readonly Fault[] = [...taking('format', FORMAT), ...taking('pattern', PATTERN)];
