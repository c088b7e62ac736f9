import { it } from 'vitest';
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { startOtherApi } from './other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from './other-api/workspace.js';
it('p', async () => {
  const api = await startOtherApi();
  writeFileSync('/tmp/prof.json', JSON.stringify({ folder: workspaceOf(BOOKS), settings: settingsOf(api) }));
  await new Promise((r) => spawn('node', ['--cpu-prof', '--cpu-prof-dir=/tmp/prof', '/tmp/prof.test.mjs'], { stdio: 'inherit' }).on('exit', r));
  await api.close();
}, 60000);
