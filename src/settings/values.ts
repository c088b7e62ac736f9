import path from 'node:path';
import { FileFault, LARGEST_SETTINGS, readBounded } from '../contract/bounded-file.js';
import { readEnv } from '../contract/env-text.js';
import { ContractError } from '../contract/errors.js';
import { NO_UTF8, utf8 } from '../contract/files.js';

/** A setting's value, and where it was found, as error messages name it. */
export interface Value {
  readonly text: string;
  /** `the environment` or `.env`. */
  readonly source: string;
}

/** Settings by name, from the process environment before `.env`. */
export class Values {
  constructor(
    readonly environment: Readonly<Record<string, string | undefined>>,
    readonly file: Readonly<Record<string, string>> = {},
  ) {}

  /** The value of a setting, without outer blanks, which none of them holds; an empty one counts as none, so that a job that lost its secret is told so. */
  get(name: string): Value | undefined {
    const told = this.environment[name]?.trim();
    if (told) return { text: told, source: 'the environment' };
    const written = this.file[name]?.trim();
    return written ? { text: written, source: '.env' } : undefined;
  }

  /**
   * The value of a secret, outer blanks included. Of one from the environment, line ends at its end are left out:
   * there a job's settings add them; `.env` holds the value as it is.
   */
  secret(name: string): Value | undefined {
    const told = this.environment[name];
    if (told?.trim()) return { text: withoutLineEnds(told), source: 'the environment' };
    const written = this.file[name];
    return written ? { text: written, source: '.env' } : undefined;
  }

  /** Whether `.env` asks for a value: its name stands there, with nothing behind it. */
  asksFor(name: string): boolean {
    return this.get(name) === undefined && this.file[name] !== undefined;
  }
}

/**
 * Reads `.env` of the workspace, where there is one, without touching the process environment.
 *
 * @throws ContractError SETTING_INVALID where `.env` is there and cannot be read, or is no UTF-8
 */
export async function readValues(
  workspace: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Values> {
  const file = path.join(workspace, '.env');
  const bytes = await readBounded(file, LARGEST_SETTINGS).catch((error: unknown) => {
    if (!(error instanceof FileFault)) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw invalid(error.fact, 'Make it a readable text file');
  });
  if (!bytes) return new Values(environment);
  const text = utf8(bytes);
  if (text === undefined) throw invalid(NO_UTF8, 'Save it as UTF-8');
  return new Values(environment, readEnv(text));
}

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && /[\r\n]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const invalid = (fact: string, fix: string): ContractError =>
  new ContractError('SETTING_INVALID', '.env', fact, fix);
