import type { JsonObject } from '../../contract/json.js';
import { compileSchema } from '../../contract/json-schema/compile.js';
import type { Operation, Script } from '../../contract/model.js';
import type { DraftName } from '../draft-names.js';
import type { ImportNote } from '../taken.js';
import { isSuccess } from './bodies.js';
import { bound } from './bound.js';
import type { Drafts } from './from-examples.js';
import { type Asserted, addedSchemas, assertedSchemas } from './scripts/asserted.js';
import { modern } from './scripts/modern.js';
import { ScriptReader, type SpeakingScript } from './scripts/reader.js';

interface ScriptDrafts extends Drafts {
  /** Statuses whose answers are described. */
  readonly statuses: ReadonlySet<number>;
}

/** Finds the schemas that stand in test scripts as literals. Nothing is run. */
export class ScriptSchemas {
  private readonly reader = new ScriptReader();
  /** Why a schema does not compile, by its text. */
  private readonly flaws = new Map<string, Promise<string | undefined>>();

  /**
   * The schemas of an operation's answers. People wrote them, so they count as complete. Of several for one status,
   * that of the operation's own script stays, and of those the first.
   */
  async of(operation: Operation, name: DraftName): Promise<ScriptDrafts> {
    const found = new Map<number, JsonObject>();
    const notes: ImportNote[] = [];
    for (const speaking of this.reader.speakingOfSchemas(operation).reverse()) {
      for (const taken of await this.schemasIn(speaking, operation)) {
        if ('fate' in taken) notes.push(taken);
        else if (!found.has(taken.status)) found.set(taken.status, taken.schema);
        else if (JSON.stringify(found.get(taken.status)) !== JSON.stringify(taken.schema))
          notes.push(second(operation, taken.status));
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

  private async schemasIn(
    { script, read }: SpeakingScript,
    operation: Operation,
  ): Promise<(TakenSchema | ImportNote)[]> {
    if (!read) return [notTaken(script, 'the script cannot be parsed')];
    try {
      const added = addedSchemas(read);
      const looked = assertedSchemas(read).map(async (asserted) => {
        const status = statusOf(asserted, operation);
        const why = refusal(asserted, status);
        if (why !== undefined || status === undefined) return notTaken(script, why ?? '');
        const schema = modern(asserted.schema ?? {}, added);
        const flaw = await this.flawOf(schema);
        return flaw === undefined ? { status, schema } : notTaken(script, `it does not compile: ${flaw}`);
      });
      return await Promise.all(looked);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [notTaken(script, 'it is nested too deeply')];
    }
  }

  private flawOf(schema: JsonObject): Promise<string | undefined> {
    const text = JSON.stringify(schema);
    const flaw = this.flaws.get(text) ?? flawOf(schema);
    this.flaws.set(text, flaw);
    return flaw;
  }
}

interface TakenSchema {
  readonly status: number;
  readonly schema: JsonObject;
}

function notTaken({ owner }: Script, why: string): ImportNote {
  return {
    fate: 'advice',
    place: owner,
    fact: `a schema in a test script was not taken in: ${why}`,
    fix: 'Write the schema into schemas/ as a file of its own',
  };
}

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

async function flawOf(schema: JsonObject): Promise<string | undefined> {
  try {
    await compileSchema(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function second({ name }: Operation, status: number): ImportNote {
  const fact = `its scripts hold another schema for the answer ${status}, which was left out`;
  return { fate: 'lost', place: name, fact, fix: 'Join the two in schemas/' };
}
