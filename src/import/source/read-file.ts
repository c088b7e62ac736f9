import { readFile, stat } from 'node:fs/promises';
import { ContractError } from '../../contract/errors.js';
import { CAP, megabytes, textOf } from './bytes.js';
import type { TextSource } from './source.js';

/** @throws ContractError SOURCE_UNREADABLE */
export async function readFileSource(absolute: string, place: string, cap = CAP): Promise<TextSource> {
  const bytes = await bytesOf(absolute, place, cap).catch((error: unknown) => {
    if (error instanceof ContractError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const fact = FACTS[code] ?? `the file cannot be read (${code})`;
    throw new ContractError('SOURCE_UNREADABLE', place, fact, 'Name a file that can be read');
  });
  return { kind: 'text', text: textOf(bytes, place), place };
}

const FACTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory, no file',
};

async function bytesOf(absolute: string, place: string, cap: number): Promise<Buffer> {
  const { size } = await stat(absolute);
  if (size <= cap) return readFile(absolute);
  const fact = `the file has ${megabytes(size)}, more than the ${megabytes(cap)} that are read`;
  throw new ContractError('SOURCE_UNREADABLE', place, fact, 'Split the collection, or leave examples out');
}
