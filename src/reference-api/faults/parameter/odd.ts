import type { Change } from '../../changes.js';
import { isObject } from '../../fields.js';
import { at, type Fault } from '../fault.js';

/** Ends in a server error where a request holds something odd. */
const crashing =
  (odd: (input: Readonly<Record<string, unknown>>, text: string) => boolean): Change =>
  (stages) => ({
    validate: (input, call) => {
      if (odd(input, texts(input).join(' '))) throw new Error('value out of bounds');
      stages.validate(input, call);
    },
  });

/** Stores other texts than were sent. */
const storing =
  (field: string, change: (text: string) => string): Change =>
  (stages) => ({
    handle: (input, call) => {
      const value = input[field];
      return stages.handle(typeof value === 'string' ? { ...input, [field]: change(value) } : input, call);
    },
  });

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  let level: unknown[] = [value];
  while (level.length > 0) {
    deepest += 1;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null
        ? Object.values(one).filter((inner) => typeof inner === 'object')
        : [],
    );
  }
  return deepest;
}

export const odd: readonly Fault[] = [
  {
    name: 'unknown-field-crashes',
    says: 'A field that nobody knows ends in a server error.',
    rule: 'parameter/unknown-field',
    apply: (stages) => ({
      validate: (input, call) => {
        const known = Object.keys(call.endpoint?.fields ?? {});
        if (Object.keys(input).some((name) => !known.includes(name))) throw new Error('no such column');
        stages.validate(input, call);
      },
    }),
  },
  {
    name: 'unknown-field-of-customer-drops-connection',
    says: 'A field that nobody knows makes the creation of customers drop the connection.',
    rule: 'parameter/unknown-field',
    ...at('/customers/create', (stages) => ({
      validate: (input, call) => {
        const known = Object.keys(call.endpoint?.fields ?? {});
        if (Object.keys(input).some((name) => !known.includes(name))) call.response.destroy();
        stages.validate(input, call);
      },
    })),
  },
  {
    name: 'overlong-text-crashes',
    says: 'A text of more than a thousand characters ends in a server error.',
    rule: 'parameter/overlong',
    apply: crashing((_input, text) => text.length > 1000),
  },
  {
    name: 'overlong-label-drops-connection',
    says: 'A very long text makes the update of sources drop the connection.',
    rule: 'parameter/overlong',
    ...at('/sources/update', (stages) => ({
      validate: (input, call) => {
        if (texts(input).join('').length > 1000) call.response.destroy();
        stages.validate(input, call);
      },
    })),
  },
  {
    name: 'overlong-answers-413',
    says: 'A very long text is answered with 413, which is not documented, where attributes are created.',
    rule: 'parameter/overlong',
    ...at('/attributes/create', (stages) => ({
      refuse: (error, call) => {
        const reply = stages.refuse(error, call);
        return call.body.length > 1000 ? { ...reply, status: 413 } : reply;
      },
    })),
  },
  {
    name: 'deep-nesting-crashes',
    says: 'Objects in objects, more than ten deep, end in a server error.',
    rule: 'parameter/deep-nesting',
    apply: crashing((input) => depth(input) > 10),
  },
  {
    name: 'unicode-crashes',
    says: 'A character beyond the first plane of Unicode ends in a server error.',
    rule: 'parameter/unicode',
    apply: crashing((_input, text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
  },
  {
    name: 'unicode-lost',
    says: 'Characters beyond ASCII in the label of a source are stored as question marks.',
    rule: 'parameter/unicode',
    ...at(
      '/sources/create',
      storing('label', (text) => text.replace(/[^\x20-\x7e]/gu, '?')),
    ),
  },
  {
    name: 'unicode-decomposed',
    says: 'Letters in the last_name of a customer are stored without their accents.',
    rule: 'parameter/unicode',
    ...at(
      '/customers/create',
      storing('last_name', (text) => text.normalize('NFD').replace(/[^\x20-\x7e]/gu, '')),
    ),
  },
  {
    name: 'quotes-crash',
    says: 'A quote in a text ends in a server error, as where SQL is put together by hand.',
    rule: 'parameter/special-characters',
    apply: crashing((_input, text) => /['"]/.test(text)),
  },
  {
    name: 'markup-escaped',
    says: 'Markup in the label of a source is stored escaped.',
    rule: 'parameter/special-characters',
    ...at(
      '/sources/update',
      storing('label', (text) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
      ),
    ),
  },
  {
    name: 'markup-stripped',
    says: 'Special characters in the description of an attribute are lost.',
    rule: 'parameter/special-characters',
    ...at(
      '/attributes/create',
      storing('description', (text) => text.replace(/[<>&"'\\/;%$]/g, '')),
    ),
  },
  {
    name: 'quotes-doubled',
    says: 'Quotes and backslashes in the label of a destination are stored twice.',
    rule: 'parameter/special-characters',
    ...at(
      '/destinations/create',
      storing('label', (text) => text.replace(/['"\\]/g, '$&$&')),
    ),
  },
  {
    name: 'nested-unknown-field-crashes',
    says: 'A field that nobody knows inside an address ends in a server error.',
    rule: 'parameter/unknown-field',
    ...at(
      '/customers/create',
      crashing((input) => {
        const { address } = input;
        const known = ['city', 'postcode', 'geo'];
        return isObject(address) && Object.keys(address).some((name) => !known.includes(name));
      }),
    ),
  },
];
