import { ContractError } from '../../contract/errors.js';
import type { ImportNote } from '../taken.js';

/** Collects what is to be said of a collection while it is taken in. */
export class Findings {
  readonly notes: ImportNote[] = [];
  readonly flaws: ContractError[] = [];

  /** @param source the file, as errors name it */
  constructor(private readonly source: string) {}

  note(fate: ImportNote['fate'], place: string, fact: string, fix?: string): void {
    this.notes.push({ fate, place, fact, ...(fix === undefined ? {} : { fix }) });
  }

  /** A part that cannot be read, and is left out. */
  flaw(place: string, fact: string, fix: string): void {
    this.flaws.push(new ContractError('COLLECTION_UNREADABLE', `${this.source} › ${place}`, fact, fix));
  }
}
