import { parse } from 'dotenv';

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

/** Adds the settings that `.env` lacks at its end, also those to be filled in; every line that is there stays as it is. */
export function envDraft(there: string | undefined, settings: readonly EnvSetting[]): EnvDraft {
  const values = parse(there ?? '');
  const added = settings.filter(
    ({ name, value }) => values[name] === undefined || (!values[name] && value !== ''),
  );
  const kept = settings.filter(({ name, value }) => values[name] && values[name] !== value);
  const lines = added.map(({ name, value }) => `${name}=${quoted(value)}\n`).join('');
  const start = there ?? (added.length > 0 ? HEAD : '');
  const text = start + (start !== '' && !start.endsWith('\n') && lines !== '' ? '\n' : '') + lines;
  return { text, kept: kept.map(({ name }) => name) };
}

/** The value as the file's syntax needs it: in the first quotes that it does not hold itself. */
function quoted(value: string): string {
  if (/^[\w./:@{}+=~-]*$/.test(value)) return value;
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark)) ?? "'";
  return `${quote}${value}${quote}`;
}
