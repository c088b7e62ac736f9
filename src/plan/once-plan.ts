import { newmanOnly } from '../request/newman-only.js';
import type { Rule, View } from '../rules/rule.js';
import type { EnvironmentSettings, Settings } from '../settings/settings.js';
import { newCase, type PlannedCase } from './case.js';
import { type Draft, type Skipped, skipped } from './draft.js';
import type { PlannedOnce } from './planned.js';
import type { Setups } from './setup.js';
import { blockedIn, viewOf } from './views.js';

const IN_CLEAR = 'the base URL is http, so nothing of TLS can be checked';

/** Plans what belongs to an environment and to no operation. */
export class OncePlans {
  constructor(
    readonly draft: Draft,
    readonly settings: Settings,
    readonly setups: Setups,
    readonly rules: readonly Rule[],
  ) {}

  in(environment: EnvironmentSettings): PlannedOnce[] {
    return this.draft.add(this.rules.flatMap((rule) => this.#of(rule, environment)));
  }

  #of(rule: Rule, environment: EnvironmentSettings): (PlannedOnce | Skipped)[] {
    const off = this.draft.off(rule);
    const named = (variation?: string, skip = off): PlannedCase =>
      newCase(environment.name, undefined, rule, variation, skip);
    if (rule.kind === 'connection') {
      const plain = environment.baseUrl.startsWith('http:') ? IN_CLEAR : undefined;
      return rule.checks.map((check) => {
        const planned = named(check.variation, off ?? plain);
        return plain === undefined
          ? { kind: 'connection', rule, check, case: planned }
          : { kind: 'skipped', case: planned };
      });
    }
    if (rule.kind === 'burst') {
      const operation = rule.choose(this.#ready(environment));
      if (operation) return [{ kind: 'burst', rule, operation, case: named() }];
      const none = `no operation of ${environment.name} that only reads can be sent without others before it`;
      return [skipped(named(), off ?? none)];
    }
    const check = rule.kind === 'environment' || rule.kind === 'probe' ? rule.once : undefined;
    if (!check) return [];
    const skip = off ?? check.plan(this.draft.contract)?.skip;
    return [{ kind: 'environment', rule, check, case: named(check.variation, skip) }];
  }

  /** Operations that can be sent without anything before them, and answer their request with a success. */
  #ready(environment: EnvironmentSettings): View[] {
    const { contract } = this.draft;
    return contract.operations
      .filter((operation) => !operation.expectsError && !operation.leftOut)
      .filter((operation) => newmanOnly(operation) === undefined)
      .filter((operation) => {
        const setup = this.setups.of([operation], environment.name, environment.writes);
        return 'operations' in setup && setup.operations.length === 0;
      })
      .map((operation) => viewOf(contract, this.settings, operation, environment))
      .filter((view) => !view.sample.problem && blockedIn(view, environment) === undefined);
  }
}
