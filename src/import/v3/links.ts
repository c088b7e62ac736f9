import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { fileName } from './file-names.js';
import type { Findings } from './findings.js';
import type { At, TreeFile } from './places.js';

/** The file behind an entry that is neither file nor directory, where it is a link and the file lies inside. */
export function linked(at: At, isLink: boolean, findings: Findings): TreeFile[] {
  const ours = fileName(at.name) !== undefined;
  const { real, stats } = targetOf(at.folder);
  if (real !== undefined && stats?.isFile() && isInside(at.root, real)) {
    return [{ name: at.name, place: at.place, real }];
  }
  if (stats?.isDirectory()) {
    findings.flaw(at.place, 'this is a link to a directory, and such links are not followed', REPLACE);
  } else if (ours) {
    findings.flaw(at.place, factOf(stats?.isFile(), isLink), REPLACE);
  }
  return [];
}

function targetOf(link: string): { readonly real?: string; readonly stats?: Stats } {
  try {
    const real = realpathSync(link);
    return { real, stats: statSync(real) };
  } catch {
    return {};
  }
}

function factOf(file: boolean | undefined, link: boolean): string {
  if (!link) return 'this is no regular file';
  return file
    ? 'this is a link that leads out of the collection'
    : 'this is a link that leads to no regular file';
}

const REPLACE = 'Replace it by what it stands for, or take it away';

/** Both absolute and resolved. */
function isInside(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}
