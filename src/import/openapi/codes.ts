import { CAUSES, type Cause } from '../../contract/model.js';
import { causeInWords } from '../cause-words.js';
import type { CodeDraft, DocumentedCodes } from '../taken.js';
import { codesInExtensions, listsCodes } from './codes-in-extensions.js';
import { codesInResponses, listsCodesOf } from './codes-in-responses.js';
import type { Documents } from './documents.js';
import type { Matched } from './match.js';
import type { Notes } from './notes.js';
import { responsesOf } from './responses.js';
import type { SaidCode } from './said-code.js';

const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * The error codes (`D4`) that a document names. What it does not say of one, or says in two ways, is told and not known.
 * They are all that there are where each error answer lists its codes, or the document as a whole does.
 */
export function codesOf(matched: readonly Matched[], documents: Documents, notes: Notes): DocumentedCodes {
  const said = [...codesInResponses(matched, documents), ...codesInExtensions(matched, documents)];
  const byCode = new Map<string, SaidCode[]>();
  for (const one of said)
    byCode.set(one.code.toLowerCase(), [...(byCode.get(one.code.toLowerCase()) ?? []), one]);
  const codes = [...byCode.values()].flatMap((all): CodeDraft[] => {
    const [first] = all;
    if (!first) return [];
    const types = new Set(all.flatMap(({ type }) => type ?? []));
    const statuses = [...new Set(all.flatMap((one) => one.statuses))].sort((a, b) => a - b);
    const [type] = types;
    const flaws = [
      type === undefined && 'does not say its error_type',
      types.size > 1 && `gives it several error_types (${[...types].join(', ')})`,
      new Set(all.map(({ code }) => code)).size > 1 && 'writes it in upper and in lower case',
      statuses.length === 0 && 'does not say with which status it comes',
    ];
    for (const flaw of flaws) {
      const fact = `the document names the error_code ${first.code}, but ${flaw}`;
      if (flaw !== false) notes.add({ fate: 'lost', place: first.place, fact });
    }
    const known = types.size === 1 && type !== undefined;
    return [{ code: first.code, ...(known && { type }), statuses, causes: causesOf(all, statuses) }];
  });
  return { codes, complete: listsAllCodes(matched, documents) };
}

/** Whether a document names each code that an answer may have. */
function listsAllCodes(matched: readonly Matched[], documents: Documents): boolean {
  if (listsCodes(documents.start)) return true;
  const answers = matched.flatMap(({ endpoint }) => {
    const { errors, ranges } = responsesOf(endpoint, documents);
    return [...errors, ...ranges].map(({ response }) => response);
  });
  return (
    answers.length > 0 &&
    answers.every((response) => listsCodes(response) || listsCodesOf(response, documents))
  );
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
