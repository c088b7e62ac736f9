import type { Script } from '../../contract/model.js';
import { splitScript } from '../../contract/script-text.js';
import type { Notes } from '../notes.js';
import { type Lack, lacksOf } from './calls.js';
import { syntaxLack } from './syntax.js';

/** What scripts ask for beyond newman's runtime, at the place where each script stands. */
export function noteScriptLimits(scripts: Iterable<Script>, found: Notes): void {
  const known = new Map<string, readonly Lack[]>();
  const told = new Set<string>();
  for (const { source, owner } of scripts) {
    const lacks = known.get(source) ?? lacksOfSource(source);
    known.set(source, lacks);
    for (const { fact, fix } of lacks) {
      const key = JSON.stringify([owner, fact]);
      if (!told.has(key)) found.note('lost', owner, fact, fix);
      told.add(key);
    }
  }
}

function lacksOfSource(source: string): Lack[] {
  const syntax = syntaxLack(source);
  return [...(syntax ? [syntax] : []), ...lacksOf(splitScript(source))];
}
