import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftNames } from '../../src/import/draft-names.js';

const named = (folders: string[], own: string) => ({ folders, name: [...folders, own].join(' / ') });

it('Schema files are named after folders and operation', () => {
  const name = draftNames([named(['Customers', 'v2 API'], 'Create a customer')]);
  expect(name('Customers / v2 API / Create a customer', 201)).toBe(
    'customers/v2-api/create-a-customer.201.schema.json',
  );
  expect(name('Customers / v2 API / Create a customer', 'request')).toBe(
    'customers/v2-api/create-a-customer.request.schema.json',
  );
});

it('Names that a disk without case would share are told apart', () => {
  const operations = [named(['A'], 'GET'), named(['a'], 'get'), named(['A'], '🎉'), named(['A'], '../..')];
  const name = draftNames(operations);
  expect(operations.map((operation) => name(operation.name, 200))).toEqual([
    'a/get.200.schema.json',
    'a/get-2.200.schema.json',
    'a/unnamed.200.schema.json',
    'a/unnamed-2.200.schema.json',
  ]);
});

it('Names are unique without case, bounded, and stay inside the folder', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 });
  const operation = fc
    .tuple(fc.array(text, { maxLength: 12 }), text)
    .map(([folders, own]) => named(folders, own));
  fc.assert(
    fc.property(fc.uniqueArray(operation, { selector: ({ name }) => name, maxLength: 12 }), (operations) => {
      const name = draftNames(operations);
      const files = operations.map((each) => name(each.name, 'request'));
      expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
      for (const file of files) {
        expect(file).toMatch(/^([^/.\\:]+\/){0,5}[^/.\\:]+\.request\.schema\.json$/u);
        expect(file.length).toBeLessThan(550);
      }
    }),
  );
});

it('A name that Windows keeps for a device is not used', () => {
  expect(draftNames([named([], 'CON')])('CON', 200)).toBe('con-.200.schema.json');
});
