import { promises as fs } from 'node:fs';
import path from 'node:path';
import { FileFault, readBounded } from '../../contract/bounded-file.js';
import { ContractError } from '../../contract/errors.js';
import type { Json } from '../../contract/json.js';
import { CAP, textOf as decoded } from '../source/bytes.js';
import { shownUrl } from '../source/shown-url.js';
import type { ImportNote } from '../taken.js';
import { parsed, positionIn, type SpecFile } from './document.js';
import { Documents } from './documents.js';
import { refsIn } from './external-refs.js';
import { Identities } from './identities.js';
import { fileOfRef, isOnNetwork } from './ref-target.js';

/** What else a `$ref` may name (a text for a description) is never read. */
const READABLE = new Set(['', '.json', '.yaml', '.yml']);
const REFUSED = 'Put it into the folder of the document, and name it by a relative path';

/**
 * Reads a document and the files that its `$ref`s name, all from the folder of the document or below it.
 *
 * @param named the document as errors and notes name it
 * @param check throws where the document itself is none; its `$ref`s are then left alone
 * @throws ContractError `SPEC_UNREADABLE`, or `SPEC_REF_REFUSED` at the place of a `$ref` that leads elsewhere
 */
export async function readDocuments(
  file: string,
  named: string,
  check: (json: Json, place: string) => void,
): Promise<{ documents: Documents; notes: readonly ImportNote[] }> {
  if (/^https?:\/\//i.test(named)) {
    const place = shownUrl(named);
    const fact = 'this is a URL, and a document is read from a file only';
    throw new ContractError('SPEC_UNREADABLE', place, fact, 'Download it, and name the file');
  }
  const reader = new Reader(named, await folderOf(file));
  const root = await reader.read(path.join(reader.folder, path.basename(file)));
  check(root.json, root.place);
  await reader.follow(root);
  return { documents: new Documents(root, reader.files, reader.identities), notes: reader.notes };
}

class Reader {
  readonly files = new Map<string, SpecFile>();
  readonly notes: ImportNote[] = [];
  readonly identities = new Identities();

  /** @param folder real path of the folder that holds the document */
  constructor(
    private readonly named: string,
    readonly folder: string,
  ) {}

  async follow(root: SpecFile): Promise<void> {
    const open = [root];
    for (let file = open.shift(); file; file = open.shift()) {
      for (const { ref, steps, orName } of refsIn(file.json)) {
        const address = ref.split('#')[0] ?? '';
        if (address === '' || this.identities.find({ file, steps }, ref)) continue;
        if (orName && !(await this.#isFile(file, address))) continue;
        const target = await this.#target(file, address, steps);
        if (this.files.has(target) || !READABLE.has(path.extname(target).toLowerCase())) continue;
        open.push(await this.#linked(file, target, ref, steps));
      }
    }
  }

  /** Whether an address is that of a file that may be read. */
  async #isFile(from: SpecFile, address: string): Promise<boolean> {
    const target = fileOfRef(from.path, address);
    const real = target && (await fs.realpath(target).catch(() => undefined));
    return (
      real !== undefined &&
      target !== undefined &&
      isInside(this.folder, target) &&
      isInside(this.folder, real)
    );
  }

  /** @throws ContractError `SPEC_UNREADABLE` */
  async read(file: string): Promise<SpecFile> {
    const place = this.#placeOf(file);
    const text = await textOf(file, place);
    const { json, notes } = await parsed(text, place);
    this.notes.push(...notes);
    const read: SpecFile = { path: file, place, text, json };
    this.files.set(file, read);
    this.identities.add(read);
    return read;
  }

  async #target(from: SpecFile, address: string, steps: readonly string[]): Promise<string> {
    const target = fileOfRef(from.path, address);
    const fact = isOnNetwork(address)
      ? 'names an address on the network, and nothing is fetched'
      : 'leads out of the folder of the document';
    if (target === undefined || !isInside(this.folder, target))
      throw await refused(from, steps, address, fact);
    return target;
  }

  async #linked(from: SpecFile, target: string, ref: string, steps: readonly string[]): Promise<SpecFile> {
    const real = await fs.realpath(target).catch(() => undefined);
    if (real === undefined) throw await refused(from, steps, ref, 'names a file that is not there');
    if (!isInside(this.folder, real)) {
      throw await refused(from, steps, ref, 'leads out of the folder of the document by a symbolic link');
    }
    return this.read(target);
  }

  #placeOf(file: string): string {
    return path.join(path.dirname(this.named), path.relative(this.folder, file)).split(path.sep).join('/');
  }
}

async function folderOf(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file));
  return fs.realpath(folder).catch(() => folder);
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

async function textOf(file: string, place: string): Promise<string> {
  try {
    return decoded(await readBounded(file, CAP), place, 'SPEC_UNREADABLE');
  } catch (error) {
    throw error instanceof FileFault ? unreadable(place, error.fact) : error;
  }
}

async function refused(
  from: SpecFile,
  steps: readonly string[],
  ref: string,
  fact: string,
): Promise<ContractError> {
  return new ContractError(
    'SPEC_REF_REFUSED',
    await positionIn(from, steps),
    `the $ref "${ref}" ${fact}`,
    REFUSED,
  );
}

function unreadable(place: string, fact: string): ContractError {
  return new ContractError('SPEC_UNREADABLE', place, fact, 'Name an OpenAPI document that can be read');
}
