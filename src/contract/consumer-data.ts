import { wordsOf } from './words.js';

const CONSUMER = new Set(
  'email mail phone mobile telephone fax name firstname lastname surname fullname address street city postcode zip postal birth birthday birthdate dob ssn card pan iban'.split(
    ' ',
  ),
);

/** Whether a field of that name holds consumer data (`D9`). */
export function holdsConsumerData(key: string): boolean {
  const words = wordsOf(key);
  if (words.some((word) => CONSUMER.has(word))) return true;
  return words.includes('account') && words.includes('number');
}
