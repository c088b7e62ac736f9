import { envLine, readEnv } from '../../contract/env-text.js';
import { ContractError } from '../../contract/errors.js';

export interface EnvSetting {
  readonly name: string;
  readonly value: string;
}

/** The text of `.env` with what was added to it. */
export interface EnvDraft {
  readonly text: string;
  /** Names that stand there with another value, which stays. */
  readonly kept: readonly string[];
}

const HEAD =
  '# Written by `contract-suite import`. Secrets: readable by its owner only, never to be committed.\n';

/**
 * Adds the settings that `.env` lacks at its end, also those to be filled in; every line that is there stays as it is.
 *
 * @throws ContractError SETTING_INVALID, or IMPORT_UNWRITABLE where a value would not be read back as it is
 */
export function envDraft(there: string | undefined, settings: readonly EnvSetting[]): EnvDraft {
  const values = readEnv(there ?? '');
  const added = settings.filter(
    ({ name, value }) => values[name] === undefined || (!values[name] && value !== ''),
  );
  const kept = settings.filter(({ name, value }) => value !== '' && values[name] && values[name] !== value);
  const lines = added.map(({ name, value }) => envLine(name, value)).join('');
  const start = there ?? (added.length > 0 ? HEAD : '');
  const text = start + (start !== '' && !start.endsWith('\n') && lines !== '' ? '\n' : '') + lines;
  mustReadBack(text, { ...values, ...Object.fromEntries(added.map(({ name, value }) => [name, value])) });
  return { text, kept: kept.map(({ name }) => name) };
}

/** A quote that nothing closes swallows what is written behind it. */
function mustReadBack(text: string, wanted: Readonly<Record<string, string>>): void {
  const read = readEnv(text);
  const other = Object.keys(wanted).filter((name) => read[name] !== wanted[name]);
  if (other.length === 0) return;
  throw new ContractError(
    'IMPORT_UNWRITABLE',
    `.env: ${other.join(', ')}`,
    'behind the lines that are there, this would be read back as another value',
    'Close the quotation mark that is open in .env, or set the file aside, and import again',
  );
}
