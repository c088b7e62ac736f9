import path from 'node:path';
import type { JsonObject } from '../../contract/json.js';
import { savedResponse } from './example.js';
import { RESOURCES } from './file-names.js';
import { Findings } from './findings.js';
import { readKind } from './kinds.js';
import type { TreeFile } from './places.js';
import { inOrder, type Sibling } from './siblings.js';
import { type Directory, filesOf, join, stemOf } from './tree.js';

/** What a request says of its examples, and where it stands. */
export interface ExamplesOf {
  readonly directory: Directory;
  readonly stem: string;
  /** `examples`, as written. */
  readonly written: string | undefined;
  /** Where that is written, or the request's file. */
  readonly place: string;
  readonly request: JsonObject;
}

/** The saved examples of a collection. Each belongs to one request, so that none is read twice. */
export class Examples {
  private readonly directories = new Map<string, Directory>();
  private readonly owners = new Map<string, string>();

  constructor(
    private readonly root: Directory,
    private readonly findings: Findings,
  ) {
    this.learn(root);
  }

  /** Saved responses of v2.1 of one request, in order. */
  of(from: ExamplesOf): JsonObject[] {
    const directory = from.written === undefined ? this.usual(from) : this.named(from, from.written);
    if (!directory) return [];
    const owner = this.owners.get(directory.place);
    if (owner !== undefined) {
      const fact = `its examples in ${directory.place} are those of ${owner}, and were taken there only`;
      this.findings.note('lost', from.place, fact, 'Give it a directory of its own');
      return [];
    }
    this.owners.set(directory.place, from.place);
    const read: Sibling[] = [];
    for (const file of filesOf(directory, 'example')) read.push(...this.read(file, from.request));
    return inOrder(read, this.findings);
  }

  /** Whether some request took what is in the directory. */
  isTaken(directory: Directory): boolean {
    return this.owners.has(directory.place);
  }

  private read(file: TreeFile, request: JsonObject): Sibling[] {
    const found = new Findings();
    const read = exampleIn(file, request, found);
    this.findings.add(found);
    return read && found.flaws.length === 0 ? [read] : [];
  }

  private usual({ directory, stem }: ExamplesOf): Directory | undefined {
    const inner = `${stem}.resources/examples`;
    return (
      this.directories.get(join(directory.place, `${RESOURCES}/${inner}`)) ??
      this.directories.get(join(directory.place, inner))
    );
  }

  /** Looks the path up among the directories that were listed, so that it leads to nothing else. */
  private named({ directory, place }: ExamplesOf, written: string): Directory | undefined {
    const slashed = written.replaceAll('\\', '/');
    if (slashed !== written)
      this.findings.note('changed', place, '`examples` has backslashes, which were taken as slashes');
    const target = path.posix.normalize(join(directory.place, slashed)).replace(/(?<!\/)\/+$/, '');
    if (path.posix.isAbsolute(slashed) || !isBelow(target, this.root.place)) {
      const fix = 'Write a path relative to the directory of the request, within the collection';
      this.findings.flaw(place, '`examples` leads out of the collection', fix);
      return undefined;
    }
    const found = this.directories.get(target === '.' ? '' : target);
    if (!found)
      this.findings.note(
        'lost',
        place,
        '`examples` names a directory that is not there',
        'Correct the path, or delete the key',
      );
    return found;
  }

  private learn(directory: Directory): void {
    this.directories.set(directory.place, directory);
    for (const inner of directory.directories) this.learn(inner);
  }
}

function exampleIn(file: TreeFile, request: JsonObject, findings: Findings): Sibling | undefined {
  const read = readKind(file, findings);
  if (!read) return undefined;
  const { kind, fields } = read;
  if (kind !== 'http-example') {
    if (kind.endsWith('-example'))
      fields.note('lost', '$kind', `an example of kind ${kind} has no form in v2.1`);
    else fields.wrong('$kind', 'no kind of example', 'Write http-example');
    return undefined;
  }
  const name = fields.text('name') ?? stemOf(file);
  const order = fields.number('order');
  const value = savedResponse(fields, name, request);
  fields.reportOthers();
  return { value, name, order, place: file.place };
}

function isBelow(target: string, root: string): boolean {
  if (root === '') return target !== '..' && !target.startsWith('../');
  return target === root || target.startsWith(`${root}/`);
}
