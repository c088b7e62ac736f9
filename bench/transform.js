import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What postman-collection-transformer itself does with a collection v1: read it, convert it, write it. */
const { convert } = createRequire(import.meta.url)('postman-collection-transformer');
const [from = '', to = ''] = process.argv.slice(2);
const options = { inputVersion: '1.0.0', outputVersion: '2.1.0' };
convert(
  JSON.parse(readFileSync(from, 'utf8')),
  options,
  (/** @type {Error | null} */ error, /** @type {object} */ made) => {
    if (error) throw error;
    writeFileSync(to, JSON.stringify(made, null, 2));
  },
);
