import type { Exchange } from '../contract/exchange.js';
import type { AssertionPart, Finding, Verdict } from '../contract/verdict.js';
import type { UnitDisclosure } from '../masking/unit-disclosure.js';
import type { Planned } from '../plan/planned.js';
import type { Judgement } from '../rules/rule.js';
import { asOfGateway } from './by-gateway.js';
import { told } from './told.js';

/** What a judgement is about, beside itself. */
interface About {
  /** What was sent, in one line. */
  readonly sent: string;
  readonly exchange?: Exchange | undefined;
  readonly parts?: readonly AssertionPart[];
  readonly at?: string | undefined;
}

/** Notes that one case keeps. */
const NOTES = 20;
/** Most verdicts are this one: all of a run stay to its end. */
const PASSED: Verdict = { status: 'passed', notes: [] };

/** A case while its unit is under way. */
export class OpenCase {
  verdict?: Verdict;
  /** Made with the first note: most cases have none, and thousands are open at once. */
  #notes: Set<string> | undefined;
  /** Answers that were looked at, and of them those that the rule had something to say of. */
  seen = 0;
  relevant = 0;
  /** Milliseconds spent on its exchanges. */
  duration = 0;
  /** The last step of a scenario. */
  step?: { readonly sends: string; readonly exchange: Exchange };
  /** Its first steps. */
  readonly steps: Exchange[] = [];
  /** A probe without an answer: a verdict once it is known whether the valid request is answered. */
  unanswered?: Finding;
  /** It tells of a loss: nothing else is its verdict. */
  lost = false;
  /** Who answered a probe in the API's place, and with which status. */
  byGateway?: string | undefined;
  done = false;

  constructor(
    readonly planned: Planned,
    readonly disclosure: UnitDisclosure,
  ) {}

  note(notes: readonly string[] = []): void {
    for (const note of notes) {
      this.#notes ??= new Set();
      if (this.#notes.size < NOTES) this.#notes.add(this.disclosure.text(note));
    }
  }

  get notes(): string[] {
    return [...(this.#notes ?? [])];
  }

  /** The verdict that a judgement gives, in words that may be shown. */
  verdictOn(judgement: Judgement, about: About): Verdict {
    if (judgement.holds === true) this.note(judgement.notes);
    const common = {
      notes: this.notes,
      ...(about.parts &&
        about.parts.length > 0 && { parts: about.parts.map((part) => this.#shownPart(part)) }),
    };
    if (judgement.holds === true)
      return common.notes.length > 0 || common.parts ? { ...common, status: 'passed' } : PASSED;
    if (judgement.holds === 'unknown')
      return { ...common, status: 'errored', reason: this.disclosure.text(judgement.reason) };
    if (judgement.holds === 'nothing')
      return { ...common, status: 'skipped', reason: this.disclosure.text(judgement.reason) };
    return { ...common, status: 'failed', finding: this.#finding(judgement, about) };
  }

  #finding(judgement: Extract<Judgement, { holds: false }>, { sent, exchange, at }: About): Finding {
    const { disclosure } = this;
    // What it shows is also what its words may quote.
    const shown = exchange && disclosure.evidence(exchange);
    const trail = exchange ? this.steps.filter(({ id }) => id < exchange.id) : [];
    return {
      ...(at !== undefined && { at }),
      ...told(asOfGateway(judgement, exchange), (words) => disclosure.text(words)),
      sent: disclosure.label(sent),
      environments: [this.planned.case.environment],
      ...(shown && { exchange: shown }),
      ...(trail.length > 0 && { trail: trail.map((step) => disclosure.evidence(step)) }),
    };
  }

  #shownPart(part: AssertionPart): AssertionPart {
    return {
      ...part,
      name: this.disclosure.text(part.name),
      ...(part.message !== undefined && { message: this.disclosure.text(part.message) }),
    };
  }
}
