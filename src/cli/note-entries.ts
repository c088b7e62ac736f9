import { ended } from '../contract/errors.js';
import { oneLine } from '../contract/visible.js';
import type { ImportNote } from '../import/taken.js';

/** Places of a note that its line names. */
const PLACES = 3;

/** An entry for each fact: what is the case at several places is said once, with the first of them, or with all below. */
export function noteEntries(notes: readonly ImportNote[], all: boolean): string[] {
  const places = new Map<string, Set<string>>();
  for (const { place, fact, fix } of notes) {
    const said = fix === undefined ? `${fact}.` : `${fact}. ${ended(fix)}`;
    const known = places.get(said);
    if (known) known.add(place);
    else places.set(said, new Set([place]));
  }
  return [...places].map(([said, at]) => entry([...at], said, all));
}

function entry(places: readonly string[], said: string, all: boolean): string {
  const more = places.length - PLACES;
  const named = places.slice(0, PLACES).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const line = `  ${oneLine(`${named}: ${said}`)}`;
  const below = all && more > 0 ? places : [];
  return [line, ...below.map((place) => `    ${oneLine(place)}`)].join('\n');
}
