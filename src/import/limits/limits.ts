import { scriptsOf } from '../../contract/items.js';
import type { JsonObject } from '../../contract/json.js';
import { namedRequests } from '../../contract/operations.js';
import { foldersOf } from '../holders.js';
import { Notes } from '../notes.js';
import type { EnvironmentExport, ImportNote } from '../taken.js';
import { noteSettings } from './connection.js';
import { noteDisabled } from './disabled.js';
import { noteGlobals } from './globals.js';
import { noteIncomplete } from './incomplete.js';
import { noteRequestLimits } from './request-limits.js';
import { noteScriptLimits } from './script-limits.js';

/** What is kept, and yet will not run as it does in Postman: told for each operation. Nothing is run for that. */
export function limitNotes(collection: JsonObject, exports: readonly EnvironmentExport[] = []): ImportNote[] {
  const found = new Notes();
  const requests = namedRequests(collection);
  const folders = [...foldersOf(collection)];
  const holders = [...folders, ...requests.map(({ name, item }) => ({ place: name, holder: item }))];
  const scripts = holders.flatMap(({ place, holder }) => scriptsOf(holder, place));
  noteScriptLimits(scripts, found);
  noteGlobals(scripts, exports, found);
  for (const { place, holder } of holders) noteSettings(place, holder, found);
  for (const request of requests) noteRequestLimits(request, found);
  noteDisabled(folders, requests, found);
  noteIncomplete(folders.slice(1), requests, found);
  return found.notes;
}
