import type { ConnectionSeen } from '../contract/connection.js';
import { ENVIRONMENTS, type EnvironmentName, type Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import type { Finding, Verdict } from '../contract/verdict.js';
import type { DriveListener } from '../drive/sink.js';
import type { Masking } from '../masking/masking.js';
import { UnitDisclosure } from '../masking/unit-disclosure.js';
import { isAlone } from '../plan/alone.js';
import type { PlannedCase } from '../plan/case.js';
import type { Plan, Planned, PlannedBurst, PlannedUnit } from '../plan/planned.js';
import type { BurstSeen, Judgement } from '../rules/rule.js';
import { errorOf } from '../rules/support/error-places.js';
import { type CodeCoverage, Codes } from './codes.js';
import { Gateways } from './gateways.js';
import { Latencies } from './latency.js';
import { environmentResult, onceVerdict } from './once-verdict.js';
import { judgePair } from './pair-judge.js';
import type { CaseResult, CodesSeen } from './result.js';
import { UnitJudge } from './unit-judge.js';
import { dayOf, Waivers } from './waive.js';

export interface RunJudgeOptions {
  readonly contract: Contract;
  readonly plan: Plan;
  readonly masking: Masking;
  /** The waivers of that day hold. */
  readonly startedAt: Date;
  /** Each case as it is concluded; once each. */
  readonly concluded: (result: CaseResult) => void;
}

/** Units of which the valid request is kept. */
const SAMPLES = 400;

/** Judges a run as the drive brings it in: every planned case is concluded once. */
export class RunJudge implements DriveListener {
  readonly #units = new Map<PlannedUnit, UnitJudge>();
  readonly #codes: Codes;
  readonly #notes = new Map<string, number>();
  readonly latencies = new Latencies();
  readonly #gateways = new Gateways();
  readonly #waivers: Waivers;
  readonly #concluded = new Set<PlannedCase>();
  readonly samples: Exchange[] = [];
  unitsDone = 0;

  constructor(readonly options: RunJudgeOptions) {
    this.#codes = new Codes(options.contract.catalog);
    const { waivers, promises } = options.contract.config;
    this.#waivers = new Waivers(waivers, dayOf(options.startedAt), promises.errors);
    for (const planned of options.plan.cases) {
      if (planned.skip !== undefined) {
        this.#conclude({
          case: planned,
          verdict: { status: 'skipped', reason: planned.skip, notes: [] },
          duration: 0,
          exchanges: 0,
        });
      }
    }
  }

  sink(unit: PlannedUnit): UnitJudge {
    let judge = this.#units.get(unit);
    if (!judge) {
      judge = new UnitJudge(
        unit,
        new UnitDisclosure(this.options.masking.show),
        (text) => this.options.masking.secrets.namesIn(text),
        (result) => this.#conclude(result),
        (code) => this.#codes.add(unit.environment, unit.operation.name, code),
        (exchange) => {
          this.latencies.add(exchange);
          this.#gateways.add(exchange);
        },
        this.#waives,
      );
      this.#units.set(unit, judge);
    }
    return judge;
  }

  pairDone(units: readonly PlannedUnit[]): void {
    this.#through(units, () => true);
    this.unitsDone += units.length;
  }

  /** What was concluded stands; the scenarios that are still to come get judges of their own. */
  pairRests(units: readonly PlannedUnit[]): void {
    this.#through(units, (planned) => planned.kind !== 'scenario' || !isAlone(planned));
  }

  #through(units: readonly PlannedUnit[], through: (planned: Planned) => boolean): void {
    const judges = units.map((unit) => this.sink(unit));
    for (const judge of judges) {
      judge.finish(through);
      if (judge.sample && this.samples.length < SAMPLES) this.samples.push(judge.sample);
    }
    const [one, two] = judges.map(({ sides }) => sides);
    for (const unit of units) {
      for (const result of judgePair(unit, one, two, this.#waives)) this.#conclude(result);
      this.#units.delete(unit);
    }
  }

  connection(environment: EnvironmentName, seen: ConnectionSeen): void {
    for (const planned of this.options.plan.once) {
      if (planned.kind !== 'connection' || planned.case.environment !== environment) continue;
      this.#judged(planned.case, planned.check.judge(seen), planned.check, 1);
    }
  }

  burst({ case: planned, rule, operation }: PlannedBurst, seen: BurstSeen | string): void {
    const judgement: Judgement =
      typeof seen === 'string' ? { holds: 'unknown', reason: seen } : rule.judge(seen, this.options.contract);
    const code =
      typeof seen !== 'string' && seen.limited && errorOf(seen.limited, this.options.contract).code;
    if (code) this.#codes.add(planned.environment, operation.name, code);
    const sends = `up to ${rule.most} valid requests to ${operation.name}, until the first 429`;
    this.#judged(planned, judgement, { sends }, typeof seen === 'string' ? 0 : seen.sent);
  }

  note(environment: EnvironmentName, text: string): void {
    const note = `${environment}: ${this.#own().label(text)}`;
    this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
  }

  /** How often each code was seen in each environment. */
  get codesByEnvironment(): CodesSeen {
    return Object.fromEntries(ENVIRONMENTS.map((name) => [name, Object.fromEntries(this.#codes.in(name))]));
  }

  get notes(): string[] {
    return [
      ...this.#gateways.notes.map(([environment, note]) => `${environment}: ${this.#own().label(note)}`),
      ...[...this.#notes].map(([note, count]) => (count > 1 ? `${note} (${count} times)` : note)),
    ];
  }

  get codes(): CodeCoverage {
    return this.#codes.coverage((code) => this.options.masking.secrets.show(code));
  }

  /** Concludes what belongs to no operation, and what was never reached. */
  finish(interrupted: boolean): void {
    for (const planned of interrupted ? [] : this.options.plan.once) {
      if (planned.kind === 'environment') this.#once(planned);
    }
    for (const planned of this.options.plan.cases) {
      const verdict: Verdict = { status: 'errored', reason: 'not concluded', notes: [] };
      this.#conclude({ case: planned, verdict, duration: 0, exchanges: 0 });
    }
  }

  #once({ case: planned, check }: Extract<Planned, { kind: 'environment' }>): void {
    const { contract } = this.options;
    const codes = this.#codes.in(planned.environment);
    this.#conclude(environmentResult(planned, check, contract, codes, this.#own()));
  }

  /** Whether a case failed, and that is not put up with. */
  fails({ case: planned, verdict }: CaseResult): boolean {
    return verdict.status === 'failed' && !this.#waives(planned, verdict.finding);
  }

  /** What is put up with does not hide another failure of the same case. */
  readonly #waives = (planned: PlannedCase, finding: Finding): boolean =>
    this.#waivers.waives(planned, finding);

  /** For what belongs to no unit. */
  #own(): UnitDisclosure {
    return new UnitDisclosure(this.options.masking.show);
  }

  #judged(
    planned: PlannedCase,
    judgement: Judgement,
    about: { readonly sends: string; readonly at?: string },
    exchanges: number,
  ): void {
    const verdict = onceVerdict(judgement, planned.environment, about, this.#own());
    this.#conclude({ case: planned, verdict, duration: 0, exchanges });
  }

  #conclude(result: CaseResult): void {
    if (this.#concluded.has(result.case)) return;
    this.#concluded.add(result.case);
    this.options.concluded(result);
  }
}
