import { randomUUID } from 'node:crypto';
import { successes, without } from '../changes.js';
import { isObject } from '../fields.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../stages.js';
import type { Collection, Store } from '../store.js';
import type { Variant } from './variant.js';

const KINDS = ['customers', 'attributes', 'sources', 'destinations', 'models'] as const;
type Kind = (typeof KINDS)[number];

const listed = ({ endpoint }: Call): Kind | undefined =>
  KINDS.find((kind) => endpoint?.path === `/${kind}/list`);

/** Lists another order, or other objects, of what there is. */
const listing =
  (of: (collection: Collection) => Collection): Variant['apply'] =>
  (stages) => ({
    handle: (input, call) => {
      const kind = listed(call);
      if (!kind) return stages.handle(input, call);
      return stages.handle(input, { ...call, store: { ...call.store, [kind]: of(call.store[kind]) } });
    },
  });

const defaultLimit =
  (limit: number): Variant['apply'] =>
  (stages) => ({
    handle: (input, call) => stages.handle(listed(call) ? { limit, ...input } : input, call),
  });

/** Cursors of another form; `back` gives undefined for one that was never given out. */
const cursors =
  (
    form: () => { out: (cursor: string) => string; back: (cursor: string) => string | undefined },
  ): Variant['apply'] =>
  (stages) => {
    const { out, back } = form();
    return {
      handle: (input, call) => {
        if (!listed(call)) return stages.handle(input, call);
        const { cursor } = input;
        const known = typeof cursor === 'string' ? back(cursor) : undefined;
        if (cursor !== undefined && known === undefined)
          throw new Refusal('INVALID_CURSOR', 'the cursor was never given out', 'cursor');
        const reply = stages.handle({ ...input, cursor: known }, call);
        if (!isObject(reply.body) || typeof reply.body['next_cursor'] !== 'string') return reply;
        return { ...reply, body: { ...reply.body, next_cursor: out(reply.body['next_cursor']) } };
      },
    };
  };

const TYPES = ['billing', 'crm', 'warehouse'];
const KIND_OF_ATTRIBUTE = ['number', 'text', 'flag'];
const RISKS = ['low', 'medium', 'high'];

/** What other people made. */
function somebodyMakes({ customers, attributes, sources }: Store, number: number): void {
  const unique = randomUUID().replaceAll('-', '').slice(0, 12);
  customers.add({ email: `${unique}@example.org`, risk_level: RISKS[number % 3] });
  attributes.add({ name: `trait_${unique}`, kind: KIND_OF_ATTRIBUTE[number % 3] });
  sources.add({ type: TYPES[number % 3], label: `Source ${unique}` });
}

export const lists: readonly Variant[] = [
  {
    name: 'newest-first',
    says: 'Lists begin with what was created last.',
    apply: listing((collection) => collection.holding(collection.all().toReversed())),
  },
  {
    name: 'in-order-of-identifiers',
    says: 'Lists are in the order of identifiers.',
    apply: listing((collection) =>
      collection.holding(
        collection
          .all()
          .toSorted((a, b) => (String(a[collection.idField]) < String(b[collection.idField]) ? -1 : 1)),
      ),
    ),
  },
  {
    name: 'nothing-of-an-unknown-source',
    says: 'The list of the destinations of a source that does not exist is empty, and repeats what it was asked for.',
    touches: ['/destinations/list'],
    apply: (stages) => ({
      handle: (input, call) => {
        const { source_id } = input;
        const asked = listed(call) === 'destinations' && source_id !== undefined;
        if (!asked || call.store.sources.find(source_id)) return stages.handle(input, call);
        return {
          status: 200,
          body: { items: [], next_cursor: null, total: 0, source_id, filter: { source_id } },
        };
      },
    }),
  },
  {
    name: 'small-pages',
    says: 'A page holds two items where no limit is given.',
    apply: defaultLimit(2),
  },
  {
    name: 'large-pages',
    says: 'A page holds a hundred items where no limit is given.',
    apply: defaultLimit(100),
  },
  {
    name: 'no-total',
    says: 'Lists tell no total.',
    apply: successes((body, call) => (listed(call) ? without(body, 'total') : body)),
  },
  {
    name: 'no-cursor-at-the-end',
    says: 'The last page leaves next_cursor out.',
    apply: successes((body, call) =>
      listed(call) && body['next_cursor'] === null ? without(body, 'next_cursor') : body,
    ),
  },
  {
    name: 'cursor-behind-the-last-item',
    says: 'A full page tells a next cursor, even where only an empty page follows.',
    apply: (stages) => ({
      handle: (input, call) => {
        const reply = stages.handle(input, call);
        const kind = listed(call);
        if (!kind || !isObject(reply.body) || reply.body['next_cursor'] !== null) return reply;
        const items = Array.isArray(reply.body['items']) ? reply.body['items'].filter(isObject) : [];
        const last = items.at(-1)?.[call.store[kind].idField];
        if (items.length === 0 || items.length !== input['limit']) return reply;
        return {
          ...reply,
          body: { ...reply.body, next_cursor: Buffer.from(`after:${last}`).toString('base64url') },
        };
      },
    }),
  },
  {
    name: 'cursors-in-hexadecimal',
    says: 'Cursors are hexadecimal.',
    apply: cursors(() => ({
      out: (cursor) => Buffer.from(cursor).toString('hex'),
      back: (cursor) => Buffer.from(cursor, 'hex').toString() || undefined,
    })),
  },
  {
    name: 'numbered-cursors',
    says: 'Cursors are numbers, kept by the server.',
    apply: cursors(() => {
      const kept = new Map<string, string>();
      return {
        out: (cursor) => {
          const number = String(kept.size + 1);
          kept.set(number, cursor);
          return number;
        },
        back: (cursor) => kept.get(cursor),
      };
    }),
  },
  {
    name: 'other-people-s-objects',
    says: 'There are objects of other people in both environments.',
    apply: (stages) => {
      const peopled = new WeakSet<Store>();
      return {
        accept: (call) => {
          if (!peopled.has(call.store)) for (let i = 0; i < 12; i += 1) somebodyMakes(call.store, i);
          peopled.add(call.store);
          return stages.accept(call);
        },
      };
    },
  },
  {
    name: 'other-people-write-too',
    says: 'Other people create objects all the time.',
    apply: (stages) => {
      let count = 0;
      return {
        accept: (call) => {
          count += 1;
          if (count % 5 === 0) somebodyMakes(call.store, count);
          return stages.accept(call);
        },
      };
    },
  },
];
