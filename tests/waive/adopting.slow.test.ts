import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { Masking } from '../../src/masking/masking.js';
import { checkReportsFolder, writeReports } from '../../src/report/write.js';
import { run } from '../../src/run.js';
import { contract as command, type Ended } from '../cli/workspace.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const YAML = 'operations:\n  Books / Find: { changes: false }\nwaivers: []\n';
const TERMS = ['--until', '2999-12-31', '--owner', 'Ada', '--reason', 'known before: the "old" gateway'];
const SELECTION = {
  rules: ['authentication/*', 'request/*', 'status/documented'],
  operations: [],
  optIn: [],
};

const host = newmanHost();

let api: OtherApi;
let workspace: string;
beforeEach(async () => {
  api = await startOtherApi();
  workspace = workspaceOf(BOOKS, { 'collections/contract.yaml': YAML });
});
afterEach(() => api.close());

async function runs(): Promise<RunResult> {
  const folder = path.join(workspace, 'reports');
  await checkReportsFolder(folder);
  const contract = await loadContract({ workspace });
  const settings = settingsOf(api, { environments: ['sandbox'] });
  const result = await run({ contract, settings, selection: SELECTION, host });
  const { scan: look } = new Masking(contract);
  await writeReports(folder, result, { look });
  return result;
}

const waive = (): Promise<Ended> => command(['waive', ...TERMS], { cwd: workspace });

/** Each refusal has a status that nobody documented, and no code. */
function oddRefusals({ response }: Call): false {
  const { writeHead, end } = response;
  let refuses = false;
  Object.assign(response, {
    writeHead: (status: number, headers: Record<string, string>) => {
      refuses = status >= 400;
      return writeHead.call(response, refuses ? 418 : status, headers);
    },
    end: (text: string) => Reflect.apply(end, response, [refuses ? '{"oops":true}' : text]),
  });
  return false;
}

/** The same, and one method of one operation is refused in yet another way. */
function oneMore(call: Call): boolean {
  if (call.request.method !== 'PATCH' || !call.path.endsWith(':find')) return oddRefusals(call);
  call.send(402, { oops: true });
  return true;
}

it('A team with more than a hundred known problems is green at once, and red for the next one', async () => {
  api.instead = oddRefusals;
  const { failed } = (await runs()).counts;
  expect(failed).toBeGreaterThan(102);
  const { code, stdout } = await waive();
  expect(code).toBe(0);
  expect(stdout).toContain(`${failed} waivers written (collections/contract.yaml), up to 2999-12-31.`);
  const { notes, ...waived } = await runs();
  expect(waived).toMatchObject({ exitCode: 0, counts: { failed: 0, waived: failed } });
  expect(notes.filter((note) => !note.includes('created and not deleted'))).toEqual([]);
  api.instead = oneMore;
  const { exitCode, problems } = await runs();
  expect(exitCode).toBe(1);
  expect(problems).toMatchObject([{ rule: 'request/post-only', operations: ['Books / Find'] }]);
  // More can be waived after a run that had waivers.
  expect((await waive()).stdout).toMatch(/2 waivers written/);
});
