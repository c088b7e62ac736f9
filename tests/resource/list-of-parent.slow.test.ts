import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Jars that stand on a shelf: the path of a creation names it, and so does the body of the list, which asks for it. */
function jars(way: 'right' | 'lists without the newest'): NonNullable<OtherApi['instead']> {
  const stored: { jarId: string; shelf: string }[] = [];
  return (call) => {
    const [, of, verb] = /\/(shelves|jars)(?:\/[\w-]+)?\/(\w+)$/.exec(call.path) ?? [];
    if (!verb) return false;
    const { shelfId, offset = 0, limit = 10 } = JSON.parse(call.body);
    if (of === 'shelves' && verb === 'put')
      call.send(201, { shelfId: `shelf-${randomBytes(12).toString('hex')}` });
    else if (verb === 'fill') {
      const jar = {
        jarId: `jar-${randomBytes(12).toString('hex')}`,
        shelf: call.path.split('/').at(-2) ?? '',
      };
      stored.push(jar);
      call.send(201, { jarId: jar.jarId });
    } else if (shelfId === undefined) call.send(400, { error_code: 'which_shelf', error_type: 'invalid' });
    else {
      const own = stored.filter(({ shelf }) => shelf === shelfId);
      call.send(200, {
        jars: (way === 'right' ? own : own.slice(0, -1)).slice(offset, offset + limit),
      });
    }
    return true;
  };
}

const fill = itemOf('jars', 'Fill a jar', 'fill', {}, 201, { jarId: 'j' }, [
  "pm.collectionVariables.set('jarId', pm.response.json().jarId);",
]);
const JARS = {
  info: { name: 'Jars', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: ['shelfId', 'jarId'].map((key) => ({ key, value: '' })),
  item: [
    itemOf('shelves', 'Put up a shelf', 'put', {}, 201, { shelfId: 's' }, [
      "pm.collectionVariables.set('shelfId', pm.response.json().shelfId);",
    ]),
    { ...fill, request: { ...fill.request, url: '{{baseUrl}}/jars/{{shelfId}}/fill' } },
    itemOf('jars', 'List jars', 'list', { shelfId: '{{shelfId}}', offset: 0, limit: 10 }, 200, {
      jars: [{ jarId: '{{jarId}}', shelf: 's' }],
    }),
  ],
};

/** As an import drafts it: nothing of it is required. */
const LIST_SCHEMA = JSON.stringify({
  'x-contract': { operation: 'List jars', request: true, complete: false },
  type: 'object',
  properties: {
    shelfId: { type: 'string' },
    offset: { type: 'integer' },
    limit: { type: 'integer' },
  },
});

async function told(way: Parameters<typeof jars>[0]): Promise<string[]> {
  api.instead = jars(way);
  const contract = await loadContract({
    workspace: workspaceOf(JARS, { 'schemas/list.schema.json': LIST_SCHEMA }),
  });
  const { results } = await run({
    contract,
    settings: settingsOf(api, { environments: ['sandbox'] }),
    selection: { ...EVERYTHING, rules: ['resource/listed', 'resource/pagination'] },
    host,
  });

  return results
    .filter((result) => result.case.operation === 'List jars')
    .map(({ case: { rule, variation = '' }, verdict }) => `${rule} ${variation}: ${verdict.status}`);
}

it('A list of what belongs to something is asked for that, where nobody says what may be left out', async () => {
  expect(await told('right')).toEqual([
    'resource/listed : passed',
    'resource/pagination pages: passed',
    'resource/pagination limit: passed',
    'resource/pagination total: skipped',
  ]);
});

it('What was created in something has to be in its list', async () => {
  expect(await told('lists without the newest')).toContain('resource/listed : failed');
});
