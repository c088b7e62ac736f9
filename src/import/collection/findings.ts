import { ContractError } from '../../contract/errors.js';
import { Notes } from '../notes.js';

/** Collects what is to be said of a collection while it is taken in. */
export class Findings extends Notes {
  readonly flaws: ContractError[] = [];

  /** @param source the file, as errors name it */
  constructor(private readonly source: string) {
    super();
  }

  /** A part that cannot be read, and is left out. */
  flaw(place: string, fact: string, fix: string): void {
    this.flaws.push(new ContractError('COLLECTION_UNREADABLE', `${this.source} › ${place}`, fact, fix));
  }
}
