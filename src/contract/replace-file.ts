import { constants } from 'node:fs';
import { access, chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { ContractError } from './errors.js';

/**
 * Puts another text in the place of a file, in one step: whatever happens, the old one is there or the new one. What
 * was written into it meanwhile stays.
 *
 * @param before the bytes that the new text was made of; undefined where there was no file
 * @param place of the file, as errors name it
 * @throws ContractError CONFIG_UNWRITABLE
 */
export async function replaceFile(
  file: string,
  place: string,
  before: Buffer | undefined,
  text: string,
): Promise<void> {
  try {
    // A link stays one.
    const real = await realpath(file).catch(() => file);
    const draft = `${real}.${process.pid}.tmp`;
    try {
      const mode = before && (await stat(real)).mode & 0o777;
      if (before) await access(real, constants.W_OK);
      await writeFile(draft, text, { flag: 'wx' });
      if (mode !== undefined) await chmod(draft, mode);
      const now = await readFile(real).catch(() => undefined);
      if (before ? !now?.equals(before) : now) throw changedMeanwhile(place);
      await rename(draft, real);
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    if (error instanceof ContractError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ContractError(
      'CONFIG_UNWRITABLE',
      place,
      `it cannot be written (${why}); nothing was changed`,
      'Make the file and its folder writable',
    );
  }
}

export const changedMeanwhile = (place: string): ContractError =>
  new ContractError(
    'CONFIG_UNWRITABLE',
    place,
    'somebody changed it in this moment; their change stays, and nothing was written',
    'Run the command again',
  );
