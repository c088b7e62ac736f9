import type { Script } from '../../contract/model.js';
import { splitScript } from '../../contract/script-text.js';
import type { Notes } from '../notes.js';

const CALL =
  /\b(?:pm\s*\.\s*globals\s*\.\s*(get|set)|postman\s*\.\s*(get|set)GlobalVariable)\s*\(\s*"(\d+)"/g;

/** Globals that scripts read and none sets: a run begins without globals, whatever an export of them holds. */
export function noteGlobals(scripts: readonly Script[], found: Notes): void {
  const set = new Set<string>();
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
      `its script reads the global \`${name}\`, which no script sets: exported globals become variables of the environments, so it gets nothing`,
      `Read it by pm.variables.get("${name}"), and give it a value in the environment`,
    );
  }
}
