import { readFile, stat } from 'node:fs/promises';
import { ContractError } from '../../contract/errors.js';
import { CAP, megabytes, textOf } from './bytes.js';
import type { TextSource } from './source.js';

/** @throws ContractError SOURCE_UNREADABLE */
export async function readFileSource(absolute: string, place: string, cap = CAP): Promise<TextSource> {
  const { size } = await stat(absolute);
  if (size > cap) {
    const fact = `the file has ${megabytes(size)}, more than the ${megabytes(cap)} that are read`;
    throw new ContractError('SOURCE_UNREADABLE', place, fact, 'Split the collection, or leave examples out');
  }
  const bytes = await readFile(absolute).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ContractError(
      'SOURCE_UNREADABLE',
      place,
      `the file cannot be read (${code})`,
      'Name a file that can be read',
    );
  });
  return { kind: 'text', text: textOf(bytes, place), place };
}
