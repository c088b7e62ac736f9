import type { ValidateFunction } from 'ajv';
import { FileFault, readBounded } from '../contract/bounded-file.js';
import { ContractError } from '../contract/errors.js';
import { newAjv } from '../contract/validator.js';
import type { RunResult } from '../judge/result.js';
import { type ResultsJson, runResultOf } from './results-parts.js';
import { RESULTS_SCHEMA } from './results-schema.js';

/** The name under which a run writes its results into its folder of reports. */
export const RESULTS_FILE = 'results.json';
/** Bytes of one that are read: no text of JavaScript is much longer. */
export const LARGEST_RESULTS = 500_000_000;

/**
 * Reads a `results.json` back: all that the reports show, with bodies as they were shown.
 *
 * @throws ContractError RESULTS_UNREADABLE
 */
export async function readResults(file: string): Promise<RunResult> {
  const bytes = await readBounded(file, LARGEST_RESULTS).catch((error: unknown) => {
    throw error instanceof FileFault ? unreadable(file, error.fact) : error;
  });
  return runResultOf(await checked(file, bytes.toString('utf8')));
}

async function checked(file: string, text: string): Promise<ResultsJson> {
  const validate = await validator();
  const json = parsed(file, text);
  if (validate(json)) return json;
  const [error] = validate.errors ?? [];
  throw unreadable(file, `${error?.instancePath || 'it'} ${error?.message ?? 'is not as it should be'}`);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(file, 'it is not JSON');
  }
}

let compiled: Promise<ValidateFunction<ResultsJson>> | undefined;

function validator(): Promise<ValidateFunction<ResultsJson>> {
  compiled ??= newAjv().then((ajv) => ajv.compile<ResultsJson>(RESULTS_SCHEMA));
  return compiled;
}

const unreadable = (file: string, fact: string): ContractError =>
  new ContractError(
    'RESULTS_UNREADABLE',
    file,
    fact,
    'Give the results.json that a run of this version of the suite wrote',
  );
