import type { EnvironmentName } from '../contract/exchange.js';

/** In what profiles differ; in all else they are alike. */
export interface Profile {
  /** Whether the unit of a failed case is run again: what fails once and passes once is flaky. */
  readonly confirms: boolean;
  /** Whether a flaky case breaks the contract. */
  readonly flakyFails: boolean;
  /** Whether both environments have to be checked. */
  readonly needsBoth: boolean;
  /** Where requests that change data may be sent when `--writes` is not given. */
  readonly writes: readonly EnvironmentName[];
  /** Whether the terminal lists what is waived, one by one. */
  readonly listsWaivers: boolean;
  /** Percent of the planned cases of an environment that may be skipped before there is no verdict. */
  readonly mostSkipped: number;
}

export const PROFILE_NAMES = ['manual', 'nightly', 'release'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  manual: {
    confirms: false,
    flakyFails: false,
    needsBoth: false,
    writes: ['sandbox'],
    listsWaivers: false,
    mostSkipped: 100,
  },
  nightly: {
    confirms: true,
    flakyFails: false,
    needsBoth: false,
    writes: ['sandbox'],
    listsWaivers: false,
    mostSkipped: 100,
  },
  release: {
    confirms: true,
    flakyFails: true,
    needsBoth: true,
    writes: [],
    listsWaivers: true,
    mostSkipped: 50,
  },
};

/** The profile of a run that was read back; one that is not known is the default. */
export function profileNamed(name: string): Profile {
  return PROFILES[PROFILE_NAMES.find((known) => known === name) ?? 'manual'];
}
