import { wordsOf } from '../../contract/words.js';
import type { SchemaDraft } from '../taken.js';
import type { Direction } from './direction.js';
import { type Located, unescaped } from './documents.js';
import { Translator, type World } from './translate.js';

const FOLDER = 'shared';
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const LONGEST = 60;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

interface Part {
  readonly file: string;
  readonly at: Located;
  readonly direction: Direction;
}

/** The schemas that others refer to: each gets one file, or one for each direction where it differs by that. */
export class SharedParts {
  readonly #byKey = new Map<string, Part>();
  readonly #open: Part[] = [];
  readonly #taken = new Set<string>();

  /** Relative to the folder of schemas. */
  fileOf(at: Located, direction: Direction, differs: boolean): string {
    const key = `${differs ? direction : ''} ${at.file.path}#${at.pointer}`;
    const known = this.#byKey.get(key);
    if (known) return known.file;
    const stem = differs && direction === 'request' ? `${stemOf(at)}-in-request` : stemOf(at);
    const part = { file: `${FOLDER}/${this.#unique(stem)}.schema.json`, at, direction };
    this.#byKey.set(key, part);
    this.#open.push(part);
    return part.file;
  }

  /** Files of all parts that were asked for, and of those that these ask for. */
  drafts(world: World): SchemaDraft[] {
    const drafts: SchemaDraft[] = [];
    for (const part of this.#open) {
      const schema = new Translator(world, part.direction, part.file).root(part.at);
      drafts.push({ file: part.file, schema: { $schema: DIALECT, ...schema } });
    }
    this.#open.length = 0;
    return drafts.sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  #unique(stem: string): string {
    let name = stem;
    for (let count = 2; this.#taken.has(name); count++) name = `${stem}-${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** The component's name, or that of its file, in lower-case words. */
function stemOf({ file, pointer }: Located): string {
  const last = pointer === '' ? file.place.replace(/\.[^./]*$/, '') : pointer;
  const name = unescaped(last.split('/').at(-1) ?? '');
  const words = wordsOf(name.normalize('NFKC')).join('-').slice(0, LONGEST).replace(/-$/, '');
  return words === '' || DEVICE.test(words) ? `part${words && `-${words}`}` : words;
}
