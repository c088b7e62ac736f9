import { type Change, successes } from '../../changes.js';
import { at, type Fault } from '../fault.js';
import type { Kind } from './kinds.js';

/** Reading gives another object than the one that was asked for; a made-up one where there is no other. */
const another = (kind: Kind): Change =>
  successes((body, { store: { [kind]: collection } }) => {
    const { idField, prefix } = collection;
    const other = collection.all().findLast((stored) => stored[idField] !== body[idField]);
    return other ?? { ...body, [idField]: `${prefix}_${'0'.repeat(20)}` };
  });

/** The answer names another object. */
const renamed = (field: string): Change =>
  successes((body) => ({ ...body, [field]: String(body[field]).replace(/.{8}$/, '00000000') }));

/** Each creation gets the identifier of the first one. */
const sameId = (field: string): Change => {
  return (stages) => {
    let first: unknown;
    const { handle = stages.handle } = successes((body) => {
      first ??= body[field];
      return { ...body, [field]: first };
    })(stages);
    return { handle };
  };
};

export const identity: readonly Fault[] = [
  {
    name: 'another-customer-read',
    says: 'Reading a customer gives another one.',
    rule: 'resource/identity',
    ...at('/customers/get', another('customers')),
  },
  {
    name: 'another-model-read',
    says: 'Reading a model always gives the last one.',
    rule: 'resource/identity',
    ...at('/models/get', another('models')),
  },
  {
    name: 'another-source-read-in-production',
    says: 'Reading a source gives another one in production.',
    rule: 'resource/identity',
    only: 'production',
    ...at('/sources/get', another('sources')),
  },
  {
    name: 'another-export-told',
    says: 'The status of an export names another export.',
    rule: 'resource/identity',
    ...at('/exports/status', renamed('export_id')),
  },
  {
    name: 'another-destination-named',
    says: 'Reading a destination names another one.',
    rule: 'resource/identity',
    ...at('/destinations/get', renamed('destination_id')),
  },
  {
    name: 'another-attribute-read',
    says: 'Reading an attribute gives another one.',
    rule: 'resource/identity',
    ...at('/attributes/get', another('attributes')),
  },
  {
    name: 'one-identifier-for-all-attributes',
    says: 'Each created attribute gets the identifier of the first one.',
    rule: 'resource/unique',
    ...at('/attributes/create', sameId('attribute_id')),
  },
  {
    name: 'one-identifier-for-all-sources',
    says: 'Each created source gets the identifier of the first one in sandbox.',
    rule: 'resource/unique',
    only: 'sandbox',
    ...at('/sources/create', sameId('source_id')),
  },
  {
    name: 'one-identifier-for-all-exports',
    says: 'Each requested export gets the identifier of the first one.',
    rule: 'resource/unique',
    ...at('/exports/create', sameId('export_id')),
  },
];
