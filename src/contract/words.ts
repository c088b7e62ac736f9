import type { Role } from './model.js';

const VERBS: Readonly<Record<Role, readonly string[]>> = {
  create: ['create', 'add', 'new', 'register', 'insert', 'make', 'issue', 'upload'],
  read: [
    'read',
    'get',
    'retrieve',
    'show',
    'fetch',
    'view',
    'find',
    'lookup',
    'details',
    'detail',
    'poll',
    'inspect',
    'describe',
    'status',
  ],
  list: ['list', 'search', 'query', 'browse', 'index', 'all'],
  update: ['update', 'edit', 'modify', 'change', 'patch', 'replace', 'rename', 'amend', 'alter', 'revise'],
  delete: [
    'delete',
    'remove',
    'destroy',
    'erase',
    'purge',
    'revoke',
    'drop',
    'burn',
    'discard',
    'wipe',
    'forget',
    'unregister',
  ],
};
const ROLE_OF = new Map<string, Role>();
for (const role of ['create', 'read', 'list', 'update', 'delete'] as const) {
  for (const verb of VERBS[role]) ROLE_OF.set(verb, role);
}

/** Lower-case words of a name or path segment: `createCustomer`, `create_customer`, `Create a customer`. */
export function wordsOf(text: string): string[] {
  const spaced = text.replace(/([a-z\d])([A-Z])/g, '$1 $2');
  return spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The role that the first telling word gives; a reading of all, or of things in the plural, is a list. */
export function roleOfWords(words: readonly string[]): Role | undefined {
  const at = words.findIndex((word) => ROLE_OF.has(word));
  const role = ROLE_OF.get(words[at] ?? '');
  if (role !== 'read') return role;
  const rest = words.slice(at + 1);
  if (rest.some((word) => word === 'all' || word === 'list' || word === 'every')) return 'list';
  const object = rest.find((word) => !['a', 'an', 'the', 'one', 'single', 'my'].includes(word));
  return object !== undefined && plural(object) && !rest.includes('by') ? 'list' : 'read';
}

/** Plurals that do not end in s. */
const IRREGULAR = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
]);

export function plural(word: string): boolean {
  return IRREGULAR.has(word) || (/(?<![su])s$/.test(word) && word.length > 3);
}

/** A name without what separates its words: `customer_id` and `customerId` are one. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export function singular(word: string): string {
  return IRREGULAR.get(word) ?? (plural(word) ? word.slice(0, -1) : word);
}
