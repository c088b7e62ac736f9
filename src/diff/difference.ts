import { type DifferenceId, KINDS } from './kinds.js';
import type { Severity } from './severity.js';

/** One thing in which two versions of a contract differ. */
export interface Difference {
  readonly id: DifferenceId;
  readonly severity: Severity;
  /** Operation, then the part of it: `Customers / Create › request › address.city`. */
  readonly place: string;
  /** One sentence without a final full stop. */
  readonly says: string;
}

/** Takes down the differences at one place. */
export class Findings {
  /** @param cap the worst that a difference here can be: where schemas were inferred, nothing is sure to break */
  constructor(
    private readonly all: Difference[],
    readonly place: string,
    private readonly cap: Severity = 'breaking',
  ) {}

  add(id: DifferenceId, says: string, at = ''): void {
    const severity = KINDS[id] === 'breaking' ? this.cap : KINDS[id];
    this.all.push({ id, severity, place: at === '' ? this.place : `${this.place} › ${at}`, says });
  }

  at(place: string): Findings {
    return new Findings(this.all, `${this.place} › ${place}`, this.cap);
  }

  capped(cap: Severity): Findings {
    return new Findings(this.all, this.place, cap);
  }
}
