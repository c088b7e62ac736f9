import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What postman-collection-transformer itself does with a collection: read it, convert it (v1 to v2.1, v2.1 to v1), write it. */
const { convert } = createRequire(import.meta.url)('postman-collection-transformer');
const [from = '', to = ''] = process.argv.slice(2);
const collection = JSON.parse(readFileSync(from, 'utf8'));
const options =
  'requests' in collection
    ? { inputVersion: '1.0.0', outputVersion: '2.1.0' }
    : { inputVersion: '2.1.0', outputVersion: '1.0.0' };
convert(collection, options, (/** @type {Error | null} */ error, /** @type {object} */ made) => {
  if (error) throw error;
  writeFileSync(to, JSON.stringify(made, null, 2));
});
