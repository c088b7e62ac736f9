import { parse } from 'dotenv';
import { ContractError } from './errors.js';

/** A setting whose value stands there as JSON. No name of a setting has a dot, so that it can be no setting itself. */
const AS_JSON = /^((?:SANDBOX|PRODUCTION)_\w+)\.json$/;

/**
 * Settings by name, as `.env` holds them. `NAME.json` gives NAME the text that is written there as JSON: so any value
 * can be written, also one with line ends, with all three quotes and `#`.
 *
 * @throws ContractError SETTING_INVALID for a NAME.json that holds no text as JSON, or stands beside another NAME
 */
export function readEnv(text: string): Record<string, string> {
  const written = Object.entries(parse(text));
  const values = Object.fromEntries(written.filter(([key]) => !AS_JSON.test(key)));
  for (const [key, json] of written) {
    const name = AS_JSON.exec(key)?.[1];
    if (name === undefined) continue;
    const other = values[name];
    const value = textIn(key, json);
    if (other && other !== value) {
      throw invalid(
        `${name}, ${key}`,
        'both are given, with different values',
        'Delete the one that is not meant',
      );
    }
    values[name] = value;
  }
  return values;
}

/** The line of `.env` that gives a setting its value; no other line may end what it opens. */
export function envLine(name: string, value: string): string {
  if (/^[\w./:@{}+=~-]*$/.test(value)) return `${name}=${value}\n`;
  // Line ends of other systems are read as \n, and behind a backslash no quote ends. Invisible characters, an editor changes.
  if (!/'|\\$|[^\P{C}\n]/u.test(value)) return `${name}='${value}'\n`;
  const json = JSON.stringify(value).replace(/'|[^\P{C}\n]/gu, escaped);
  return `${name}.json='${json}'\n`;
}

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');

function textIn(key: string, json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'string') return value;
  } catch {
    // The same as any other JSON than a text.
  }
  throw invalid(key, 'it holds no text as JSON', `Write it like ${key}='"the value"'`);
}

const invalid = (name: string, fact: string, fix: string): ContractError =>
  new ContractError('SETTING_INVALID', `${name} (.env)`, fact, fix);
