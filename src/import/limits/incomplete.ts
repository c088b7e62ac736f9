import { pathSegments } from '../../contract/items.js';
import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import type { Holder } from '../holders.js';
import type { Notes } from '../notes.js';
import type { Limited } from './request-limits.js';

/** What folders and requests lack, or hold in vain, whichever format they came in. */
export function noteIncomplete(folders: readonly Holder[], requests: readonly Limited[], found: Notes): void {
  for (const { place, holder } of folders) {
    noteName(place, holder, found);
    if (objectsOf(own(holder, 'variable')).length === 0) continue;
    found.note('advice', place, 'the folder has variables, which neither Postman nor newman fills in');
  }
  for (const { name, item, request } of requests) {
    noteName(name, item, found);
    noteUrl(name, request, found);
  }
}

function noteName(place: string, holder: JsonObject, found: Notes): void {
  if (scalarText(own(holder, 'name'))?.trim()) return;
  found.note('advice', place, 'it has no name', 'Name it in Postman, so that reports can');
}

function noteUrl(place: string, request: JsonObject, found: Notes): void {
  const url = own(request, 'url');
  const parts = isObject(url) ? ['raw', 'host', 'path'].map((key) => own(url, key)) : [url];
  if (!parts.some((part) => part !== undefined && part !== null && part.toString() !== '')) {
    found.note('advice', place, 'it has no URL, so it cannot be sent as it is', 'Give it a URL in Postman');
  }
  const filled = filledIn(isObject(url) ? own(url, 'variable') : undefined);
  for (const segment of pathSegments(request)) {
    const name = segment.slice(1);
    if (!segment.startsWith(':') || name === '' || filled.has(name)) continue;
    const fact = `the path has :${name}, and nothing fills it in`;
    found.note('advice', place, fact, `Give the path variable ${name} a value in Postman`);
  }
}

/** Path variables with a value: of one without, newman sends the name, as it stands in the path. */
function filledIn(variables: Json | undefined): Set<string | undefined> {
  const valued = objectsOf(variables).filter((variable) => scalarText(own(variable, 'value')));
  return new Set(
    valued.map((variable) => scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id'))),
  );
}
