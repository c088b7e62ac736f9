import type { Script } from '../../contract/model.js';
import { splitScript } from '../../contract/script-text.js';
import type { Notes } from '../notes.js';
import type { EnvironmentExport } from '../taken.js';

const CALL =
  /\b(?:pm\s*\.\s*globals\s*\.\s*(get|set)|postman\s*\.\s*(get|set)GlobalVariable)\s*\(\s*"(\d+)"/g;

/** Globals that scripts read, none sets, and no export holds. */
export function noteGlobals(
  scripts: readonly Script[],
  exports: readonly EnvironmentExport[],
  found: Notes,
): void {
  const exported = exports.filter(({ scope }) => scope === 'globals').flatMap(({ values }) => values);
  const set = new Set(exported.map(({ key }) => key));
  const reads = new Map<string, { readonly owner: string; readonly name: string }>();
  for (const { source, owner } of scripts) {
    if (!/global/i.test(source)) continue;
    const { code, literals } = splitScript(source);
    for (const [, call, legacy, index] of code.matchAll(CALL)) {
      const name = literals[Number(index)] ?? '';
      if ((call ?? legacy) === 'set') set.add(name);
      else reads.set(`${owner}\n${name}`, { owner, name });
    }
  }
  for (const { owner, name } of reads.values()) {
    if (set.has(name)) continue;
    found.note(
      'lost',
      owner,
      `its script reads the global \`${name}\`, which no script sets and no exported globals hold: it gets nothing`,
      'Export the globals from Postman, and name their file with --environment',
    );
  }
}
