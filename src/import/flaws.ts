import type { ContractError } from '../contract/errors.js';

/** Parts of the input that cannot be read: all of them, so that one look mends them all. Nothing was written. */
export class ImportFlaws extends Error {
  override readonly name = 'ImportFlaws';

  constructor(readonly flaws: readonly ContractError[]) {
    super(flaws.map(({ message }) => message).join('\n'));
  }
}
