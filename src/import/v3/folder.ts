import type { JsonObject } from '../../contract/json.js';
import { type Definition, definitionOf } from './definition.js';
import type { Examples } from './examples.js';
import { RESOURCES } from './file-names.js';
import type { Findings } from './findings.js';
import { present } from './present.js';
import { readRequest } from './request-file.js';
import { inOrder, reportTwins, type Sibling } from './siblings.js';
import { type Directory, filesOf, stemOf } from './tree.js';

/** A directory as read: what it says of itself, and its requests and folders in order. */
export interface ReadFolder {
  readonly definition: Definition;
  readonly item: JsonObject[];
}

export function readFolder(directory: Directory, examples: Examples, findings: Findings): ReadFolder {
  const definition = definitionOf(directory, findings);
  const requests = filesOf(directory, 'request');
  const folders = directory.directories.filter(isFolder);
  reportTwins(
    requests.map((file) => ({ name: stemOf(file), place: file.place })),
    findings,
  );
  reportTwins(folders, findings);
  const siblings: Sibling[] = [];
  for (const file of requests) siblings.push(...readRequest(file, directory, examples, findings));
  for (const folder of folders) siblings.push(readInner(folder, examples, findings));
  return { definition, item: inOrder(siblings, findings) };
}

/** A directory that only holds examples belongs to its request; one with a dot counts where it holds requests. */
export function isFolder({ name, held, examples }: Directory): boolean {
  if (name === RESOURCES) return false;
  return held > 0 || (examples === 0 && !name.startsWith('.'));
}

function readInner(directory: Directory, examples: Examples, findings: Findings): Sibling {
  const { definition, item } = readFolder(directory, examples, findings);
  const { name, id, description, order, parts } = definition;
  return { value: present({ name, id, description, item, ...parts }), name, order, place: directory.place };
}
