import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A file to be written (`text`) or removed (no text). */
export interface FileWrite {
  /** Relative to the workspace. */
  readonly file: string;
  readonly text?: string;
  /** Permissions of a file that is new; those of one that is there stay. */
  readonly mode?: number;
}

/** One thing that a commit does. */
export interface Step {
  /** A file, or a folder that is new as a whole; absolute. */
  readonly place: string;
  /** What comes there, ready beside it; absent where the file is to go. */
  readonly draft?: string;
  /** What stood there before. */
  readonly before?: Buffer | undefined;
}

/** Texts on the disk beside their places. A folder of the workspace that is not there yet is made beside it as a whole. */
export class CommitDrafts {
  readonly steps: Step[] = [];
  /** By folder of the workspace: whether it is there. */
  private readonly known = new Map<string, boolean>();
  private readonly made = new Set<string>();
  private readonly end = `.${process.pid}.tmp`;

  constructor(private readonly workspace: string) {}

  /** @throws Error where it cannot be written, or something other than a file is in its place */
  add({ file, text, mode = 0o644 }: FileWrite): void {
    const [top = '', ...rest] = file.split('/');
    if (rest.length === 0 || this.isThere(top)) this.steps.push(this.beside(file, text, mode));
    else if (text !== undefined) this.write(path.join(this.workspace, top + this.end, ...rest), text, mode);
  }

  /** Takes away what has not come to its place. */
  remove(): void {
    for (const { draft } of this.steps) if (draft) rmSync(draft, { force: true, recursive: true });
  }

  private isThere(top: string): boolean {
    const known = this.known.get(top);
    if (known !== undefined) return known;
    const place = path.join(this.workspace, top);
    const there = existsSync(place);
    this.known.set(top, there);
    if (!there) this.steps.push({ place, draft: place + this.end });
    return there;
  }

  private beside(file: string, text: string | undefined, mode: number): Step {
    const place = path.join(this.workspace, file);
    const there = statSync(place, { throwIfNoEntry: false });
    if (there && !there.isFile()) throw new Error('it is no file');
    const before = there && readFileSync(place);
    if (text === undefined) return { place, before };
    const draft = place + this.end;
    try {
      this.write(draft, text, mode);
      if (there) chmodSync(draft, there.mode & 0o777);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    return { place, draft, before };
  }

  private write(place: string, text: string, mode: number): void {
    const folder = path.dirname(place);
    if (!this.made.has(folder)) mkdirSync(folder, { recursive: true });
    this.made.add(folder);
    writeFileSync(place, text, { mode });
  }
}
