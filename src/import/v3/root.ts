import { ContractError } from '../../contract/errors.js';
import { type Directory, filesOf, resourcesOf } from './tree.js';

/** Where the collection is in a directory, and the directory of environments and globals around it, if any. */
export interface Root {
  readonly collection: Directory;
  readonly around?: Directory;
}

/**
 * The directory itself, where requests or a definition stand in it; else the only one in a
 * `postman/collections/`, however deep that is; else the directory with all its folders.
 *
 * @param parent name of the directory above
 * @throws ContractError where there is none, or several
 */
export function rootIn(named: Directory, parent: string): Root {
  if (isCollection(named)) return { collection: named };
  const found = [...collectionsIn(named, { name: parent })];
  const held = found.filter(({ collection }) => collection.held > 0);
  const [first, ...others] = held.length > 0 ? held : found;
  if (first && others.length > 0) throw several([first, ...others]);
  if (first) return first;
  if (named.held > 0) return { collection: named };
  throw new ContractError(
    'COLLECTION_MISSING',
    named.name,
    'this directory holds no collection in format v3',
    'Name the directory that Postman wrote, or an exported collection file',
  );
}

function isCollection(directory: Directory): boolean {
  const definitions = filesOf(resourcesOf(directory), 'definition');
  return definitions.length + filesOf(directory, 'request').length > 0;
}

function* collectionsIn(
  directory: Directory,
  above: Pick<Directory, 'name'> & Partial<Directory>,
): Generator<Root> {
  if (directory.name === 'collections' && above.name === 'postman') {
    for (const collection of directory.directories) {
      if (!collection.name.startsWith('.'))
        yield { collection, ...(isWhole(above) ? { around: above } : {}) };
    }
    return;
  }
  for (const inner of directory.directories) yield* collectionsIn(inner, directory);
}

function isWhole(directory: Partial<Directory>): directory is Directory {
  return directory.directories !== undefined;
}

function several(found: readonly Root[]): ContractError {
  const names = found.map(({ collection }) => collection.place);
  return new ContractError(
    'COLLECTION_AMBIGUOUS',
    'postman/collections/',
    `there are ${names.length} collections: ${names.join(', ')}`,
    'Name the directory of the one that is meant',
  );
}
