import { mistaking, successes } from '../../changes.js';
import { isObject } from '../../fields.js';
import { Refusal } from '../../refusal.js';
import type { Call, Reply } from '../../stages.js';
import { cursorOf } from '../../store.js';
import { at, type Fault } from '../fault.js';
import type { Kind } from './kinds.js';

type Page = Readonly<Record<string, unknown>>;
type Input = Page;

/** Pages of one list that are other than they should be; `ask` asks the correct API. */
const paging = (
  kind: Kind,
  answer: (input: Input, ask: (input: Input) => Page, call: Call) => Page,
): Pick<Fault, 'touches' | 'apply'> =>
  at(`/${kind}/list`, (stages) => ({
    handle: (input, call): Reply => {
      const ask = (other: Input): Page => {
        const { body } = stages.handle(other, call);
        return Buffer.isBuffer(body) ? {} : body;
      };
      return { status: 200, body: answer(input, ask, call) };
    },
  }));

const itemsOf = ({ items }: Page): Record<string, unknown>[] =>
  Array.isArray(items) ? items.filter(isObject) : [];

const withTotal = (kind: Kind, total: (page: Page) => number) =>
  at(
    `/${kind}/list`,
    successes((page) => ({ ...page, total: total(page) })),
  );

export const pagination: readonly Fault[] = [
  {
    name: 'pages-never-end',
    says: 'The last page of models tells of a next one, and so does that.',
    rule: 'resource/pagination',
    ...paging('models', (input, ask, { store }) => {
      const page = ask(input);
      const last = itemsOf(page).at(-1) ?? store.models.all().at(-1);
      return { ...page, next_cursor: page['next_cursor'] ?? cursorOf(last?.['model_id']) };
    }),
  },
  {
    name: 'pages-go-in-circles',
    says: 'Behind the last page of attributes comes the first one.',
    rule: 'resource/pagination',
    ...paging('attributes', (input, ask) => {
      const page = ask(input);
      const { next_cursor: first } = ask({ ...input, cursor: undefined });
      return { ...page, next_cursor: page['next_cursor'] ?? first };
    }),
  },
  {
    name: 'page-repeats-an-item',
    says: 'A later page of sources begins with the last item of the one before.',
    rule: 'resource/pagination',
    ...paging('sources', (input, ask, { store }) => {
      const page = ask(input);
      const before = store.sources.all().find(({ source_id }) => cursorOf(source_id) === input['cursor']);
      return before ? { ...page, items: [before, ...itemsOf(page)].slice(0, itemsOf(page).length) } : page;
    }),
  },
  {
    name: 'page-skips-an-item',
    says: 'Between two pages of customers an item is left out.',
    rule: 'resource/pagination',
    ...paging('customers', (input, ask) => {
      const page = ask(input);
      const { next_cursor: cursor } = page;
      return cursor ? { ...page, next_cursor: ask({ ...input, cursor, limit: 1 })['next_cursor'] } : page;
    }),
  },
  {
    name: 'pages-end-early',
    says: 'The list of models has no page but the first in sandbox.',
    rule: 'resource/pagination',
    only: 'sandbox',
    ...paging('models', (input, ask) => ({ ...ask(input), next_cursor: null })),
  },
  {
    name: 'next-page-refused',
    says: 'The cursor that a page of destinations tells is refused.',
    rule: 'resource/pagination',
    ...paging('destinations', (input, ask) => {
      if (input['cursor'] !== undefined)
        throw new Refusal('INVALID_CURSOR', 'the cursor was never given out', 'cursor');
      return ask(input);
    }),
  },
  {
    name: 'cursor-ignored',
    says: 'Each page of attributes is the first one in production.',
    rule: 'resource/pagination',
    only: 'production',
    ...paging('attributes', (input, ask) => {
      const page = ask(input);
      return { ...page, items: ask({ ...input, cursor: undefined })['items'] };
    }),
  },
  {
    name: 'limit-ignored',
    says: 'A page of models holds them all, whatever limit was asked for.',
    rule: 'resource/pagination',
    ...paging('models', (input, ask) => ask({ ...input, limit: 100 })),
  },
  {
    name: 'limit-exceeded-by-one',
    says: 'A page of attributes holds one item more than was asked for.',
    rule: 'resource/pagination',
    ...paging('attributes', (input, ask) =>
      ask(typeof input['limit'] === 'number' ? { ...input, limit: input['limit'] + 1 } : input),
    ),
  },
  {
    name: 'total-too-large',
    says: 'The total of models is one too many.',
    rule: 'resource/pagination',
    ...withTotal('models', ({ total }) => Number(total) + 1),
  },
  {
    name: 'total-of-one-page',
    says: 'The total of models is that of the page.',
    rule: 'resource/pagination',
    ...withTotal('models', (page) => itemsOf(page).length),
  },
  {
    name: 'unknown-cursor-accepted',
    says: 'A cursor that was never given out gives the first page of customers.',
    rule: 'resource/pagination',
    ...paging('customers', (input, ask) => {
      try {
        return ask(input);
      } catch {
        return ask({ ...input, cursor: undefined });
      }
    }),
  },
  {
    name: 'unknown-cursor-crashes',
    says: 'A cursor that was never given out ends in a server error where sources are listed.',
    rule: 'resource/pagination',
    ...at('/sources/list', mistaking('INVALID_CURSOR')),
  },
  {
    name: 'unknown-cursor-answers-404',
    says: 'A cursor that was never given out is answered with 404 where destinations are listed.',
    rule: 'resource/pagination',
    ...at(
      '/destinations/list',
      mistaking('INVALID_CURSOR', new Refusal('RESOURCE_NOT_FOUND', 'no such page')),
    ),
  },
];
