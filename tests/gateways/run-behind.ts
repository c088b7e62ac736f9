import path from 'node:path';
import { ENVIRONMENTS, type EnvironmentName } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import type { NewmanHost } from '../../src/drive/newman/host.js';
import type { RunResult } from '../../src/judge/result.js';
import type { Places } from '../../src/reference-api/start.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Selection } from '../../src/settings/settings.js';
import { type Bridge, bridgeTo } from './bridge.js';
import { type Kind, type Lines, startGateway } from './gateway.js';

/** Where the reference API is reached, and whom to trust there. */
export interface Reached {
  readonly environments: Places;
  readonly ca: string;
}

/** The same API behind a gateway, each environment at a port of its own. */
export async function behind(
  kind: Kind,
  { environments, ca }: Reached,
  lines: Lines = {},
): Promise<Reached & { readonly bridges: readonly Bridge[]; close(): Promise<void> }> {
  const bridges = await Promise.all(
    ENVIRONMENTS.map((name) => bridgeTo(Number(new URL(environments[name].baseUrl).port), ca)),
  );
  const gateway = await startGateway(
    kind,
    bridges.map(({ port }) => port),
    lines,
  );
  const place = (index: number, name: 'sandbox' | 'production') => ({
    ...environments[name],
    baseUrl: `${gateway.origins[index]}/billers/{CLIENT_ID}`,
  });
  return {
    environments: { sandbox: place(0, 'sandbox'), production: place(1, 'production') },
    ca: gateway.ca,
    bridges,
    close: async () => {
      await gateway.close();
      await Promise.all(bridges.map((bridge) => bridge.close()));
    },
  };
}

export const referenceContract = (): Promise<Contract> =>
  loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });

export async function runOn(
  { environments, ca }: Reached,
  contract: Contract,
  host: NewmanHost,
  selection: Partial<Selection> = {},
  { only = ENVIRONMENTS, retries = 2 }: { only?: readonly EnvironmentName[]; retries?: number } = {},
): Promise<RunResult> {
  return run({
    contract,
    settings: {
      environments: only.map((name) => ({
        name,
        ...environments[name],
        writes: true,
        embedded: false,
      })),
      extraCa: ca,
      timeout: 5000,
      retries,
      profile: 'manual',
    },
    selection: { ...EVERYTHING, ...selection },
    host,
  });
}
