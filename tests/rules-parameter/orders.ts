import { randomBytes } from 'node:crypto';
import { isRecord } from '../../src/contract/places.js';
import type { OtherApi } from '../other-api/api.js';

type Body = Record<string, unknown>;
type Check = (body: Body) => boolean;

const item = (body: Body, index: number): Body => {
  const { items } = body;
  const found: unknown = Array.isArray(items) ? items[index] : undefined;
  return isRecord(found) ? found : {};
};
const within = (value: unknown, type: string): boolean => value === undefined || typeof value === type;
const each = (body: Body, check: (item: Body) => boolean): boolean =>
  !Array.isArray(body['items']) || body['items'].every((_, index) => check(item(body, index)));
const later = (body: Body, check: (item: Body) => boolean): boolean =>
  !Array.isArray(body['items']) || body['items'].every((_, index) => index === 0 || check(item(body, index)));
const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : 1);

/** What the API of orders checks, each by a name; true where the body is right. */
const CHECKS = {
  'mail is there': ({ mail }) => mail !== undefined,
  'mail is an address': ({ mail }) => typeof mail !== 'string' || /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(mail),
  'mail is text': ({ mail }) => within(mail, 'string'),
  'mail is short enough': ({ mail }) => length(mail) <= 60,
  'note is text or null': ({ note }) => note === null || within(note, 'string'),
  'priority is known': ({ priority }) => priority === undefined || ['low', 'high'].includes(String(priority)),
  'priority is text': ({ priority }) => within(priority, 'string'),
  'items are a list': ({ items }) => items === undefined || Array.isArray(items),
  'items are some': ({ items }) => !Array.isArray(items) || (items.length > 0 && items.length <= 3),
  'items are there': ({ items }) => items !== undefined,
  'items are objects': ({ items }) => !Array.isArray(items) || items.every(isRecord),
  'first item has a count': ({ items, ...body }) =>
    !Array.isArray(items) || items.length === 0 || item({ ...body, items }, 0)['count'] !== undefined,
  'later items have a count': (body) => later(body, ({ count }) => count !== undefined),
  'count is a whole number': (body) =>
    each(body, ({ count }) => count === undefined || (typeof count === 'number' && Number.isInteger(count))),
  'count is over zero': (body) => each(body, ({ count }) => typeof count !== 'number' || count >= 1),
  'count is at most nine': (body) => each(body, ({ count }) => typeof count !== 'number' || count <= 9),
  'code has its form': (body) =>
    each(body, ({ code }) => typeof code !== 'string' || /^[A-Z]{2}-\d{3}$/.test(code)),
  'book is text': ({ book }) => within(book, 'string'),
  'code is text': (body) => each(body, ({ code }) => within(code, 'string')),
} satisfies Record<string, Check>;

const DOINGS = [
  'breaks at emoji',
  'breaks at quotes',
  'breaks at depth',
  'breaks at unknown fields',
  'breaks at long texts',
  'escapes markup',
  'takes any book',
  'takes a mail twice',
] as const;
/** A check that is not made, or something done wrong. */
export type Wrong = keyof typeof CHECKS | (typeof DOINGS)[number];

/** Ways of being right that are the API's own business. */
export interface Manners {
  /** Checks in another order. */
  readonly reversed?: boolean;
  /** Refuses unknown fields and odd texts. */
  readonly picky?: boolean;
}

const KNOWN = new Set(['mail', 'note', 'priority', 'items', 'book']);

/** Orders of things, in an API of its own: the body is checked by hand, without any schema. It checks no credentials. */
export function orders(
  wrong: readonly Wrong[] = [],
  manners: Manners = {},
): NonNullable<OtherApi['instead']> {
  const mails = new Set<unknown>();
  const books = new Set<unknown>();
  return (call) => {
    if (call.path.endsWith('/stock/new')) {
      const book = randomBytes(8).toString('hex');
      books.add(book);
      call.send(201, { book });
      return true;
    }
    const body: unknown = JSON.parse(call.body);
    const refuse = (status: number, code: string) =>
      call.send(status, { error_code: code, error_type: 'order' });
    if (!isRecord(body)) refuse(400, 'no_object');
    else if (breaks(wrong, call.body, body)) refuse(500, 'broke');
    else if (!valid(body, wrong, manners)) refuse(400, 'bad');
    else if (!wrong.includes('takes any book') && !books.has(body['book'])) refuse(404, 'no_book');
    else if (!wrong.includes('takes a mail twice') && mails.has(body['mail'])) refuse(400, 'taken');
    else {
      mails.add(body['mail']);
      const note = wrong.includes('escapes markup')
        ? String(body['note']).replaceAll('<', '&lt;')
        : body['note'];
      call.send(201, { order: randomBytes(6).toString('hex'), ...body, note });
    }
    return true;
  };
}

