import type { ContractError } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import type { Json, JsonObject } from '../contract/json.js';
import type { Cause } from '../contract/model.js';

/** Something that the report of an import tells, beside what was kept as it was. */
export interface ImportNote {
  /** `changed`: written in another way; `lost`: could not be kept; `advice`: to be looked at by a person. */
  readonly fate: 'changed' | 'lost' | 'advice';
  /** Operation (`Folder / Name`), folder, file or variable. Never a secret. */
  readonly place: string;
  /** What is the case, one sentence without a final full stop. */
  readonly fact: string;
  /** The next step, where there is one; the same form. */
  readonly fix?: string;
}

/** A source as taken in: a v2.1 collection, and what was found on the way. */
export interface TakenCollection {
  readonly collection: JsonObject;
  readonly notes: readonly ImportNote[];
  /** Parts that could not be read. The import fails with all of them, unless it was asked to take in the rest. */
  readonly flaws: readonly ContractError[];
}

/** A schema file to be written. */
export interface SchemaDraft {
  /** Relative to the folder of schemas, with `/`: `customers/create.201.schema.json`. */
  readonly file: string;
  /** JSON Schema 2020-12, with `x-contract` where it is bound to an operation. */
  readonly schema: JsonObject;
}

/** One error code as found in a document or in examples. */
export interface CodeDraft {
  readonly code: string;
  /** Undefined where it is not known. */
  readonly type?: string | undefined;
  readonly statuses: readonly number[];
  readonly causes: readonly Cause[];
}

/** The codes that a document names. */
export interface DocumentedCodes {
  readonly codes: readonly CodeDraft[];
  /** Whether it says that there are no others. */
  readonly complete: boolean;
}

/** An exported environment, or the exported globals. */
export interface EnvironmentExport {
  /** As the export has it, e.g. `Shop (staging)`. */
  readonly name: string;
  readonly scope: 'environment' | 'globals';
  /** Which of ours it is, where the command line says so (`sandbox=FILE`); else its name and its URLs tell. */
  readonly as?: EnvironmentName;
  /** True where nobody named it: it was found beside the collection. */
  readonly beside?: boolean;
  readonly values: readonly ExportedVariable[];
  /** What was found in reading: keys that stand twice. */
  readonly notes?: readonly ImportNote[];
}

export interface ExportedVariable {
  readonly key: string;
  readonly value: string;
  /** Postman's type `secret`. */
  readonly secret: boolean;
  readonly enabled: boolean;
  readonly description?: string;
  /** The value and its type as they stand in the export, where that is no text. */
  readonly typed?: { readonly value: Json; readonly type?: string };
}
