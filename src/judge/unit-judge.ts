import { acceptedBy } from '../contract/accepted.js';
import { type Exchange, isSuccessful, saysUnknown } from '../contract/exchange.js';
import { isUnavailable, type Loss } from '../contract/loss.js';
import type { Finding, Verdict } from '../contract/verdict.js';
import type { UnitSink } from '../drive/sink.js';
import { trimmed } from '../masking/evidence.js';
import type { UnitDisclosure } from '../masking/unit-disclosure.js';
import type { PlannedCase } from '../plan/case.js';
import type { Planned, PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import type { Accepted, Judgement, ScriptReport, Seen, Step } from '../rules/rule.js';
import { errorOf } from '../rules/support/error-places.js';
import { ROWLESS } from '../settings/data-rows.js';
import { alsoByGateway, gatewayKind } from './by-gateway.js';
import { judgeLoss, TELLS } from './lost.js';
import { OpenCase } from './open-case.js';
import type { CaseResult } from './result.js';
import { AS_COLLECTED, VALID_REQUEST } from './sent.js';
import { type Side, Sides } from './sides.js';

/** Steps of a scenario that a finding shows. */
const STEPS = 12;

/** Judges one unit as its exchanges come in; keeps verdicts and evidence, no exchange. */
export class UnitJudge implements UnitSink {
  readonly sides: Sides;
  /** Each made when it is first spoken of: in the journey all units are open, and most of their cases wait. */
  readonly #open = new Map<PlannedCase, OpenCase>();
  readonly #observing: readonly OpenCase[];
  #row: string | undefined;
  #broken: string | undefined;
  #hangs: string | undefined;
  #withheld: string | undefined;
  /** Why no verdict of the unit holds, and what becomes of its cases. */
  #void: { readonly status: 'skipped' | 'errored'; readonly reason: string } | undefined;
  #answers = 0;
  #validAnswered = false;
  #validSucceeded = false;
  #validSent = 0;
  /** What the tests of the collection looked at, where it did not come from the API. */
  #journeyByGateway: Exchange | undefined;
  /** What gateways answered to the valid request. */
  readonly #validByGateway = new Set<string>();
  readonly #valid: Exchange[] = [];

  constructor(
    readonly unit: PlannedUnit,
    readonly disclosure: UnitDisclosure,
    readonly secretsIn: (text: string) => readonly string[],
    readonly concluded: (result: CaseResult) => void,
    readonly code: (code: string) => void,
    readonly answered: (exchange: Exchange) => void,
    readonly waives: (planned: PlannedCase, finding: Finding) => boolean,
  ) {
    this.sides = new Sides(disclosure, unit.view.contract);
    this.#observing = this.#of('observation');
  }

  /** The first valid request, as a reader needs it. */
  get sample(): Exchange | undefined {
    const [first] = this.#valid;
    return first && this.disclosure.evidence(first);
  }

  row(name: string): void {
    this.#row = name;
  }

  script(report: ScriptReport): void {
    for (const open of this.#of('script')) {
      if (open.planned.kind !== 'script') continue;
      const judged = open.planned.rule.judge(report, this.unit.view);
      // What a test asks of a row that is not there shows nothing.
      const judgement =
        judged.holds === false && this.unit.rowless
          ? { holds: 'nothing' as const, reason: `it ${ROWLESS}` }
          : judged;
      open.seen += 1;
      const about = { sent: AS_COLLECTED, parts: report.parts, exchange: this.#journeyByGateway };
      this.#conclude(open, open.verdictOn(judgement, about));
    }
  }

  scriptLost(reason: string): void {
    this.#scripts('errored', reason);
  }

  scriptSkipped(reason: string): void {
    this.#scripts('skipped', reason);
  }

  #scripts(status: 'errored' | 'skipped', reason: string): void {
    const shown = this.disclosure.text(reason);
    for (const open of this.#of('script')) this.#conclude(open, { status, reason: shown, notes: [] });
  }

  journey(exchange: Exchange): void {
    if (gatewayKind(exchange) !== undefined) this.#journeyByGateway = trimmed(exchange);
    this.#look({
      exchange,
      valid: false,
      sends: AS_COLLECTED,
      before: [],
    });
  }

  redirected(exchange: Exchange): void {
    const following = this.#observing.filter(
      ({ planned }) => planned.kind === 'observation' && planned.rule.redirects,
    );
    this.disclosure.see(exchange);
    this.#observe(
      { exchange, valid: false, sends: VALID_REQUEST, before: [], secrets: this.secretsIn },
      following,
    );
  }

  valid(exchange: Exchange, before: readonly Exchange[]): void {
    const { outcome } = exchange;
    this.#validSent += 1;
    this.#validAnswered ||= outcome.kind === 'answer' && !isUnavailable(outcome);
    this.#validSucceeded ||= isSuccessful(outcome);
    this.#validByGateway.add(gatewayKind(exchange) ?? '');
    this.#look({ exchange, valid: true, sends: VALID_REQUEST, before });
    this.#valid.push(trimmed(exchange));
    if (this.#validSent === 1) this.sides.set('valid', side(exchange, VALID_REQUEST, true));
  }

  probe(sent: UnitProbe, exchange: Exchange): void {
    const { rule, probe } = sent;
    const valid = probe.expects === 'success';
    this.#look({
      exchange,
      valid,
      sends: probe.sends,
      before: [],
      ...(probe.cause && { cause: probe.cause }),
    });
    this.sides.set(`${rule.id} ${probe.variation ?? ''}`, side(exchange, probe.sends, valid));
    const open = this.#ofProbe(sent);
    if (!open) return;
    open.seen += 1;
    open.duration += exchange.duration;
    open.byGateway = gatewayKind(exchange);
    const judgement = rule.judge(exchange, probe, {
      accepted: this.#accepted(rule.id),
      view: this.unit.view,
    });
    const verdict = open.verdictOn(judgement, { sent: probe.sends, exchange, at: probe.at });
    // Whether silence is the operation's answer to this probe, or to everything, shows later.
    const silent = exchange.outcome.kind === 'none' || isUnavailable(exchange.outcome);
    if (verdict.status === 'failed' && silent) open.unanswered = verdict.finding;
    else open.verdict = verdict;
  }

  step(planned: UnitScenario, { operation, values, change, sends }: Step, exchange: Exchange): void {
    this.disclosure.see(exchange);
    // The answers of other operations are looked at in their own units.
    if (operation === this.unit.operation)
      this.#look({ exchange, valid: !values && !change, sends, before: [] });
    const open = this.#opened(planned);
    open.seen += 1;
    open.duration += exchange.duration;
    open.step = { sends, exchange: trimmed(exchange) };
    if (open.steps.length < STEPS) open.steps.push(open.step.exchange);
  }

  scenario(planned: UnitScenario, judged: Judgement): void {
    const advice = [judged.holds === false ? judged.advice : undefined, planned.scenario.rests];
    const judgement =
      judged.holds === false ? { ...judged, advice: advice.filter(Boolean).join(' ') } : judged;
    const open = this.#opened(planned);
    const { step } = open;
    const exchange = judgement.holds === false ? (judgement.exchange ?? step?.exchange) : undefined;
    open.verdict = open.verdictOn(judgement, { sent: step?.sends ?? 'nothing', exchange });
  }

  unsent(probe: UnitProbe, reason: string): void {
    const open = this.#ofProbe(probe);
    if (open) open.verdict = { status: 'skipped', reason: this.disclosure.text(reason), notes: [] };
  }

  unbuilt(probe: UnitProbe, reason: string): void {
    const open = this.#ofProbe(probe);
    if (open) open.verdict = { status: 'errored', reason: this.disclosure.text(reason), notes: [] };
  }

  hangs(reason: string): void {
    this.#hangs = this.disclosure.text(reason);
  }

  withheld(reason: string): void {
    this.#withheld ??= this.disclosure.text(reason);
  }

  lost(loss: Loss): void {
    const telling = this.unit.cases.find((planned) => planned.rule.id === TELLS[loss.kind]);
    const open = telling && this.#opened(telling);
    if (!open || open.done) return;
    const { exchange, before } = loss;
    open.steps.push(...before);
    open.verdict = open.verdictOn(judgeLoss(loss), { sent: 'what was sent last', exchange });
    open.lost = true;
  }

  lapsed(reason: string): void {
    this.#isVoid('skipped', reason);
  }

  spoilt(reason: string): void {
    this.#isVoid('errored', reason);
  }

  #isVoid(status: 'skipped' | 'errored', reason: string): void {
    this.#void ??= { status, reason: this.disclosure.text(reason) };
    this.sides.forget();
  }

  broken(reason: string): void {
    this.#broken ??= this.disclosure.text(reason);
  }

  /** Concludes what is still open; called once nothing more comes for these cases. */
  finish(through: (planned: Planned) => boolean): void {
    for (const planned of this.unit.cases) {
      // Comparisons are judged when both environments are through.
      if (planned.kind === 'comparison' || !through(planned)) continue;
      const open = this.#opened(planned);
      if (open.planned.kind === 'repetition' && !open.lost) this.#repetition(open);
      if (!open.done) this.#conclude(open, this.#last(open));
    }
  }

  #of(kind: Planned['kind']): OpenCase[] {
    return this.unit.cases
      .filter((planned) => planned.kind === kind)
      .map((planned) => this.#opened(planned))
      .filter(({ done }) => !done);
  }

  /** Undefined where only what observes its answer was selected. */
  #ofProbe({ rule, probe, case: planned }: UnitProbe): OpenCase | undefined {
    return planned && this.#opened({ kind: 'probe', rule, probe, case: planned });
  }

  #opened(planned: Planned): OpenCase {
    const open = this.#open.get(planned.case) ?? new OpenCase(planned, this.disclosure);
    this.#open.set(planned.case, open);
    return open;
  }

  #look(answered: Omit<Seen, 'secrets'>): void {
    const seen = { ...answered, secrets: this.secretsIn };
    if (seen.exchange.outcome.kind === 'none') return;
    this.#answers += 1;
    this.disclosure.see(seen.exchange);
    this.answered(seen.exchange);
    const { code } = errorOf(seen.exchange, this.unit.view.contract);
    if (code !== undefined && !isSuccessful(seen.exchange.outcome)) this.code(code);
    this.#observe(seen, this.#observing);
  }

  #observe(seen: Seen, observing: readonly OpenCase[]): void {
    for (const open of observing) {
      if (open.planned.kind !== 'observation') continue;
      open.seen += 1;
      // The first finding stands for those after it: one case, one verdict. One that is waived hides no other.
      if (open.verdict && !this.#waived(open)) continue;
      const judgement = open.planned.rule.judge(seen, this.unit.view);
      if (judgement === undefined) continue;
      open.relevant += 1;
      if (judgement.holds === true) open.note(judgement.notes);
      else this.#take(open, open.verdictOn(judgement, { sent: seen.sends, exchange: seen.exchange }));
    }
  }

  #waived({ verdict, planned }: OpenCase): boolean {
    return verdict?.status === 'failed' && this.waives(planned.case, verdict.finding);
  }

  /** Of several findings, the first that is not waived; the first of all where each is. */
  #take(open: OpenCase, verdict: Verdict): void {
    if (!open.verdict) open.verdict = verdict;
    else if (verdict.status === 'failed' && !this.waives(open.planned.case, verdict.finding))
      open.verdict = verdict;
  }

  #repetition(open: OpenCase): void {
    if (open.planned.kind !== 'repetition' || this.#valid.length === 0) return;
    const judgement = open.planned.rule.judge(this.#valid, this.unit.view);
    const culprit = this.#valid.find(({ outcome }) => !isSuccessful(outcome));
    open.seen = this.#valid.length;
    open.duration = this.#valid.reduce((sum, { duration }) => sum + duration, 0);
    open.verdict = open.verdictOn(judgement, { sent: VALID_REQUEST, exchange: culprit ?? this.#valid[0] });
  }

  #last(open: OpenCase): Verdict {
    const { verdict, planned } = open;
    if (open.lost && verdict) return verdict;
    if (this.#void && !this.#standsAnyway(open)) return { ...this.#void, notes: open.notes };
    if (this.#withheld !== undefined && this.#validSent === 0 && verdict?.status !== 'failed')
      return { status: 'skipped', reason: this.#withheld, notes: open.notes };
    if (planned.kind === 'probe') return this.#probeVerdict(open);
    if (verdict) return verdict;
    const { notes } = open;
    if (this.#broken !== undefined && open.relevant === 0)
      return { status: 'errored', reason: this.#broken, notes };
    if (planned.kind === 'observation' && open.seen > 0) {
      return open.relevant > 0
        ? { status: 'passed', notes }
        : { status: 'skipped', reason: `none of ${open.seen} answers is one that this rule looks at`, notes };
    }
    return { status: 'errored', reason: this.#hangs ?? 'no answer came back', notes };
  }

  /** What is wrong with an answer stays wrong, but for the one that says that nothing is there. */
  #standsAnyway({ verdict, planned }: OpenCase): boolean {
    if (planned.kind !== 'observation' || verdict?.status !== 'failed') return false;
    const outcome = verdict.finding.exchange?.outcome;
    return !outcome || !saysUnknown(outcome);
  }

  /** A refusal proves something only where the valid request is answered, and not refused as well. */
  #probeVerdict({ verdict, unanswered, byGateway, notes }: OpenCase): Verdict {
    if (verdict?.status === 'skipped') return verdict;
    const name = this.unit.operation.name;
    // So was the valid request, now and then: a limit, or a back end that was down.
    if (byGateway !== undefined && this.#validByGateway.has(byGateway))
      return { status: 'errored', reason: alsoByGateway(name, byGateway), notes: [] };
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
    return verdict ?? { status: 'errored', reason, notes };
  }

  #accepted(rule: string): Accepted {
    const narrowed = acceptedBy(this.unit.view.contract.config, rule);
    return (documented) => narrowed ?? documented;
  }

  #withRow(verdict: Verdict): Verdict {
    if (verdict.status !== 'failed' || this.#row === undefined) return verdict;
    const { finding } = verdict;
    return { ...verdict, finding: { ...finding, sent: `${finding.sent} (${this.#row})` } };
  }

  #conclude(open: OpenCase, verdict: Verdict): void {
    if (open.done) return;
    open.done = true;
    const planned: PlannedCase = open.planned.case;
    const told = open.planned.kind === 'script' ? verdict : this.#withRow(verdict);
    this.concluded({ case: planned, verdict: told, duration: open.duration, exchanges: open.seen });
  }
}

function side(exchange: Exchange, sends: string, valid: boolean): Side {
  return { exchange, sends, valid };
}
