import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject, Operation, Script } from '../../contract/model.js';
import type { DraftName } from '../draft-names.js';
import type { ImportNote } from '../taken.js';
import { isSuccess } from './bodies.js';
import { bound } from './bound.js';
import type { Drafts } from './from-examples.js';
import { type Asserted, addedSchemas, assertedSchemas } from './scripts/asserted.js';
import { modern } from './scripts/modern.js';
import { ReadScript } from './scripts/script.js';

const SPEAKS_OF_SCHEMAS = /jsonSchema|tv4|ajv/i;

export interface ScriptDrafts extends Drafts {
  /** Statuses whose answers are described. */
  readonly statuses: ReadonlySet<number>;
}

/**
 * Schemas that stand in an operation's test scripts as literals. People wrote them, so they count as complete. Of
 * several for one status, that of the operation's own script stays, and of those the first.
 *
 * @param ajv a validator that each schema must compile with
 */
export function fromScripts(operation: Operation, ajv: Ajv2020, name: DraftName): ScriptDrafts {
  const found = new Map<number, JsonObject>();
  const notes: ImportNote[] = [];
  for (const { script, read } of readScripts(operation.scripts, notes).reverse()) {
    const added = addedSchemas(read);
    for (const asserted of assertedSchemas(read)) {
      const status = statusOf(asserted, operation);
      const why = refusal(asserted, status);
      if (why !== undefined || status === undefined) {
        notes.push({
          ...NOT_TAKEN,
          place: script.owner,
          fact: `a schema in a test script was not taken in: ${why}`,
        });
        continue;
      }
      const schema = modern(asserted.schema ?? {}, added);
      const flaw = flawOf(ajv, schema);
      if (flaw !== undefined) notes.push(uncompiled(script, flaw));
      else if (!found.has(status)) found.set(status, schema);
      else if (JSON.stringify(found.get(status)) !== JSON.stringify(schema))
        notes.push(second(operation, status));
    }
  }
  const schemas = [...found]
    .sort(([a], [b]) => a - b)
    .map(([status, schema]) => ({
      file: name(operation.name, status),
      schema: bound(operation.name, status, true, schema),
    }));
  return { schemas, notes, statuses: new Set(found.keys()) };
}

/** Test scripts that speak of schemas, those of the collection first. */
function readScripts(
  scripts: readonly Script[],
  notes: ImportNote[],
): { script: Script; read: ReadScript }[] {
  const found: { script: Script; read: ReadScript }[] = [];
  let inherited: ReadScript | undefined;
  const tests = scripts.filter(({ listen }) => listen === 'test');
  const last = tests.findLastIndex(({ source }) => SPEAKS_OF_SCHEMAS.test(source));
  for (const script of tests.slice(0, last + 1)) {
    const read = ReadScript.of(script.source, inherited);
    inherited = read ?? inherited;
    if (!SPEAKS_OF_SCHEMAS.test(script.source)) continue;
    if (read) found.push({ script, read });
    else
      notes.push({
        ...NOT_TAKEN,
        place: script.owner,
        fact: 'a test script that speaks of schemas cannot be parsed',
      });
  }
  return found;
}

const NOT_TAKEN = { fate: 'advice', fix: 'Write the schema into schemas/ as a file of its own' } as const;

function refusal(
  { schema, whole, status: { conditional } }: Asserted,
  status: number | undefined,
): string | undefined {
  if (schema === undefined) return 'it is not written out there';
  if (typeof schema !== 'object' || Array.isArray(schema)) return 'it is no object';
  if (!whole) return 'it describes a part of the answer, or something else';
  if (conditional) return 'it is asked for only under a condition that is not about the status';
  return status === undefined ? 'the script does not say for which status' : undefined;
}

/** What the script expects; where that is several or nothing, the status of the saved successes; else 200. */
function statusOf({ status: { oneOf, noneOf } }: Asserted, { examples }: Operation): number | undefined {
  const all = examples.map(({ status }) => status);
  const saved = all.some(isSuccess) ? all.filter(isSuccess) : all;
  const expected = oneOf.filter((status) => !noneOf.includes(status));
  const [first] = expected;
  if (first !== undefined)
    return saved.find((status) => expected.includes(status)) ?? expected.find(isSuccess) ?? first;
  return [...saved, ...(saved.length > 0 ? [] : [200])].find((status) => !noneOf.includes(status));
}

function flawOf(ajv: Ajv2020, schema: JsonObject): string | undefined {
  try {
    ajv.compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function uncompiled({ owner }: Script, flaw: string): ImportNote {
  return { ...NOT_TAKEN, place: owner, fact: `a schema in a test script does not compile: ${flaw}` };
}

function second({ name }: Operation, status: number): ImportNote {
  const fact = `its scripts hold another schema for the answer ${status}, which was left out`;
  return { fate: 'lost', place: name, fact, fix: 'Join the two in schemas/' };
}
