import type { JsonObject } from '../../contract/json.js';
import { authOf } from './auth.js';
import type { Findings } from './findings.js';
import { readKind } from './kinds.js';
import { filled, present } from './present.js';
import { eventsOf, OF_DEFINITION } from './scripts.js';
import { type Directory, filesOf, resourcesOf } from './tree.js';
import { variablesOf } from './variables.js';

/** What a collection or folder says of itself. */
export interface Definition {
  readonly id: string | undefined;
  readonly name: string;
  readonly description: string | undefined;
  readonly order: number | undefined;
  /** `auth`, `event` and `variable` of v2.1. */
  readonly parts: JsonObject;
}

/** Reads the definition of a directory, where it has one; what is sound of it is taken, whatever else is not. */
export function definitionOf(directory: Directory, findings: Findings): Definition {
  const [file] = filesOf(resourcesOf(directory), 'definition');
  const read = file && readKind(file, findings);
  if (read && read.kind !== 'collection')
    read.fields.wrong('$kind', 'not that of a definition', 'Write collection');
  if (read?.kind !== 'collection') {
    return { id: undefined, name: directory.name, description: undefined, order: undefined, parts: {} };
  }
  const { fields } = read;
  const definition = {
    id: fields.text('id'),
    name: fields.text('name') ?? directory.name,
    description: fields.text('description'),
    order: fields.number('order'),
    parts: present({
      auth: authOf(fields, 'definition'),
      event: filled(eventsOf(fields, OF_DEFINITION)),
      variable: filled(variablesOf(fields)),
    }),
  };
  fields.reportOthers();
  return definition;
}
