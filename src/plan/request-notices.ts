import path from 'node:path';
import { own, stringsIn } from '../contract/json.js';
import type { Contract, Operation } from '../contract/model.js';
import { build } from '../request/build.js';
import { newmanOnly } from '../request/newman-only.js';

/** What may make a request unlike newman's, or leave a part of it out: headers that frame it, and files. */
const FRAMING = /^(?:transfer-encoding|content-length|connection|keep-alive|expect|upgrade|host|src)$/i;

/** Where the suite cannot send a request as newman does, and files that are not where they are looked for, a line each. */
export function requestNotices({ operations, workspace, file }: Contract): string[] {
  const folder = path.dirname(path.resolve(workspace, file));
  return operations.filter(mayDiffer).flatMap((operation) => {
    try {
      const { framed, lacks } = build(operation, () => 'x', { folder });
      const parts = [
        ...framed.map((part) => `${part}, which newman sends otherwise`),
        ...lacks.map((lack) => `${lack} (files are read from ${path.dirname(file)}/)`),
      ];
      return parts.map((part) => `${operation.name}: ${part}`);
    } catch (error) {
      return [`${operation.name}: newman cannot send it: ${error instanceof Error ? error.message : error}`];
    }
  });
}

function mayDiffer(operation: Operation): boolean {
  const { request, item, holders } = operation;
  const behaviours = [item, ...holders].flatMap((holder) =>
    stringsIn(own(holder, 'protocolProfileBehavior')),
  );
  const parts = [own(request, 'header'), own(request, 'body')].flatMap(stringsIn);
  return newmanOnly(operation) === undefined && [...behaviours, ...parts].some((text) => FRAMING.test(text));
}
