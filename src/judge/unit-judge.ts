import type { Exchange } from '../contract/exchange.js';
import type { AssertionPart, Finding, Verdict } from '../contract/verdict.js';
import type { UnitSink } from '../drive/sink.js';
import type { PlannedCase } from '../plan/case.js';
import type { Planned, PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import type { Accepted, Judgement, ScriptReport, Seen, Step } from '../rules/rule.js';
import { read } from '../rules/support/reading.js';
import { isSuccess } from '../rules/support/statuses.js';
import { evidence, type Show } from './evidence.js';
import type { CaseResult } from './result.js';
import { AS_COLLECTED, VALID_REQUEST } from './sent.js';
import { type Side, Sides } from './sides.js';

/** A case while its unit is under way. */
interface Open {
  readonly planned: Planned;
  verdict?: Verdict;
  readonly notes: Set<string>;
  /** Answers that were looked at, and of them those that the rule had something to say of. */
  seen: number;
  relevant: number;
  duration: number;
  /** The last step of a scenario. */
  step?: { readonly sends: string; readonly exchange: Exchange };
  /** A probe without an answer: a verdict once it is known whether the valid request is answered. */
  unanswered?: Finding;
}

/** Notes that one case keeps. */
const NOTES = 20;

/** Judges one unit as its exchanges come in; keeps verdicts and evidence, no exchange. */
export class UnitJudge implements UnitSink {
  readonly sides: Sides;
  readonly #open: readonly Open[];
  #broken: string | undefined;
  #hangs: string | undefined;
  #answers = 0;
  #validAnswered = false;
  #validSucceeded = false;
  #validSent = 0;
  readonly #valid: Exchange[] = [];

  constructor(
    readonly unit: PlannedUnit,
    readonly show: Show,
    readonly secretsIn: (text: string) => readonly string[],
    readonly concluded: (result: CaseResult) => void,
    readonly code: (code: string) => void,
  ) {
    this.sides = new Sides(show);
    // Comparisons are judged when both environments are through.
    this.#open = unit.cases
      .filter(({ kind }) => kind !== 'comparison')
      .map((planned) => ({ planned, notes: new Set<string>(), seen: 0, relevant: 0, duration: 0 }));
  }

  script(report: ScriptReport): void {
    for (const open of this.#of('script')) {
      if (open.planned.kind !== 'script') continue;
      const judgement = open.planned.rule.judge(report, this.unit.view);
      open.seen += 1;
      this.#conclude(open, this.#verdict(open, judgement, AS_COLLECTED, undefined, report.parts));
    }
  }

  scriptLost(reason: string): void {
    for (const open of this.#of('script')) this.#conclude(open, { status: 'errored', reason, notes: [] });
  }

  journey(exchange: Exchange): void {
    this.#look({
      exchange,
      valid: false,
      sends: AS_COLLECTED,
      before: [],
    });
  }

  valid(exchange: Exchange, before: readonly Exchange[]): void {
    const { outcome } = exchange;
    this.#validSent += 1;
    this.#validAnswered ||= outcome.kind === 'answer';
    this.#validSucceeded ||= outcome.kind === 'answer' && isSuccess(outcome.status);
    this.#look({ exchange, valid: true, sends: VALID_REQUEST, before });
    this.#valid.push(evidence(exchange, this.show));
    if (this.#validSent === 1) this.sides.set('valid', side(exchange, VALID_REQUEST, true));
  }

  probe({ rule, probe, case: planned }: UnitProbe, exchange: Exchange): void {
    const valid = probe.expects === 'success';
    this.#look({
      exchange,
      valid,
      sends: probe.sends,
      before: [],
      ...(probe.cause && { cause: probe.cause }),
    });
    this.sides.set(`${rule.id} ${probe.variation ?? ''}`, side(exchange, probe.sends, valid));
    const open = this.#open.find((candidate) => candidate.planned.case === planned);
    if (!open || !planned) return;
    open.seen += 1;
    open.duration += exchange.duration;
    const judgement = rule.judge(exchange, probe, {
      accepted: this.#accepted(rule.id),
      view: this.unit.view,
    });
    const verdict = this.#verdict(open, judgement, probe.sends, exchange, undefined, probe.at);
    // Whether silence is the operation's answer to this probe, or to everything, shows later.
    if (verdict.status === 'failed' && exchange.outcome.kind === 'none') open.unanswered = verdict.finding;
    else open.verdict = verdict;
  }

  step(
    { case: planned }: UnitScenario,
    { operation, values, change, sends }: Step,
    exchange: Exchange,
  ): void {
    // The answers of other operations are looked at in their own units.
    if (operation === this.unit.operation)
      this.#look({ exchange, valid: !values && !change, sends, before: [] });
    const open = this.#open.find((candidate) => candidate.planned.case === planned);
    if (!open) return;
    open.seen += 1;
    open.duration += exchange.duration;
    open.step = { sends, exchange };
  }

  scenario({ case: planned, scenario: { rests } }: UnitScenario, judged: Judgement): void {
    const advice = [judged.holds === false ? judged.advice : undefined, rests];
    const judgement =
      judged.holds === false ? { ...judged, advice: advice.filter(Boolean).join(' ') } : judged;
    const open = this.#open.find((candidate) => candidate.planned.case === planned);
    if (!open) return;
    const { step } = open;
    const exchange = judgement.holds === false ? (judgement.exchange ?? step?.exchange) : undefined;
    open.verdict = this.#verdict(open, judgement, step?.sends ?? 'nothing', exchange);
  }

  unsent({ case: planned }: UnitProbe, reason: string): void {
    const open = this.#open.find((candidate) => candidate.planned.case === planned);
    if (open) open.verdict = { status: 'skipped', reason, notes: [] };
  }

  unbuilt({ case: planned }: UnitProbe, reason: string): void {
    const open = this.#open.find((candidate) => candidate.planned.case === planned);
    if (open) open.verdict = { status: 'errored', reason: this.show(reason), notes: [] };
  }

  hangs(reason: string): void {
    this.#hangs = reason;
  }

  broken(reason: string): void {
    this.#broken ??= reason;
  }

  /** Concludes what is still open; called once nothing more comes. */
  finish(): void {
    for (const open of this.#open) {
      if (open.planned.kind === 'repetition') this.#repetition(open);
      if (!this.#done.has(open)) this.#conclude(open, this.#last(open));
    }
  }

  readonly #done = new Set<Open>();

  #of(kind: Planned['kind']): Open[] {
    return this.#open.filter((open) => open.planned.kind === kind && !this.#done.has(open));
  }

  #look(answered: Omit<Seen, 'secrets'>): void {
    const seen = { ...answered, secrets: this.secretsIn };
    if (seen.exchange.outcome.kind === 'none') return;
    this.#answers += 1;
    const code = read(seen.exchange)?.code;
    if (code !== undefined && !isSuccess(seen.exchange.outcome.status)) this.code(code);
    for (const open of this.#open) {
      if (open.planned.kind !== 'observation') continue;
      open.seen += 1;
      const judgement = open.planned.rule.judge(seen, this.unit.view);
      if (judgement === undefined) continue;
      open.relevant += 1;
      // The first finding stands for those after it: one case, one verdict.
      if (open.verdict) continue;
      if (judgement.holds === true) this.#note(open, judgement.notes);
      else open.verdict = this.#verdict(open, judgement, seen.sends, seen.exchange);
    }
  }

  #repetition(open: Open): void {
    if (open.planned.kind !== 'repetition' || this.#valid.length === 0) return;
    const judgement = open.planned.rule.judge(this.#valid, this.unit.view);
    const culprit = this.#valid.find(({ outcome }) => outcome.kind === 'none' || !isSuccess(outcome.status));
    open.seen = this.#valid.length;
    open.duration = this.#valid.reduce((sum, { duration }) => sum + duration, 0);
    open.verdict = this.#verdict(open, judgement, VALID_REQUEST, culprit ?? this.#valid[0]);
  }

  #last(open: Open): Verdict {
    const { verdict, planned } = open;
    if (planned.kind === 'probe') return this.#probeVerdict(open);
    if (verdict) return verdict;
    const notes = [...open.notes];
    if (this.#broken !== undefined && open.relevant === 0)
      return { status: 'errored', reason: this.#broken, notes };
    if (planned.kind === 'observation' && open.seen > 0) {
      return open.relevant > 0
        ? { status: 'passed', notes }
        : { status: 'skipped', reason: `none of ${open.seen} answers is one that this rule looks at`, notes };
    }
    return { status: 'errored', reason: this.#hangs ?? 'no answer came back', notes };
  }

  /** A refusal proves something only where the valid request is answered, and not refused as well. */
  #probeVerdict({ verdict, unanswered, notes }: Open): Verdict {
    if (verdict?.status === 'skipped') return verdict;
    const name = this.unit.operation.name;
    if (this.#validSent > 0 && !this.#validAnswered) {
      return { status: 'errored', reason: `${name} does not answer its valid request either`, notes: [] };
    }
    if (this.#validSent > 0 && !this.#validSucceeded && verdict?.status !== 'errored') {
      return {
        status: 'errored',
        reason: `the valid request of ${name} does not succeed (status/success): a refusal proves nothing`,
        notes: [],
      };
    }
    if (unanswered && this.#validAnswered) return { status: 'failed', finding: unanswered, notes: [] };
    const reason = this.#broken ?? (unanswered ? unanswered.received : (this.#hangs ?? 'not sent'));
    return verdict ?? { status: 'errored', reason, notes: [...notes] };
  }

  #verdict(
    open: Open,
    judgement: Judgement,
    sent: string,
    exchange: Exchange | undefined,
    parts?: readonly AssertionPart[],
    at?: string,
  ): Verdict {
    if (judgement.holds === true) this.#note(open, judgement.notes);
    const common = {
      notes: [...open.notes],
      ...(parts && parts.length > 0 && { parts: parts.map(this.#shownPart) }),
    };
    if (judgement.holds === true) return { ...common, status: 'passed' };
    if (judgement.holds === 'unknown')
      return { ...common, status: 'errored', reason: this.show(judgement.reason) };
    if (judgement.holds === 'nothing') return { ...common, status: 'skipped', reason: judgement.reason };
    const place = judgement.at ?? at;
    const finding: Finding = {
      expected: this.show(judgement.expected),
      received: this.show(judgement.received),
      sent: this.show(sent),
      ...(place !== undefined && { at: place }),
      ...(judgement.advice !== undefined && { advice: judgement.advice }),
      environments: [this.unit.environment],
      ...(exchange && { exchange: evidence(exchange, this.show) }),
      cause: judgement.cause ?? judgement.received,
    };
    return { ...common, status: 'failed', finding };
  }

  #shownPart = (part: AssertionPart): AssertionPart => ({
    ...part,
    name: this.show(part.name),
    ...(part.message !== undefined && { message: this.show(part.message) }),
  });

  #note(open: Open, notes: readonly string[] = []): void {
    for (const note of notes) if (open.notes.size < NOTES) open.notes.add(this.show(note));
  }

  #accepted(rule: string): Accepted {
    const narrowed = this.unit.view.contract.config.accept[rule];
    return (documented) => narrowed ?? documented;
  }

  #conclude(open: Open, verdict: Verdict): void {
    if (this.#done.has(open)) return;
    this.#done.add(open);
    const planned: PlannedCase = open.planned.case;
    this.concluded({ case: planned, verdict, duration: open.duration, exchanges: open.seen });
  }
}

function side(exchange: Exchange, sends: string, valid: boolean): Side {
  return { exchange, sends, valid };
}
