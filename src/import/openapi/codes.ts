import { CAUSES, type Cause } from '../../contract/model.js';
import { causeInWords } from '../cause-words.js';
import type { CodeDraft } from '../taken.js';
import { codesInExtensions } from './codes-in-extensions.js';
import { codesInResponses } from './codes-in-responses.js';
import type { Documents } from './documents.js';
import type { Matched } from './match.js';
import type { Notes } from './notes.js';
import type { SaidCode } from './said-code.js';

const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * The error codes (`D4`) that a document gives together with a type and a status. A code whose type or status it does
 * not say, or says in two ways, is told and left out.
 */
export function codesOf(matched: readonly Matched[], documents: Documents, notes: Notes): CodeDraft[] {
  const said = [...codesInResponses(matched, documents), ...codesInExtensions(matched, documents)];
  const byCode = new Map<string, SaidCode[]>();
  for (const one of said)
    byCode.set(one.code.toLowerCase(), [...(byCode.get(one.code.toLowerCase()) ?? []), one]);
  return [...byCode.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const types = new Set(all.flatMap(({ type }) => type ?? []));
    const statuses = [...new Set(all.flatMap((one) => one.statuses))].sort((a, b) => a - b);
    const [type] = types;
    const flaw =
      (type === undefined && 'does not say its error_type') ||
      (types.size > 1 && `gives it several error_types (${[...types].join(', ')})`) ||
      (new Set(all.map(({ code }) => code)).size > 1 && 'writes it in upper and in lower case') ||
      (statuses.length === 0 && 'does not say with which status it comes');
    if (flaw || type === undefined) {
      notes.add({
        fate: 'lost',
        place: first.place,
        fact: `the document names the error_code ${first.code}, but ${flaw}`,
      });
      return [];
    }
    return [{ code: first.code, type, statuses, causes: causesOf(all, statuses) }];
  });
}

/** By its name, else by what is written beside it. */
function causesOf(said: readonly SaidCode[], statuses: readonly number[]): Cause[] {
  const found = (texts: readonly string[]): Cause[] => {
    const causes = new Set(
      texts.flatMap((text) => statuses.map((status) => causeInWords(text, status, NO_FIELDS))),
    );
    return CAUSES.filter((cause) => causes.has(cause));
  };
  const named = found(said.map(({ code }) => code));
  return named.length > 0 ? named : found(said.flatMap(({ texts }) => texts));
}
