import { isObject, type Json, objectsOf, own } from '../../contract/json.js';
import type { Holder } from '../holders.js';
import type { Notes } from '../notes.js';
import type { Limited } from './request-limits.js';

/** Parts that are turned off stay in the collection and are not sent: one note says how many. */
export function noteDisabled(folders: readonly Holder[], requests: readonly Limited[], found: Notes): void {
  const counts = new Map<string, number>();
  const add = (what: string, list: Json | undefined): void => {
    const off = objectsOf(list).filter((part) => own(part, 'disabled') === true).length;
    if (off > 0) counts.set(what, (counts.get(what) ?? 0) + off);
  };
  for (const { item, request } of requests) {
    const url = own(request, 'url');
    const body = own(request, 'body');
    add('script', own(item, 'event'));
    add('header', own(request, 'header'));
    if (isObject(url)) add('query parameter', own(url, 'query'));
    if (isObject(body)) {
      add('body', [body]);
      for (const mode of ['urlencoded', 'formdata']) {
        if (own(body, 'mode') === mode) add('form field', own(body, mode));
      }
    }
  }
  for (const { holder } of folders) {
    add('script', own(holder, 'event'));
    add('variable', own(holder, 'variable'));
  }
  if (counts.size === 0) return;
  const told = [...counts].map(([what, count]) => (count === 1 ? `1 ${what}` : `${count} ${plural(what)}`));
  found.note('advice', 'collection', `turned off in Postman, and kept so: ${told.join(', ')}`);
}

const plural = (what: string): string => (what === 'body' ? 'bodies' : `${what}s`);
