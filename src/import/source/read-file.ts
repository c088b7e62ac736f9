import { FileFault, readBounded } from '../../contract/bounded-file.js';
import { ContractError } from '../../contract/errors.js';
import { CAP, textOf } from './bytes.js';
import type { TextSource } from './source.js';

/** @throws ContractError SOURCE_UNREADABLE */
export async function readFileSource(absolute: string, place: string, cap = CAP): Promise<TextSource> {
  const bytes = await readBounded(absolute, cap).catch((error: unknown) => {
    if (!(error instanceof FileFault)) throw error;
    const fix =
      error.code === 'TOO_LARGE'
        ? 'Split the collection, or leave examples out'
        : 'Name a file that can be read';
    throw new ContractError('SOURCE_UNREADABLE', place, error.fact, fix);
  });
  return { kind: 'text', text: textOf(bytes, place), place };
}
