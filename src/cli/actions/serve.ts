import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENVIRONMENTS } from '../../contract/exchange.js';
import { shellRemark } from '../../report/shell.js';
import { variablesOf } from '../../settings/read.js';
import { type EmbeddedApi, startEmbedded } from '../embedded.js';
import type { ServeOptions } from '../options.js';
import { print } from '../print.js';

/** Runs the embedded API until it is interrupted. @returns the exit code */
export async function serveCommand({ fault: faults = [] }: ServeOptions): Promise<number> {
  const api = await startEmbedded(faults);
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-serve-'));
  try {
    const ca = path.join(folder, 'ca.pem');
    await writeFile(ca, api.ca);
    print(`${howToReach(api, ca)}\n`);
    await interrupted();
    return 0;
  } finally {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines that a shell takes as they are, and that fit into .env without `export`. */
function howToReach(api: EmbeddedApi, ca: string): string {
  const lines = ENVIRONMENTS.flatMap((name) => {
    const { baseUrl, clientId, bearerToken } = api.environments[name];
    const names = variablesOf(name);
    return [
      [`${name.toUpperCase()}_ORIGIN`, new URL(baseUrl.replaceAll('{CLIENT_ID}', 'x')).origin],
      [names.baseUrl, baseUrl],
      [names.clientId, clientId],
      [names.bearerToken, bearerToken],
    ];
  });
  return [
    shellRemark(
      'The embedded reference API is up; Ctrl+C ends it. Its credentials are made up at each start.',
    ),
    ...[...lines, ['EXTRA_CA_CERTS', ca]].map(([name, value]) => `export ${name}='${value}'`),
    shellRemark('In another shell, with these lines pasted: npx --no contract-suite run'),
  ].join('\n');
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    // Signals alone do not keep the process alive.
    const alive = setInterval(() => undefined, 2 ** 30);
    const stop = (): void => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