function valid(body: Body, wrong: readonly Wrong[], manners: Manners): boolean {
  if (manners.picky && Object.keys(body).some((name) => !KNOWN.has(name))) return false;
  if (manners.picky && /[^ -~]|[<>]|x{5000}/.test(String(body['note']))) return false;
  const checks = Object.entries<Check>(CHECKS).filter(([name]) => !wrong.some((one) => one === name));
  return (manners.reversed ? checks.reverse() : checks).every(([, check]) => check(body));
}

function breaks(wrong: readonly Wrong[], text: string, body: Body): boolean {
  const note = String(body['note']);
  const broken: Partial<Record<Wrong, boolean>> = {
    'breaks at emoji': /\p{Emoji_Presentation}/u.test(text),
    'breaks at quotes': note.includes("'"),
    'breaks at depth': text.split('{').length > 400,
    'breaks at unknown fields': Object.keys(body).some((name) => !KNOWN.has(name)),
    'breaks at long texts': note.length > 9000,
  };
  return wrong.some((one) => broken[one] === true);
}

const post = (path: string, raw: string) => ({
  method: 'POST',
  header: [{ key: 'Content-Type', value: 'application/json' }],
  url: { raw: `{{baseUrl}}/${path}`, host: ['{{baseUrl}}'], path: path.split('/') },
  body: { mode: 'raw', raw },
});

const PLACED = {
  mail: 'ada@shop.example',
  note: 'soon',
  items: [{ count: 2, code: 'AB-123' }],
  book: '{{book}}',
};

export const ORDERS = {
  info: { name: 'Orders', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'book', value: '' }],
  item: [
    {
      name: 'New stock',
      event: [
        {
          listen: 'test',
          script: { exec: ["pm.collectionVariables.set('book', pm.response.json().book);"] },
        },
      ],
      request: post('stock/new', '{}'),
      response: [{ name: 'Success', code: 201, body: '{"book":"0011223344556677"}' }],
    },
    {
      name: 'Place an order',
      request: post('orders/place', JSON.stringify(PLACED)),
      response: [
        {
          name: 'Success',
          code: 201,
          originalRequest: post('orders/place', JSON.stringify({ ...PLACED, book: '0011223344556677' })),
          body: JSON.stringify({ order: 'aabbccddeeff', ...PLACED, book: '0011223344556677' }),
        },
      ],
    },
  ],
};

export const ORDERS_FILES = {
  'collections/contract.yaml': 'operations:\n  Place an order: { unique: [mail] }\n',
  'schemas/error-catalog.json': JSON.stringify({
    codes: { taken: { type: 'orders', statuses: [400], causes: ['field-duplicate'] } },
  }),
  'schemas/place.schema.json': JSON.stringify({
    'x-contract': { operation: 'Place an order', request: true },
    type: 'object',
    properties: {
      mail: { type: 'string', format: 'email', maxLength: 60 },
      note: { type: ['string', 'null'] },
      priority: { enum: ['low', 'high'] },
      items: { type: 'array', minItems: 1, maxItems: 3, items: { $ref: '#/$defs/item' } },
      book: { type: 'string' },
    },
    required: ['mail', 'items'],
    $defs: {
      item: {
        type: 'object',
        properties: {
          count: { type: 'integer', minimum: 1, maximum: 9 },
          code: { type: 'string', pattern: '^[A-Z]{2}-\\d{3}$' },
        },
        required: ['count'],
      },
    },
  }),
};
