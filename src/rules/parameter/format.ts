import { texts } from '../support/fields/field.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

/** Texts that look like the format and are plainly not; those that a validator takes all the same are left out. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  date: ['31/12/2024', '2024-12'],
  time: ['noon', '25 o’clock'],
  'date-time': ['yesterday'],
  duration: ['three days', '3 days'],
  uri: ['no uri', 'example'],
  'uri-reference': ['no uri\\'],
  url: ['no url', 'example'],
  hostname: ['-no host-', '-example-'],
  ipv4: ['300.1.2.3', '1.2.3'],
  ipv6: ['1:2:3', 'gggg::1'],
  uuid: ['2f1d6c1e-8a4b-4c55-9d1a', 'no uuid'],
};

export const format = refusalRule({
  id: 'parameter/format',
  says: 'A request with a text that has not the format of its field is refused.',
  sends:
    'the valid request with a text of another form (no e-mail address, no date, …); with a date that no calendar has',
  cause: 'field-invalid',
  by: new Set(['format']),
  none: 'no field of the request has a format',
  advice: 'Refuse a text that has not the format that the schema states.',
  changes: ({ path, parts }) =>
    texts(parts, 'format').flatMap((name) => [
      {
        what: name,
        sends: `with a text that is no ${name} as ${fieldName(path)}`,
        values: (present) => [...misspelt(name, present), ...(WRONG[name] ?? []), `no ${name}`],
      },
      ...(name === 'date'
        ? [
            {
              what: 'impossible date',
              sends: `with a date that no calendar has as ${fieldName(path)}`,
              values: () => ['2023-02-30'],
            },
          ]
        : []),
    ]),
});

/** An address without its @ keeps its length and most of what else is asked of it. */
function misspelt(name: string, present: unknown): string[] {
  if (!name.endsWith('email') || typeof present !== 'string') return [];
  return [present.replace('@', '.')];
}
