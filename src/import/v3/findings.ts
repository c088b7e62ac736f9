import { ContractError } from '../../contract/errors.js';
import { Notes } from '../notes.js';

/** What was found on the way, in the order in which it was found. */
export class Findings extends Notes {
  readonly flaws: ContractError[] = [];

  flaw(place: string, fact: string, fix: string): void {
    this.flaws.push(new ContractError('COLLECTION_UNREADABLE', place, fact, fix));
  }

  /** Takes over what was found in one file. Notes on a file that is not taken in would tell of nothing. */
  add(others: Findings): void {
    for (const flaw of others.flaws) this.flaws.push(flaw);
    if (others.flaws.length > 0) return;
    for (const note of others.notes) this.notes.push(note);
  }
}
