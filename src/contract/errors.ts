/** Every error of ours, with what it means; the documentation lists them and a test holds the list. */
export const ERROR_CODES = {
  USAGE: 'The command line was not understood.',
  OPTION_UNKNOWN: 'No option of that name.',
  RULE_UNKNOWN: 'No rule matches that name.',
  OPERATION_UNKNOWN: 'No operation matches that name.',
  ENVIRONMENT_UNKNOWN: 'No environment of that name.',
  FAULT_UNKNOWN: 'The embedded API has no fault of that name.',
  NOTHING_PLANNED: 'The selection plans no case.',
  COLLECTION_MISSING: 'There is no collection in the workspace.',
  COLLECTION_AMBIGUOUS: 'There are several collections and none was named.',
  COLLECTION_UNREADABLE: 'The collection file could not be read.',
  COLLECTION_NOT_JSON: 'The collection file is not JSON.',
  COLLECTION_NOT_A_COLLECTION: 'The file is JSON, but no Postman collection v2.1.',
  SOURCE_UNKNOWN: 'What is to be imported is no file, directory, URL or collection uid.',
  SOURCE_UNREADABLE: 'What is to be imported could not be read or fetched.',
  COLLECTION_EMPTY: 'The collection holds no request.',
  VARIABLE_WITHOUT_VALUE: 'A variable has no value and no script can set it.',
  CONFIG_INVALID: 'collections/contract.yaml is not valid.',
  CONFIG_UNWRITABLE: 'collections/contract.yaml cannot be written, or was changed meanwhile.',
  ENVIRONMENT_FILE_INVALID: 'A Postman environment file is not valid.',
  SCHEMA_INVALID: 'A schema does not compile.',
  SCHEMA_REF_UNRESOLVED: 'A $ref leads nowhere.',
  SCHEMA_UNKNOWN_OPERATION: 'A schema is bound to an operation that the collection lacks.',
  SCHEMA_DUPLICATE: 'Two schemas stand for one operation and status.',
  CATALOG_INVALID: 'The error catalogue is not valid.',
  CATALOG_CONTRADICTION: 'The error catalogue contradicts itself.',
  REVISION_UNKNOWN: 'What is to be compared is no file, no folder and no git revision.',
  SETTING_MISSING: 'A setting that the run needs has no value.',
  SETTING_INVALID: 'A setting has a value that cannot be used.',
  BASE_URL_INSECURE: 'A base URL is not https.',
  ENVIRONMENTS_EQUAL: 'Both environments are one, or may be.',
  DATA_INVALID: 'A file of data rows could not be used.',
  CA_UNREADABLE: 'The file of extra CA certificates could not be used.',
  RULE_FILE_UNLOADABLE: "A file of the workspace's own rules could not be loaded.",
  RULE_INVALID: 'What a file in tests/rules/ exports is no rule that can be taken in.',
  RULE_BROKEN: 'A rule of the workspace fails when it is asked for its cases.',
  IMPORT_OTHER_COLLECTION: 'The workspace holds another collection than the one to be imported.',
  IMPORT_LOCK_INVALID: 'What the last import wrote about itself cannot be read.',
  IMPORT_UNWRITABLE: 'A file of the workspace cannot be read or written.',
  SPEC_UNREADABLE: 'The OpenAPI document could not be read.',
  SPEC_INVALID: 'What was given as OpenAPI document is none that can be taken in.',
  SPEC_REF_REFUSED: 'A $ref of the OpenAPI document leads out of its folder, or nowhere.',
  RESULTS_UNREADABLE: 'A results.json could not be read.',
  RESULTS_UNFIT: 'A results.json does not tell of a whole run of this contract.',
  SHARDS_UNMATCHED: 'What is to be merged are not all shards of one run, each once.',
  REPORTS_UNWRITABLE: 'The folder for reports cannot be written.',
  RECORD_UNREADABLE: 'The record of a run cannot be read.',
  RECORD_FORMAT: 'The record was written in another format than this version reads.',
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** A wrong input: where it is, what is the case, and how to mend it. The command line ends with exit 2. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  /**
   * @param code public code, a key of `ERROR_CODES`
   * @param place file and position, option, or variable, e.g. `collections/x.json › Customers / Create`
   * @param fact what is the case, one sentence without a final full stop
   * @param fix the next step, one sentence without a final full stop
   */
  constructor(
    readonly code: ErrorCode,
    readonly place: string,
    readonly fact: string,
    readonly fix: string,
  ) {
    super(`${code} ${place}: ${fact}. ${ended(fix)}`);
  }
}

/** A fix with the mark that it ends with. */
export function ended(fix: string): string {
  return `${fix}${/^Did you mean\b[^?]*$/.test(fix) ? '?' : '.'}`;
}

/**
 * The known name that is nearest to a mistyped one, for "did you mean".
 *
 * @param most letters that may be wrong, where not as many as for a name that somebody typed
 */
export function nearest(
  wanted: string,
  known: readonly string[],
  most = Math.max(3, wanted.length / 2),
): string | undefined {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  // As many changes as there are letters make any name of any other.
  return best && best.distance <= Math.min(wanted.length - 1, most) ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
