import { isCardNumber } from '../../contract/card-number.js';
import type { Contract, Operation } from '../../contract/model.js';
import { type Leaf, leaves, placeOf } from '../../contract/places.js';
import type { SchemaPart } from '../../contract/schema-parts.js';
import { wordsOf } from '../../contract/words.js';
import type { ObservationRule } from '../rule.js';
import { documentedFields } from '../support/documented-fields.js';
import { answerSchema, documentedNames, shownNames } from '../support/documented-names.js';
import { read } from '../support/reading.js';
import { shownByTests } from '../support/shown-by-tests.js';
import { namedLike, someField } from '../support/some-field.js';

/** Names of fields that hold what nobody else may see. */
const NAMES =
  /passw(or)?d|passphrase|secret|private_?key|api_?key|access_?key|signing_?key|encryption_?key|(access|refresh|auth|session|bearer|id|api)_?token$|^token$|credential|card_?(number|no)$|^pan$|cvv|cvc|^pin$|^ssn$|social_?security|^salt$|iban|account_?number/i;
/** Names, in words joined by `_`, that speak of such a thing and hold none. */
const ABOUT =
  /(_at|_on|_type|_count|_name|_id|_url|_length|_policy|_status|_expires?|_expiry|expires_in|_hint|_last_?(four|4)|masked)$|^(has|is|requires?|needs|masked)_/;
/** Shown with its greatest part hidden: `••••4242`, `****`, `sk_...XXXX1234`. */
const MASKED = /[*•●·∙…]{3}|[xX]{4}|\.{3}/;
const KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

const named = namedLike(NAMES);
const suspicious = (name: string, value: unknown): boolean =>
  named(name) || (typeof value === 'string' ? LONG.test(value) : typeof value === 'number' && value > 1e12);
/** May be a card's number, or a key. */
const LONG = /^\d[\d -]{11}|^-----BEGIN/;

export const sensitiveField: ObservationRule = {
  id: 'privacy/sensitive-field',
  kind: 'observation',
  documented: ['D9'],
  says: 'No answer has an undocumented field that looks like a password, a secret, a key or a card number.',
  sends: 'nothing of its own: it looks at every answer',
  accepts:
    'fields that a saved example, the schema of the answer (but for `writeOnly`) or its own tests show, and what an error says of a field that was sent',
  plan: () => undefined,
  judge: ({ exchange }, { contract, operation }) => {
    const reading = read(exchange);
    if (!reading || typeof reading.json !== 'object' || reading.json === null) return undefined;
    if (!someField(reading.json, suspicious)) return { holds: true };
    const { status } = reading.answer;
    const isError = status >= 400;
    const shown = shownNames(operation, status);
    const described = describedPlaces(contract, operation, status);
    const tested = isError ? undefined : shownByTests(operation);
    // What a probe took out of the body, the error still speaks of.
    const sent = isError ? JSON.stringify(operation.request['body'] ?? '') : '';
    for (const leaf of leaves(reading.json)) {
      const { name, value } = leaf;
      if (value === null || value === '' || typeof value === 'boolean') continue;
      if (shown.has(name) || described(leaf)) continue;
      const text = String(value);
      // An error map has the names of the fields that it speaks of: `{ "errors": { "password": ["is too short"] } }`.
      if (tested?.has(name) || (sent.includes(name) && /\s/.test(text))) continue;
      const byName = named(name) && !ABOUT.test(wordsOf(name).join('_')) && !MASKED.test(text);
      if (!byName && !KEY.test(text) && !isCardNumber(text)) continue;
      return {
        holds: false,
        expected: 'no field that looks like a secret and that no example, schema or test shows',
        received: `${placeOf(leaf.path)}, ${byName ? 'by its name' : 'by its value'}`,
        at: placeOf(leaf.path),
        advice: 'Take the field out of the answer; or document it, if it is meant to be there.',
        cause: `sensitive field ${placeOf(leaf.path).replace(/\[\d+\]/g, '[]')}`,
      };
    }
    return { holds: true };
  },
};

/** Whether the schema of an answer describes a value: where people wrote it, at that place; else by its name. */
function describedPlaces(contract: Contract, operation: Operation, status: number): (leaf: Leaf) => boolean {
  const schema = answerSchema(contract, operation, status);
  if (!schema?.complete) {
    const names = documentedNames(contract, operation, status);
    return ({ name }) => names.has(name);
  }
  const fields = documentedFields(schema);
  return ({ path }) => {
    let parts: readonly SchemaPart[] | undefined = fields.root;
    for (const step of path) parts = parts && fields.inside(parts, step);
    return parts !== undefined;
  };
}
