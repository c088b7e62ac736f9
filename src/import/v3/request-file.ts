import type { Examples } from './examples.js';
import type { Fields } from './fields.js';
import { Findings } from './findings.js';
import { OTHER_PROTOCOLS, readKind } from './kinds.js';
import type { TreeFile } from './places.js';
import { graphqlRequest, httpRequest, type ReadRequest } from './request.js';
import type { Sibling } from './siblings.js';
import { type Directory, stemOf } from './tree.js';

/** A request with its examples; nothing where the file has a flaw, since half of it would be another request. */
export function readRequest(
  file: TreeFile,
  directory: Directory,
  examples: Examples,
  findings: Findings,
): Sibling[] {
  const found = new Findings();
  const read = readKind(file, found);
  const stem = stemOf(file);
  const name = read?.fields.text('name') ?? stem;
  const order = read?.fields.number('order');
  const written = read?.fields.text('examples');
  const made = read && converted(read.kind, read.fields, name);
  if (made) read.fields.reportOthers();
  findings.add(found);
  // Those of an unreadable request are read too, so that all their flaws are told at once.
  const place = read?.fields.at('examples') ?? file.place;
  const response = examples.of({ directory, stem, written, place, request: made?.request ?? {} });
  if (!made || found.flaws.length > 0) return [];
  return [
    { value: response.length > 0 ? { ...made.item, response } : made.item, name, order, place: file.place },
  ];
}

function converted(kind: string, fields: Fields, name: string): ReadRequest | undefined {
  if (kind === 'http-request') return httpRequest(fields, name);
  if (kind === 'graphql-request') return graphqlRequest(fields, name);
  if (!OTHER_PROTOCOLS.includes(kind))
    return fields.wrong('$kind', 'no kind of request', 'Write http-request');
  fields.note('lost', '$kind', `a request of kind ${kind} has no form in v2.1, and is not taken in`);
  return undefined;
}
