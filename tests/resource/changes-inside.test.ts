import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { settingsOf, workspaceOf } from '../other-api/workspace.js';
import { itemOf } from './item.js';

type Way = 'right' | 'not kept' | 'changes the colour too';

const host = newmanHost();
let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** Crates whose update names the crate, and holds what changes apart from that. */
function crates(way: Way): NonNullable<OtherApi['instead']> {
  const stored = new Map<string, Record<string, unknown>>();
  return (call) => {
    const verb = /\/crates\/(\w+)$/.exec(call.path)?.[1];
    if (!verb) return false;
    const json = JSON.parse(call.body);
    const crate = stored.get(json.crateId);
    if (verb === 'pack') {
      const crateId = `crate-${randomBytes(12).toString('hex')}`;
      stored.set(crateId, { crateId, ...json });
      call.send(201, { crateId });
    } else if (!crate) call.send(404, { error_code: 'no_crate', error_type: 'missing' });
    else if (verb === 'show') call.send(200, { data: crate });
    else {
      const changes = json.set ?? { label: json.operations[0].value };
      if (way !== 'not kept') Object.assign(crate, changes);
      if (way === 'changes the colour too') Object.assign(crate, { colour: 'grey' });
      call.send(200, {});
    }
    return true;
  };
}

const collection = (update: object) => ({
  info: { name: 'Crates', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'crateId', value: '' }],
  item: [
    itemOf(
      'crates',
      'Pack a crate',
      'pack',
      { label: 'Plates {{$guid}}', colour: 'brown' },
      201,
      { crateId: 'c' },
      ["pm.collectionVariables.set('crateId', pm.response.json().crateId);"],
    ),
    itemOf('crates', 'Show a crate', 'show', { crateId: '{{crateId}}' }, 200, {
      data: { crateId: 'c', label: 'Plates', colour: 'brown' },
    }),
    itemOf('crates', 'Update a crate', 'update', { crateId: '{{crateId}}', ...update }, 200, {}),
  ],
});

async function found(update: object, way: Way): Promise<string[]> {
  api.instead = crates(way);
  const contract = await loadContract({ workspace: workspaceOf(collection(update)) });
  const { results } = await run({
    contract,
    settings: settingsOf(api, { environments: ['sandbox'] }),
    selection: { ...EVERYTHING, rules: ['resource/persisted', 'resource/partial-update'] },
    host,
  });
  return results
    .filter((result) => result.case.operation === 'Update a crate')
    .map((result) => `${result.case.rule}: ${result.verdict.status}`);
}

const SET = { set: { label: 'Cups' } };
const LIST = { operations: [{ op: 'replace', path: '/label', value: 'Cups' }] };

describe('An update that holds its changes apart', () => {
  it.each([
    ['in an object', SET],
    ['in a list that names each', LIST],
  ])('%s may change what it says', async (_, update) => {
    expect(await found(update, 'right')).toEqual([
      'resource/persisted: passed',
      'resource/partial-update: passed',
    ]);
  });

  it('has to be kept', async () => {
    expect(await found(SET, 'not kept')).toContain('resource/persisted: failed');
  });

  it('may change nothing else', async () => {
    expect(await found(SET, 'changes the colour too')).toContain('resource/partial-update: failed');
  });
});
