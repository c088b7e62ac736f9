import { isCardNumber } from '../../contract/card-number.js';
import { emailsIn } from '../../contract/email.js';
import { type Exchange, isSuccessful } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import { decoded } from '../../contract/percent.js';
import { type Leaf, leaves, placeOf } from '../../contract/places.js';
import type { ObservationRule } from '../rule.js';
import { read } from '../support/reading.js';
import { namedLike, someField } from '../support/some-field.js';

export const consumerData: ObservationRule = {
  id: 'privacy/consumer-data',
  kind: 'observation',
  documented: ['D9'],
  says: 'No error carries an e-mail address or another consumer datum that the request did not send.',
  sends: 'nothing of its own: it looks at every error',
  accepts: 'what the request itself sent, and the addresses of the service',
  plan: () => undefined,
  judge: ({ exchange }, { operation }) => {
    const reading = read(exchange);
    if (!reading || isSuccessful(reading.answer)) return undefined;
    const body: unknown = reading.json ?? reading.text;
    const headers = Object.fromEntries(reading.answer.headers);
    const documents = [['$', body] as const, ['header ', headers] as const];
    for (const [where, document] of documents) {
      if (!someField(document, suspicious)) continue;
      const sent = sentBy(exchange);
      for (const leaf of leaves(document)) {
        const found = datumIn(leaf, operation);
        if (found === undefined || sent.includes(found.datum.toLowerCase())) continue;
        const place = where === '$' ? placeOf(leaf.path) : `${where}${leaf.path.join('')}`;
        return {
          holds: false,
          expected: 'an error without data of consumers',
          received: `${found.what} in ${place} that the request did not send`,
          at: place,
          advice: 'Say what is wrong with the request, and show nothing of what is stored.',
          cause: `consumer data in ${place.replace(/\[\d+\]/g, '[]')}`,
        };
      }
    }
    return { holds: true };
  },
};

function sentBy({ request }: Exchange): string {
  const texts = [
    request.target,
    ...request.headers.map(([, value]) => value),
    request.body?.toString('utf8') ?? '',
  ];
  return texts
    .flatMap((text) => [text, decoded(text)])
    .join('\n')
    .toLowerCase();
}

/** Addresses that services give in their messages. */
const OF_SERVICE =
  /^(support|help|helpdesk|info|contact|admin|api|dev|developers?|security|abuse|no-?reply|team|sales|hello|service|privacy|legal|ops|status|feedback)\b[^@]*@/i;

/** Fields whose value is a datum of a person, and how such a value looks. */
const FIELDS: readonly (readonly [what: string, name: RegExp, value: RegExp])[] = [
  ['a telephone number', /phone|mobile|msisdn|fax/i, /^\+?[\d\s().-]{7,20}$/],
  ['a date of birth', /birth|dob$/i, /^\d{4}-\d\d-\d\d|^\d\d?[./]\d\d?[./]\d{4}$/],
  ['an identity number', /ssn|social_?security|tax_?id|national_?id|passport/i, /\d{4,}/],
  ['an account number', /iban|account_?number|routing/i, /\d{4,}/],
  ['a name', /^(first|last|full|given|family|sur)_?name$/i, /^\p{L}[\p{L}'. -]*$/u],
  ['an address', /^(street|address_?(line)?_?\d?|postal_?code|zip(_?code)?)$/i, /\d/],
];
const IBAN = /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/;
const US_SSN = /\b\d{3}-\d{2}-\d{4}\b/;

const named = namedLike(...FIELDS.map(([, name]) => name));
const suspicious = (name: string, value: unknown): boolean =>
  named(name) || (typeof value === 'string' ? MAYBE.test(value) : typeof value === 'number' && value > 1e12);
/** What an address, a number of a card or an account, have in them at least. */
const MAYBE = /@|\d[\d -]{7}|\d{3}-\d\d-|\b[A-Z]{2}\d\d/;

function datumIn(
  { name, value }: Leaf,
  { examples }: Operation,
): { readonly what: string; readonly datum: string } | undefined {
  const text = String(value);
  const email = [...emailsIn(text)]
    .map(({ address }) => address)
    .find((address) => !OF_SERVICE.test(address));
  if (email !== undefined && !examples.some(({ status, body }) => status >= 400 && body.includes(email)))
    return { what: 'an e-mail address', datum: email };
  const number = /\b\d[\d -]{11,22}\d\b/.exec(text)?.[0];
  if (number !== undefined && isCardNumber(number)) return { what: 'a card number', datum: number };
  const known = IBAN.exec(text)?.[0] ?? US_SSN.exec(text)?.[0];
  if (known !== undefined) return { what: 'an account or identity number', datum: known };
  const [field] = FIELDS.filter(([, key, looks]) => key.test(name) && looks.test(text));
  // A message about the field stands under its name too; a name of one word in lower case is such a word.
  if (
    !field ||
    (field[0] === 'a name' && /^[a-z_ ]+$/.test(text)) ||
    /\b(required|invalid|missing|must|unknown)\b/i.test(text)
  )
    return undefined;
  return { what: field[0], datum: text };
}
