import type { Examples } from './examples.js';
import { fileName, RESOURCES } from './file-names.js';
import type { Findings } from './findings.js';
import { isFolder } from './folder.js';
import type { TreeFile } from './places.js';
import { type Directory, filesOf } from './tree.js';

/** Reports each file that is written like a part of the collection, but that nothing takes in. */
export function reportStrays(directory: Directory, examples: Examples, findings: Findings): void {
  for (const file of directory.files) report(file, strayInFolder(file), findings);
  reportUntaken(directory, examples, findings);
  for (const inner of directory.directories) {
    if (isFolder(inner)) reportStrays(inner, examples, findings);
    else if (inner.name === RESOURCES) inResources(inner, true, examples, findings);
    else if (inner.examples > 0) inResources(inner, false, examples, findings);
  }
}

function inResources(directory: Directory, top: boolean, examples: Examples, findings: Findings): void {
  let definitions = 0;
  for (const file of directory.files) {
    const first = top && fileName(file.name)?.kind === 'definition' && definitions++ === 0;
    report(file, first ? undefined : strayInResources(file), findings);
  }
  reportUntaken(directory, examples, findings);
  for (const inner of directory.directories) inResources(inner, false, examples, findings);
}

function reportUntaken(directory: Directory, examples: Examples, findings: Findings): void {
  if (examples.isTaken(directory)) return;
  for (const file of filesOf(directory, 'example')) {
    findings.note(
      'lost',
      file.place,
      'no request takes this example',
      'Name its directory in `examples` of its request',
    );
  }
}

function report(file: TreeFile, stray: string | undefined, findings: Findings): void {
  if (stray) findings.note('lost', file.place, stray, 'Move it to where it belongs, or delete it');
  else if (fileName(file.name)?.usual === false) {
    findings.note('advice', file.place, 'its name was taken as if in lower case', 'Write it in lower case');
  }
}

function strayInFolder({ name }: TreeFile): string | undefined {
  const kind = fileName(name)?.kind;
  if (kind === 'definition') return `a definition beside requests is not read, only one in ${RESOURCES}`;
  return kind === 'request' || kind === 'example' ? undefined : strayAnywhere(kind);
}

function strayInResources({ name }: TreeFile): string | undefined {
  const kind = fileName(name)?.kind;
  if (kind === 'request') return `a request in ${RESOURCES} is not taken in`;
  if (kind === 'definition') return 'a second definition is not read';
  if (kind === undefined && !name.startsWith('.')) return 'a file like this is not taken in';
  return kind === 'example' ? undefined : strayAnywhere(kind);
}

function strayAnywhere(kind: string | undefined): string | undefined {
  if (kind === 'message') return 'a message has no form in v2.1, and is not taken in';
  return kind === 'other-yaml'
    ? `its name is neither that of a request nor that of a definition (${RESOURCES}/definition.yaml), so it is not taken in`
    : undefined;
}
