import { ended } from '../contract/errors.js';
import type { ImportNote } from '../import/taken.js';
import { oneLine } from '../report/text.js';

/** A line for each fact: what is the case at several places is said once, with the first of them. */
export function noteLines(notes: readonly ImportNote[], most: number): string[] {
  const places = new Map<string, Set<string>>();
  for (const { place, fact, fix } of notes) {
    const said = fix === undefined ? `${fact}.` : `${fact}. ${ended(fix)}`;
    const known = places.get(said);
    if (known) known.add(place);
    else places.set(said, new Set([place]));
  }
  return [...places].map(([said, at]) => `  ${oneLine(`${named([...at], most)}: ${said}`)}`);
}

function named(places: readonly string[], most: number): string {
  const more = places.length - most;
  return places.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
