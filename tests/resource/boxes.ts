import { randomBytes } from 'node:crypto';
import type { OtherApi } from '../other-api/api.js';
import { itemOf } from './item.js';

interface Box {
  readonly boxId: string;
  readonly label: string;
  readonly colour: string;
}

/** How the boxes are listed and shown: the first five ways are allowed. */
export type Way =
  | 'tells no total'
  | 'refuses a page behind the last'
  | 'gives the last page again behind it'
  | 'counts pages from 0'
  | 'has many boxes'
  | 'ignores the number'
  | 'total of the page'
  | 'total and one'
  | 'skips on the second page of many'
  | 'shows the first'
  | 'ignores the colour';

const MANY = 80;

/** Boxes, in an API of its own: answers of `data` and `meta`, and lists whose pages are turned by `page.number`. */
export function boxes(...ways: readonly Way[]): NonNullable<OtherApi['instead']> {
  const is = (way: Way) => ways.includes(way);
  const many = is('has many boxes') || is('skips on the second page of many');
  const stored: Box[] = Array.from({ length: many ? MANY : 0 }, (_, index) => ({
    boxId: `box-${index}-${randomBytes(8).toString('hex')}`,
    label: 'old',
    colour: 'brown',
  }));
  return (call) => {
    const verb = /\/boxes\/(\w+)$/.exec(call.path)?.[1];
    if (!verb) return false;
    const json = JSON.parse(call.body) as Record<string, unknown>;
    const meta = { traceId: randomBytes(4).toString('hex') };
    if (verb === 'pack') {
      const box = {
        boxId: `box-${randomBytes(12).toString('hex')}`,
        label: String(json['label']),
        colour: 'brown',
      };
      stored.push(box);
      call.send(201, { data: box, meta });
    } else if (verb === 'show') {
      const found = stored.find(({ boxId }) => boxId === json['boxId']);
      if (!found) call.send(404, { error_code: 'no_box', error_type: 'missing' });
      else call.send(200, { data: is('shows the first') ? stored[0] : found, meta });
    } else {
      const first = is('counts pages from 0') ? 0 : 1;
      const { number = first, size = 5 } = (json['page'] ?? {}) as { number?: number; size?: number };
      const turned = is('ignores the number') ? 0 : number - first;
      const skip = is('skips on the second page of many') && turned > 0 ? 1 : 0;
      const all = stored.filter(
        ({ colour }) => is('ignores the colour') || colour === (json['colour'] ?? 'brown'),
      );
      const last = Math.max(0, Math.ceil(all.length / size) - 1);
      const at = is('gives the last page again behind it') ? Math.min(turned, last) : turned;
      const data = all.slice(at * size + skip, (at + 1) * size);
      if (data.length === 0 && turned > 0 && is('refuses a page behind the last')) {
        call.send(400, { error_code: 'no_page', error_type: 'invalid' });
        return true;
      }
      const totalItems = is('total of the page') ? data.length : all.length + (is('total and one') ? 1 : 0);
      const total = is('tells no total') ? {} : { totalItems };
      call.send(200, { data, meta: { ...meta, page: { number, size, ...total } } });
    }
    return true;
  };
}

const BOX = { boxId: 'box-1', label: 'Plates', colour: 'brown' };

/** The collection of the boxes, as a team would have it. */
export const BOXES = {
  info: { name: 'Boxes', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'boxId', value: '' }],
  item: [
    itemOf(
      'boxes',
      'Pack a box',
      'pack',
      { label: 'Plates {{$guid}}' },
      201,
      { data: BOX, meta: { traceId: 'a' } },
      ["pm.collectionVariables.set('boxId', pm.response.json().data.boxId);"],
    ),
    itemOf('boxes', 'Show a box', 'show', { boxId: '{{boxId}}' }, 200, { data: BOX, meta: { traceId: 'a' } }),
    itemOf('boxes', 'Search boxes', 'search', { page: { size: 5 } }, 200, {
      data: [BOX],
      meta: { traceId: 'a', page: { number: 1, size: 5, totalItems: 1 } },
    }),
  ],
};

/** What the search may be asked for. */
export const searchSchema = (first: 0 | 1): string =>
  JSON.stringify({
    'x-contract': { operation: 'Search boxes', request: true },
    type: 'object',
    properties: {
      colour: { enum: ['brown', 'white'] },
      page: {
        type: 'object',
        properties: {
          number: { type: 'integer', minimum: first },
          size: { type: 'integer', minimum: 1, maximum: 50 },
        },
      },
    },
  });

/** What the search answers. */
export const FOUND_SCHEMA = JSON.stringify({
  'x-contract': { operation: 'Search boxes', response: 200 },
  type: 'object',
  properties: {
    data: { type: 'array', items: { type: 'object', properties: { colour: { enum: ['brown', 'white'] } } } },
  },
});
