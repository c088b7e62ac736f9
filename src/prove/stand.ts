import { ENVIRONMENTS } from '../contract/exchange.js';
import { type LoadOptions, loadContract } from '../contract/load.js';
import type { Contract } from '../contract/model.js';
import { NewmanHost } from '../drive/newman/host.js';
import type { RunResult } from '../judge/result.js';
import { launchReferenceApi, type ReferenceApi } from '../reference-api/launch.js';
import { run } from '../run.js';
import type { Selection, Settings } from '../settings/settings.js';
import type { Trial } from './trial.js';

/** Some faults never answer: the less patience, the sooner they are through. Who is correct may take its time. */
const PATIENCE = {
  little: { timeout: 1500, retries: 1 },
  much: { timeout: 5000, retries: 2 },
} as const;
/** Milliseconds for one script: no fault slows it down, a busy machine does. */
const SCRIPT_TIMEOUT = 20_000;

async function contractOf(source: LoadOptions): Promise<Contract> {
  const loaded = await loadContract(source);
  // What is waived would be missed.
  return { ...loaded, config: { ...loaded.config, waivers: [] } };
}

/** One reference API and one newman that serve many runs, one after the other. */
export class Stand {
  private constructor(
    readonly source: LoadOptions,
    readonly contract: Contract,
    readonly api: ReferenceApi,
    readonly host: NewmanHost,
  ) {}

  /** @throws ContractError for a wrong collection or schema */
  static async open(source: LoadOptions): Promise<Stand> {
    const contract = await contractOf(source);
    const host = new NewmanHost(SCRIPT_TIMEOUT);
    await host.start();
    return new Stand(source, contract, await launchReferenceApi(), host);
  }

  /** The contract with the requests of endpoints that only one trial has. */
  async contractWith(requests: readonly object[] = []): Promise<Contract> {
    if (requests.length === 0) return this.contract;
    return contractOf({ ...this.source, beside: JSON.parse(JSON.stringify(requests)) });
  }

  /**
   * Runs the contract on the API as the trial has it.
   *
   * @param chosen with every rule on, or those beside that must be asked for
   */
  async run(
    { kind, name }: Trial,
    contract: Contract,
    chosen: Pick<Selection, 'operations' | 'once' | 'optIn'>,
    patience: keyof typeof PATIENCE,
  ): Promise<RunResult> {
    const places = await this.api.become({
      ...(kind === 'fault' && { faults: [name] }),
      ...(kind === 'variant' && { variants: [name] }),
    });
    const settings: Settings = {
      environments: ENVIRONMENTS.map((environment) => ({
        name: environment,
        ...places[environment],
        writes: true,
        embedded: true,
      })),
      extraCa: this.api.ca,
      ...PATIENCE[patience],
      profile: 'manual',
    };
    const selection: Selection = { rules: [], ...chosen };
    return run({ contract, settings, selection, host: this.host });
  }

  async close(): Promise<void> {
    await Promise.all([this.host.close(), this.api.close()]);
  }
}
