import { randomBytes } from 'node:crypto';
import type { OtherApi } from '../other-api/api.js';
import { itemOf } from './item.js';

interface Note {
  readonly noteKey: string;
  readonly text: string;
  readonly mood: string;
  readonly tags: readonly string[];
  readonly detail: { readonly pages: number };
  readonly changedAt: string;
}

const LATER = 300;

/** A way in which the notes are wrong; see `Wrong` in each place where it is asked for. */
export type Wrong =
  | 'same key twice'
  | 'reads the first'
  | 'forgets the detail'
  | 'changes the mood with the text'
  | 'update is not kept'
  | 'lists without the newest'
  | 'deleted is still read'
  | 'deleted is still listed'
  | 'deletes all'
  | 'repeats an item'
  | 'skips an item'
  | 'pages without end'
  | 'ignores the limit'
  | 'total of the page'
  | 'takes any cursor'
  | 'ignores the filter'
  | 'shares a store'
  /** That is allowed. */
  | 'lists what is made or removed a little later';

/**
 * Notes, in an API of its own: verbs in camel case, keys of letters, lists by `from` and `nextFrom`. It checks no
 * credentials: only rules about resources are tried on it.
 */
export function notes(wrong?: Wrong): NonNullable<OtherApi['instead']> {
  const stores = { sandbox: new Map<string, Note>(), production: new Map<string, Note>() };
  return (call) => {
    const verb = /\/notes\/(\w+)$/.exec(call.path)?.[1];
    if (!verb) return false;
    const store = stores[wrong === 'shares a store' ? 'sandbox' : call.environment];
    const json = JSON.parse(call.body) as Record<string, unknown>;
    const answer = VERBS[verb]?.(json, store, wrong) ?? refused(404, 'unknown_verb');
    call.send(answer.status, answer.body);
    return true;
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}
type Verb = (json: Record<string, unknown>, store: Map<string, Note>, wrong: Wrong | undefined) => Answer;

const refused = (status: number, code: string): Answer => ({
  status,
  body: { error_code: code, error_type: 'notes' },
});
const deleted: Note[] = [];
/** What the lists show yet where they lag behind. */
let shownLate: readonly Note[] = [];

const VERBS: Readonly<Record<string, Verb>> = {
  writeNote: (json, store, wrong) => {
    const note: Note = {
      noteKey:
        wrong === 'same key twice'
          ? 'nk-constant'
          : `nk-${randomBytes(8).toString('hex').replaceAll('0', 'a')}`,
      text: String(json['text']),
      mood: String(json['mood'] ?? 'calm'),
      tags: (json['tags'] as string[]) ?? [],
      detail: wrong === 'forgets the detail' ? { pages: 0 } : (json['detail'] as { pages: number }),
      changedAt: new Date().toISOString(),
    };
    store.set(note.noteKey, note);
    return { status: 201, body: { noteKey: note.noteKey } };
  },
  showNote: (json, store, wrong) => {
    const found = wrong === 'reads the first' ? [...store.values()][0] : store.get(String(json['noteKey']));
    const gone =
      wrong === 'deleted is still read' && deleted.find(({ noteKey }) => noteKey === json['noteKey']);
    const note = found ?? (gone || undefined);
    return note ? { status: 200, body: { note } } : refused(404, 'no_note');
  },
  changeNote: (json, store, wrong) => {
    const note = store.get(String(json['noteKey']));
    if (!note) return refused(404, 'no_note');
    const text = wrong === 'update is not kept' ? note.text : String(json['text']);
    const mood = wrong === 'changes the mood with the text' ? 'calm' : note.mood;
    store.set(note.noteKey, { ...note, text, mood, changedAt: new Date().toISOString() });
    return { status: 200, body: { ok: true } };
  },
  removeNote: (json, store, wrong) => {
    const note = store.get(String(json['noteKey']));
    if (!note) return refused(404, 'no_note');
    deleted.push(note);
    if (wrong === 'deletes all') store.clear();
    if (wrong !== 'deleted is still listed') store.delete(note.noteKey);
    return { status: 200, body: { ok: true } };
  },
  listNotes: (json, store, wrong) => list(json, [...store.values()], wrong),
};

function list(json: Record<string, unknown>, stored: readonly Note[], wrong: Wrong | undefined): Answer {
  const mood = wrong === 'ignores the filter' ? undefined : json['mood'];
  setTimeout(() => {
    shownLate = stored;
  }, LATER);
  const late = wrong === 'lists what is made or removed a little later';
  const shown = late ? shownLate : wrong === 'lists without the newest' ? stored.slice(0, -1) : stored;
  const all = shown.filter((note) => mood === undefined || note.mood === mood);
  const size = wrong === 'ignores the limit' ? 50 : Number(json['pageSize'] ?? 10);
  const from =
    json['from'] === undefined ? 0 : Number(/^pos-(\d+)$/.exec(String(json['from']))?.[1] ?? Number.NaN);
  if (Number.isNaN(from) && wrong !== 'takes any cursor') return refused(400, 'bad_from');
  const start = Number.isNaN(from) ? 0 : from;
  const shift = start === 0 ? 0 : wrong === 'repeats an item' ? -1 : wrong === 'skips an item' ? 1 : 0;
  const page = all.slice(Math.max(0, start + shift), start + shift + size);
  const more = start + size < all.length || wrong === 'pages without end';
  return {
    status: 200,
    body: {
      notes: page,
      ...(more && { nextFrom: `pos-${start + size}` }),
      totalNotes: wrong === 'total of the page' ? page.length : all.length,
    },
  };
}

const NOTE = {
  noteKey: 'nk-1',
  text: 'Hello',
  mood: 'calm',
  tags: ['a'],
  detail: { pages: 3 },
  changedAt: '2026-01-01T00:00:00Z',
};

/** The collection of the notes, with a saved request of the list that shows how its pages are turned. */
export const NOTES = {
  info: { name: 'Notes', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'noteKey', value: '' }],
  item: [
    itemOf(
      'notes',
      'Write a note',
      'writeNote',
      { text: 'Hello {{$guid}}', mood: 'bright', tags: ['x', 'y'], detail: { pages: 7 } },
      201,
      { noteKey: 'nk-1' },
      ["pm.collectionVariables.set('noteKey', pm.response.json().noteKey);"],
    ),
    itemOf('notes', 'Show a note', 'showNote', { noteKey: '{{noteKey}}' }, 200, { note: NOTE }),
    itemOf('notes', 'Change a note', 'changeNote', { noteKey: '{{noteKey}}', text: 'Other {{$guid}}' }, 200, {
      ok: true,
    }),
    itemOf('notes', 'List notes', 'listNotes', { pageSize: 5, from: 'pos-0', mood: 'calm' }, 200, {
      notes: [NOTE],
      nextFrom: 'pos-5',
      totalNotes: 9,
    }),
    itemOf('notes', 'Remove a note', 'removeNote', { noteKey: '{{noteKey}}' }, 200, { ok: true }),
  ],
};

/** What the listing may be asked for. */
export const LIST_SCHEMA = JSON.stringify({
  'x-contract': { operation: 'List notes', request: true },
  type: 'object',
  properties: {
    pageSize: { type: 'integer', minimum: 1, maximum: 50 },
    from: { type: 'string' },
    mood: { enum: ['calm', 'bright'] },
  },
});
export const WRITE_SCHEMA = JSON.stringify({
  'x-contract': { operation: 'Write a note', request: true },
  type: 'object',
  properties: { text: { type: 'string' }, mood: { enum: ['calm', 'bright'] } },
});
