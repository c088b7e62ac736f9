import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { settingsOf, workspaceOf } from '../other-api/workspace.js';
import { itemOf } from './item.js';

const host = newmanHost();
let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

interface Shelf {
  readonly shelfId: string;
  readonly colour: string;
  readonly width: number;
  readonly labels: readonly string[];
}
type Answer = readonly [status: number, body: unknown];

/** What the list, or the reading, answers to the identifier of a shelf that is another environment's. */
type Foreign = (shelf: Shelf) => Answer;
const REFUSED: Foreign = () => [404, { error_code: 'no_shelf', error_type: 'shelves' }];

/** Shelves and what stands on them; each environment has its own. */
function shelves(foreign: { list?: Foreign; read?: Foreign }): NonNullable<OtherApi['instead']> {
  const all = new Map<string, Shelf & { environment: string }>();
  return ({ path, body, environment, send }) => {
    const [, kind, verb] = /\/(shelves|jars)\/(\w+)$/.exec(path) ?? [];
    if (!verb) return false;
    const { shelfId } = JSON.parse(body);
    const { environment: owner, ...shelf } = all.get(shelfId) ?? {
      shelfId,
      colour: '',
      width: 0,
      labels: [],
    };
    if (verb === 'put') {
      const made = {
        shelfId: `shelf-${randomBytes(12).toString('hex')}`,
        colour: 'red',
        width: 40,
        labels: [],
      };
      all.set(made.shelfId, { ...made, environment });
      send(201, made);
    } else if (owner === undefined) send(...REFUSED(shelf));
    else if (owner !== environment)
      send(...((kind === 'jars' ? foreign.list : foreign.read) ?? REFUSED)(shelf));
    else send(200, kind === 'jars' ? { jars: [{ jarId: 'j1' }], warnings: [] } : shelf);
    return true;
  };
}

const SHELVES = {
  info: { name: 'Shelves', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'shelfId', value: '' }],
  item: [
    itemOf(
      'shelves',
      'Put up a shelf',
      'put',
      {},
      201,
      { shelfId: 's', colour: 'blue', width: 60, labels: [] },
      ["pm.collectionVariables.set('shelfId', pm.response.json().shelfId);"],
    ),
    itemOf('shelves', 'Read a shelf', 'read', { shelfId: '{{shelfId}}' }, 200, {
      shelfId: 's',
      colour: 'blue',
      width: 60,
      labels: [],
    }),
    itemOf('jars', 'List jars', 'list', { shelfId: '{{shelfId}}' }, 200, {
      jars: [{ jarId: 'j' }],
      warnings: [],
    }),
  ],
};

async function told(foreign: Parameters<typeof shelves>[0], operation: string): Promise<string[]> {
  api.instead = shelves(foreign);
  const { results } = await run({
    contract: await loadContract({ workspace: workspaceOf(SHELVES) }),
    settings: settingsOf(api),
    selection: { ...EVERYTHING, rules: ['environment/isolation'] },
    host,
  });
  return [
    ...new Set(
      results.filter((result) => result.case.operation === operation).map(({ verdict }) => verdict.status),
    ),
  ];
}

describe('The list of what belongs to a thing of the other environment', () => {
  const right: readonly (readonly [string, Foreign])[] = [
    ['is refused', REFUSED],
    ['is empty', () => [200, { jars: [], warnings: [] }]],
    ['is empty, with a warning', () => [200, { jars: [], warnings: [{ text: 'nothing there' }] }]],
    ['is empty, beside a word that things have too', ({ colour }) => [200, { jars: [], colour }]],
    ['is empty and repeats the question', ({ shelfId }) => [200, { jars: [], shelfId }]],
    [
      'is empty and repeats the question in an object of its own',
      ({ shelfId }) => [200, { jars: [], total: 0, query: { shelfId } }],
    ],
  ];
  it.each(right)('%s, which is right', async (_, list) => {
    expect(await told({ list }, 'List jars')).toEqual(['passed']);
  });

  const wrong: readonly (readonly [string, Foreign])[] = [
    ['shows it', () => [200, { jars: [{ jarId: 'j1' }], warnings: [] }]],
    ['is the thing itself, with an empty list in it', (shelf) => [200, shelf]],
    ['is empty beside the thing', (shelf) => [200, { jars: [], shelf }]],
    [
      'is empty beside the thing without its identifier',
      ({ colour, width }) => [200, { jars: [], shelf: { colour, width } }],
    ],
    ['is empty among what the thing has', (shelf) => [200, { jars: [], ...shelf }]],
    ['is empty beside its identifier under another name', ({ shelfId }) => [200, { jars: [], id: shelfId }]],
    ['is not there', () => [200, { warnings: [] }]],
  ];
  it.each(wrong)('%s, which is found', async (_, list) => {
    expect(await told({ list }, 'List jars')).toEqual(['failed']);
  });
});

it('A thing of the other environment that holds an empty list is found where one thing is read', async () => {
  expect(await told({ read: (shelf) => [200, shelf] }, 'Read a shelf')).toEqual(['failed']);
  expect(await told({ read: REFUSED }, 'Read a shelf')).toEqual(['passed']);
});
