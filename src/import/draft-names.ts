import type { Operation } from '../contract/model.js';
import { wordsOf } from '../contract/words.js';

/** File of the schema of an operation's request, or of its answer with a status. */
export type DraftName = (operation: string, what: 'request' | number) => string;

const LONGEST = 40;
const DEEPEST = 5;
/** Names that Windows keeps for devices, whatever the extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Names of schema files, relative to the folder of schemas: `customers/create-a-customer.201.schema.json`. Every
 * operation has its own, on a disk that ignores case too, whichever schemas are drafted. Names are of bounded length:
 * long words are cut, and of folders that are nested deeply the middle ones are left out.
 */
export function draftNames(operations: readonly Pick<Operation, 'name' | 'folders'>[]): DraftName {
  const stems = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name, folders } of operations) {
    const wanted = [...outer(folders), ownName(name, folders)].map(slug).join('/');
    let stem = wanted;
    for (let count = 2; taken.has(folded(stem)); count++) stem = `${wanted}-${count}`;
    taken.add(folded(stem));
    stems.set(name, stem);
  }
  return (operation, what) => `${stems.get(operation) ?? slug(operation)}.${what}.schema.json`;
}

function outer(folders: readonly string[]): string[] {
  return folders.length <= DEEPEST ? [...folders] : [...folders.slice(0, DEEPEST - 1), ...folders.slice(-1)];
}

function ownName(name: string, folders: readonly string[]): string {
  return name.slice([...folders, ''].join(' / ').length);
}

function slug(name: string): string {
  const written = [...wordsOf(name.normalize('NFKC')).join('-')].slice(0, LONGEST).join('').replace(/-$/, '');
  if (written === '') return 'unnamed';
  return DEVICE.test(written) ? `${written}-` : written;
}

/** What a disk that ignores case takes for one name. */
function folded(name: string): string {
  return name.toUpperCase().toLowerCase().normalize('NFKC');
}
