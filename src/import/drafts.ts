import { isObject, type JsonObject } from '../contract/json.js';
import { jsonText } from './json-text.js';
import type { CodeDraft, DocumentedCodes, SchemaDraft } from './taken.js';

/** Where the drafted schemas and the catalogue lie, relative to the workspace. */
const FOLDER = 'schemas';

/** Texts of schema files by file, relative to the workspace; of two for the same thing the earlier list's counts. */
export function schemaTexts(...lists: readonly (readonly SchemaDraft[])[]): Map<string, string> {
  const texts = new Map<string, string>();
  const bound = new Set<string>();
  for (const list of lists) {
    // One list may hold several for an answer, each of another media type.
    const drafts = list.map((draft) => ({ ...draft, binding: bindingOf(draft.schema) ?? draft.file }));
    for (const { file, schema, binding } of drafts) {
      if (!bound.has(binding) && !texts.has(`${FOLDER}/${file}`))
        texts.set(`${FOLDER}/${file}`, jsonText(schema));
    }
    for (const { binding } of drafts) bound.add(binding);
  }
  return texts;
}

/** What a schema describes, as a text. */
function bindingOf({ 'x-contract': said }: JsonObject): string | undefined {
  if (!isObject(said)) return undefined;
  return JSON.stringify([
    said['operation'],
    said['request'],
    said['response'],
    said['headers'],
    said['error'],
  ]);
}

/**
 * The error catalogue; undefined where no code was found.
 *
 * @param documented codes of a document: they are promised
 * @param shown codes of saved examples: there may be more
 */
export function catalogText(documented: DocumentedCodes, shown: readonly CodeDraft[]): string | undefined {
  const known = new Set(documented.codes.map(({ code }) => code.toLowerCase()));
  const others = shown.filter(({ code }) => !known.has(code.toLowerCase()));
  const codes = [...documented.codes, ...others];
  if (codes.length === 0) return undefined;
  const catalog = {
    complete: documented.complete && others.length === 0,
    codes: Object.fromEntries(
      codes.map(({ code, type, statuses, causes }) => [
        code,
        {
          ...(type !== undefined && { type }),
          ...(statuses.length > 0 && { statuses }),
          ...(causes.length > 0 && { causes }),
        },
      ]),
    ),
  };
  return jsonText(catalog);
}

export const CATALOG_FILE = `${FOLDER}/error-catalog.json`;
