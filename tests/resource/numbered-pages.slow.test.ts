import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { settingsOf, workspaceOf } from '../other-api/workspace.js';
import { BOXES, boxes, FOUND_SCHEMA, searchSchema, type Way } from './boxes.js';

const host = newmanHost();

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** The rules that find something, each with its operations. */
async function found(...ways: readonly Way[]) {
  api.instead = boxes(...ways);
  const schema = searchSchema(ways.includes('counts pages from 0') ? 0 : 1);
  const contract = await loadContract({
    workspace: workspaceOf(BOXES, { 'schemas/s.schema.json': schema, 'schemas/f.schema.json': FOUND_SCHEMA }),
  });
  const { problems } = await run({
    contract,
    settings: settingsOf(api, { environments: ['sandbox'] }),
    selection: { ...EVERYTHING, rules: ['resource/*'] },
    host,
  });
  return problems.map(({ rule, operations }) => `${rule} ${operations.join(', ')}`);
}

describe('Pages that are turned by a number inside an object', () => {
  const allowed: readonly (readonly Way[])[] = [
    [],
    ['tells no total'],
    ['tells no total', 'refuses a page behind the last'],
    ['refuses a page behind the last'],
    ['counts pages from 0', 'tells no total'],
    ['has many boxes'],
    ['gives the last page again behind it'],
    ['gives the last page again behind it', 'tells no total'],
  ];
  it.each(allowed.map((ways) => [ways.join(', ') || 'does as the collection shows', ways] as const))(
    'raise no finding where the API %s',
    async (_, ways) => {
      expect(await found(...ways)).toEqual([]);
    },
  );

  it.each([
    'ignores the number',
    'total of the page',
    'total and one',
    'skips on the second page of many',
  ] as const)('are found wrong where the API %s', async (way) => {
    expect(new Set(await found(way))).toEqual(new Set(['resource/pagination Search boxes']));
  });

  it('are filtered by a value that no item has yet, where an item may have it', async () => {
    expect(await found('ignores the colour')).toEqual(['resource/filter Search boxes']);
  });

  it('leave it to the reading that the wrong box is shown, in an answer that also tells of itself', async () => {
    expect(await found('shows the first')).toContain('resource/identity Show a box');
  });
});
