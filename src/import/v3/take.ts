import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ContractError } from '../../contract/errors.js';
import { placedRequests } from '../../contract/items.js';
import type { JsonObject } from '../../contract/json.js';
import type { TakenCollection } from '../taken.js';
import { Examples } from './examples.js';
import { Findings } from './findings.js';
import { type ReadFolder, readFolder } from './folder.js';
import { present } from './present.js';
import { type Root, rootIn } from './root.js';
import { reportStrays } from './strays.js';
import { codeOf, type Directory, treeOf } from './tree.js';

/** A collection v3 as taken in, with the exports that stand around it. */
export interface TakenV3 extends TakenCollection {
  /** Absolute paths of `postman/environments/*.environment.yaml` and `postman/globals/*.globals.yaml`. */
  readonly environmentFiles: readonly string[];
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * Reads a Postman collection v3, a directory of YAML, as one collection v2.1. Places of notes and flaws are
 * relative to the directory. Runs nothing, and reads nothing outside.
 *
 * @throws ContractError where the directory holds no collection, or several
 */
export async function takeV3(directory: string): Promise<TakenV3> {
  const named = path.resolve(directory);
  const real = await fs.realpath(named).catch((error: unknown) => {
    throw unreadable(directory, `it cannot be read (${codeOf(error)})`);
  });
  if (!(await fs.stat(real)).isDirectory()) throw unreadable(directory, 'it is no directory');
  const listing = new Findings();
  const tree = treeOf(real, path.basename(named), listing);
  // Where nothing was found, what could not be looked into is the likelier reason.
  if (tree.held === 0 && listing.flaws[0]) throw listing.flaws[0];
  const root = rootIn(tree, path.basename(path.dirname(named)));
  const findings = new Findings();
  for (const flaw of listing.flaws) if (isIn(root.collection, flaw.place)) findings.flaws.push(flaw);
  const examples = new Examples(root.collection, findings);
  const collection = collectionOf(readFolder(root.collection, examples, findings));
  reportStrays(root.collection, examples, findings);
  if (placedRequests(collection).next().done) findings.flaws.push(empty(root.collection.place || '.'));
  const { notes, flaws } = findings;
  return { collection, notes, flaws, environmentFiles: environmentsAround(root) };
}

function collectionOf({ definition, item }: ReadFolder): JsonObject {
  const { id, name, description, parts } = definition;
  return { info: present({ _postman_id: id, name, description, schema: SCHEMA }), item, ...parts };
}

function isIn(directory: Directory, place: string): boolean {
  return directory.place === '' || place === directory.place || place.startsWith(`${directory.place}/`);
}

function environmentsAround({ around }: Root): string[] {
  const exports: [folder: string, name: RegExp][] = [
    ['environments', /\.environment\.(?:ya?ml|json)$/i],
    ['globals', /\.globals\.(?:ya?ml|json)$/i],
  ];
  return exports.flatMap(([folder, suffix]) => {
    const files = around?.directories.find(({ name }) => name === folder)?.files ?? [];
    return files.filter(({ name }) => suffix.test(name)).map(({ real }) => real);
  });
}

function unreadable(place: string, fact: string): ContractError {
  return new ContractError('COLLECTION_UNREADABLE', place, fact, 'Name a directory that can be read');
}

function empty(place: string): ContractError {
  return new ContractError(
    'COLLECTION_EMPTY',
    place,
    'the collection holds no request that can be taken in',
    'Add a request, or name another directory',
  );
}
