import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { type FileName, fileName, RESOURCES } from './file-names.js';
import type { Findings } from './findings.js';
import { linked } from './links.js';
import type { At, TreeFile } from './places.js';

export interface Directory {
  readonly name: string;
  readonly place: string;
  readonly files: readonly TreeFile[];
  readonly directories: readonly Directory[];
  /** Requests and definitions in it and below. */
  readonly held: number;
  /** Examples in it and below. */
  readonly examples: number;
}

/** Never part of a collection, and large. */
const PASSED_OVER = ['node_modules', '.git'];

/**
 * Lists a directory, sorted by name in code units. No link is followed to a directory, and none to a file
 * outside: both are flaws, since what they lead to is not taken in.
 *
 * Synchronous as all that reads a collection: of 10,000 small files, waiting for each one would take longest.
 *
 * @param root absolute, resolved
 */
export function treeOf(root: string, name: string, findings: Findings): Directory {
  return listed({ root, folder: root, place: '', name }, findings);
}

function listed(at: At, findings: Findings): Directory {
  const files: TreeFile[] = [];
  const directories: Directory[] = [];
  for (const entry of entriesOf(at, findings)) {
    const inner = {
      ...at,
      folder: path.join(at.folder, entry.name),
      place: join(at.place, entry.name),
      name: entry.name,
    };
    if (PASSED_OVER.includes(entry.name)) continue;
    if (entry.isDirectory()) directories.push(listed(inner, findings));
    else if (entry.isFile()) files.push({ name: entry.name, place: inner.place, real: inner.folder });
    else files.push(...linked(inner, entry.isSymbolicLink(), findings));
  }
  return { name: at.name, place: at.place, files, directories, ...counted(files, directories) };
}

/** The `.resources` of a directory. */
export function resourcesOf(directory: Directory): Directory | undefined {
  return directory.directories.find(({ name }) => name === RESOURCES);
}

/** Files of one kind that stand in a directory itself. */
export function filesOf(directory: Directory | undefined, kind: FileName['kind']): TreeFile[] {
  return directory?.files.filter(({ name }) => fileName(name)?.kind === kind) ?? [];
}

/** A file's name without its suffix: the name of what is in it, where it states none. */
export function stemOf({ name }: TreeFile): string {
  return fileName(name)?.stem ?? name;
}

function counted(
  files: readonly TreeFile[],
  directories: readonly Directory[],
): { held: number; examples: number } {
  const kinds = files.map(({ name }) => fileName(name)?.kind);
  const sum = (of: (directory: Directory) => number) =>
    directories.reduce((total, one) => total + of(one), 0);
  return {
    held:
      kinds.filter((kind) => kind === 'request' || kind === 'definition').length + sum(({ held }) => held),
    examples: kinds.filter((kind) => kind === 'example').length + sum(({ examples }) => examples),
  };
}

function entriesOf(at: At, findings: Findings): Dirent[] {
  try {
    const entries = readdirSync(at.folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    findings.flaw(
      at.place || '.',
      `the directory cannot be read (${codeOf(error)})`,
      'Make it readable, or take it away',
    );
    return [];
  }
}

export function join(place: string, name: string): string {
  return place === '' ? name : `${place}/${name}`;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
