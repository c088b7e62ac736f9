import { OPT_IN_FAMILIES } from '../rules/opt-in.js';
import { DEFAULTS } from '../settings/defaults.js';
import { PROFILE_NAMES, PROFILES } from '../settings/profiles.js';
import { flag, type Options, one, several } from './option.js';
import { data, day, environment, oneOf, rate, shard, text, whole, words } from './parsers.js';

/**
 * The table of all options: what they are called, how they are read, what stands in for them, and what is said of them.
 * Command line, help, variables, types and `docs/options.md` follow from it.
 */

const CONTRACT = {
  collection: one({
    flags: '-c, --collection <file>',
    help: 'the collection (default: the only one in collections/)',
    page: 'the collection (default: the only one in `collections/`)',
    variable: 'CONTRACT_COLLECTION',
    parse: text,
  }),
  schemas: one({
    flags: '--schemas <dir>',
    help: 'schemas and error catalogue (default: schemas/)',
    page: 'schemas and error catalogue (default: `schemas/`)',
    variable: 'CONTRACT_SCHEMAS',
    parse: text,
  }),
};

/** What is judged, and where. */
const SCOPE = {
  env: several({
    flags: '-e, --env <name>',
    help: 'sandbox or production; repeatable (default: both)',
    variable: 'CONTRACT_ENV',
    parse: environment,
  }),
  embedded: flag('--embedded', 'both environments are the embedded reference API'),
  ...CONTRACT,
  data: several({
    flags: '--data <file>',
    help: 'rows of a CSV or JSON file, as newman -d takes them; sandbox=<file> for one environment; repeatable',
    page: 'rows of a CSV or JSON file, as `newman -d` takes them ([data rows](data-rows.md)); `sandbox=FILE` for one environment; repeatable',
    variable: 'CONTRACT_DATA',
    parse: data,
  }),
  rule: several({
    flags: '--rule <glob>',
    help: 'only these rules; repeatable',
    variable: 'CONTRACT_RULE',
    parse: text,
  }),
  operation: several(
    {
      flags: '--operation <glob>',
      help: 'only these operations, as “Folder / Name”; repeatable',
      page: 'only these operations, as `Folder / Name`; repeatable (in the variable: one a line)',
      variable: 'CONTRACT_OPERATION',
      parse: text,
    },
    '\n',
  ),
  profile: one({
    flags: '--profile <name>',
    help: 'manual, nightly or release (default: manual)',
    variable: 'CONTRACT_PROFILE',
    parse: oneOf(PROFILE_NAMES),
  }),
  writes: several({
    flags: '--writes <name>',
    help: 'an environment in which requests that change data may be sent; repeatable (default: sandbox)',
    variable: 'CONTRACT_WRITES',
    parse: environment,
  }),
  optIn: several<string>({
    flags: '--opt-in <family>',
    help: 'also run an opt-in family (rate-limit)',
    page: 'also run an opt-in family: `rate-limit`, which sends up to 3,000 requests to one reading operation in each environment',
    variable: 'CONTRACT_OPT_IN',
    parse: oneOf(OPT_IN_FAMILIES),
  }),
  lanes: one({
    flags: '--lanes <n>',
    help: 'units under way at once in one environment',
    variable: 'CONTRACT_LANES',
    parse: whole(1, 1000),
  }),
  rate: one({
    flags: '--rate <n>',
    help: `requests per second, at most, in one environment; “off” for no limit (default: none; ${DEFAULTS.productionRate} in production)`,
    page: `requests per second at most, in one environment; \`off\` for no limit (default: none; ${DEFAULTS.productionRate} in production)`,
    variable: 'CONTRACT_RATE',
    parse: rate,
  }),
  timeout: one({
    flags: '--timeout <ms>',
    help: `for one request, the whole answer included (default: ${DEFAULTS.timeout})`,
    variable: 'CONTRACT_TIMEOUT',
    parse: whole(1, 3_600_000),
  }),
  retries: one({
    flags: '--retries <n>',
    help: `after no answer, 429 or 503 (default: ${DEFAULTS.retries})`,
    page: `after no answer, 429 or 503 (default: ${DEFAULTS.retries}); what was sent again is told. Times in reports and \`pm.response.responseTime\` are those of the last attempt, without any waiting`,
    variable: 'CONTRACT_RETRIES',
    parse: whole(0, 100),
  }),
  maxWait: one({
    flags: '--max-wait <seconds>',
    help: `for the rate limit of one operation, all in all; then its cases are skipped (default: ${DEFAULTS.maxWait})`,
    variable: 'CONTRACT_MAX_WAIT',
    parse: whole(0, 86_400),
  }),
  shard: one({
    flags: '--shard <i/n>',
    help: 'only the i-th of n parts of the plan; `contract-suite merge` joins them',
    page: 'only the i-th of n parts of the plan; `contract-suite merge` joins them ([more than one machine](../README.md#more-than-one-machine))',
    variable: 'CONTRACT_SHARD',
    parse: shard,
  }),
  costs: one({
    flags: '--costs <file>',
    help: 'results.json of a whole run that the parts are weighed by (default: the one in --out)',
    page: '`results.json` of a whole run that the parts are weighed by (default: the one in `--out`)',
    variable: 'CONTRACT_COSTS',
    parse: text,
  }),
};

/** What a whole run is compared with, and what it has to reach. */
const DEMANDS = {
  since: one({
    flags: '--since <path>',
    help: 'what is compared with: a results.json, or a folder of them (default: the last run in --out)',
    page: 'what the run is compared with: a `results.json`, or a folder of them, of which the newest (default: the last run in `--out`)',
    variable: 'CONTRACT_SINCE',
    parse: text,
  }),
  minCodes: one({
    flags: '--min-codes <percent>',
    help: "the contract does not hold where fewer of the error catalogue's codes are seen",
    page: "exit 1 where fewer of the error catalogue's codes are seen; wins over `minCodes` in `contract.yaml`",
    variable: 'CONTRACT_MIN_CODES',
    parse: whole(0, 100),
  }),
  maxSkipped: one({
    flags: '--max-skipped <percent>',
    help: `no verdict where more of the cases are skipped (default: ${PROFILES.release.mostSkipped} in the profile release)`,
    page: "exit 3 where more of the cases are skipped (default: the profile's)",
    variable: 'CONTRACT_MAX_SKIPPED',
    parse: whole(0, 100),
  }),
};

const COLOR = { color: flag('--no-color', 'print without colours') };
const VERBOSE = { verbose: flag('--verbose', 'print everything') };
const OUTPUT = { quiet: flag('--quiet', 'print the verdict only'), ...VERBOSE, ...COLOR };

/** The folder of a run; of other commands only where they have one default with it. */
const OUT = {
  out: one({
    flags: '--out <dir>',
    help: 'where reports go',
    variable: 'CONTRACT_OUT',
    byDefault: 'reports',
    parse: text,
  }),
};

const faults = (help: string, page = help) => ({
  fault: several({ flags: '--fault <name>', help, page, parse: text }),
});

/** Of each command, its options, in the order in which help lists them. */
export const OPTIONS = {
  run: {
    ...SCOPE,
    ...faults(
      'with --embedded: break it in this way; repeatable',
      'with `--embedded`: break it in this way; `NAME@production` in one environment only; repeatable',
    ),
    ...OUT,
    ...DEMANDS,
    ...OUTPUT,
  },
  judge: {
    ...CONTRACT,
    rule: several({
      flags: '--rule <glob>',
      help: 'only these rules; repeatable (default: those of the run)',
      parse: text,
    }),
    operation: several({
      flags: '--operation <glob>',
      help: 'only these operations; repeatable (default: those of the run)',
      parse: text,
    }),
    out: one({ flags: '--out <dir>', help: 'where reports go', byDefault: 'reports/judged', parse: text }),
    ...OUTPUT,
  },
  import: {
    spec: one({ flags: '--spec <file>', help: 'an OpenAPI 3.0 or 3.1 document', parse: text }),
    environment: several({
      flags: '--environment <file>',
      help: 'an exported environment or globals, or sandbox=<file>; repeatable',
      page: 'an exported environment or globals, or `sandbox=FILE`; repeatable',
      parse: text,
    }),
    partial: flag('--partial', 'take in what can be read where other parts cannot'),
    replace: flag('--replace', 'set aside the files of another collection in this workspace'),
    dryRun: flag('--dry-run', 'say what would be written, and write nothing'),
    quiet: flag('--quiet', 'print what needs a look, and the verdict'),
    ...VERBOSE,
    ...COLOR,
  },
  check: { ...SCOPE, ...OUTPUT },
  doctor: {
    env: SCOPE.env,
    ...CONTRACT,
    data: SCOPE.data,
    timeout: SCOPE.timeout,
    quiet: OUTPUT.quiet,
    ...COLOR,
  },
  diff: {
    format: one({
      flags: '--format <name>',
      help: 'text, json or markdown (default: text)',
      parse: oneOf(['text', 'json', 'markdown']),
    }),
    ...COLOR,
  },
  clean: {
    env: SCOPE.env,
    ...CONTRACT,
    writes: SCOPE.writes,
    rate: SCOPE.rate,
    timeout: SCOPE.timeout,
    retries: SCOPE.retries,
    maxWait: SCOPE.maxWait,
    dryRun: flag('--dry-run', 'print what would be deleted, and send nothing'),
    out: { ...OUT.out, help: 'where the reports are' },
  },
  merge: { ...CONTRACT, ...OUT, ...DEMANDS, ...OUTPUT },
  waive: {
    until: one({
      flags: '--until <date>',
      help: 'the last day (UTC) on which the failures are put up with: 2027-01-31',
      page: 'the last day (UTC) on which the failures are put up with: `2027-01-31`',
      parse: day,
    }),
    owner: one({ flags: '--owner <name>', help: 'who answers for them', parse: words }),
    reason: one({ flags: '--reason <text>', help: 'why', parse: words }),
    rule: several({
      flags: '--rule <glob>',
      help: 'only failures of these rules; breaches only where it names them with their family; repeatable',
      page: 'only failures of these rules; breaches only where it names them with their family (`privacy/*`, not `*`); repeatable',
      parse: text,
    }),
    operation: several({
      flags: '--operation <glob>',
      help: 'only failures of these operations; repeatable',
      parse: text,
    }),
    env: several({
      flags: '-e, --env <name>',
      help: 'only failures in sandbox or production; repeatable',
      parse: environment,
    }),
    prune: flag('--prune', 'drop the waivers of failures that are gone'),
    dryRun: flag('--dry-run', 'show the change, and write nothing'),
    ...CONTRACT,
    out: one({
      flags: '--out <dir>',
      help: 'where the reports of the run are',
      variable: 'CONTRACT_OUT',
      byDefault: 'reports',
      parse: text,
    }),
    ...OUTPUT,
  },
  explain: OUTPUT,
  serve: { ...faults('break it in this way; repeatable'), ...VERBOSE },
  prove: {
    list: flag('--list', 'list the faults, a line each, and run nothing'),
    ...faults(
      'only this fault (“name@production”: in one environment); repeatable',
      'only this fault (`NAME@production`: in one environment); repeatable',
    ),
    sample: flag('--sample', 'one fault of each family and a few correct APIs: the proof in seconds'),
    whole: flag('--whole', 'run all operations each time, not only some that show it and some that do not'),
    quiet: flag('--quiet', 'print what went wrong, and the verdict'),
    ...COLOR,
    ...VERBOSE,
  },
};

type Table = typeof OPTIONS;
/** The folder of reports has a default: it is always there. */
type WithOut<Name extends 'run' | 'judge' | 'merge' | 'waive' | 'clean'> = Options<Table[Name]> & {
  readonly out: string;
};

export type RunOptions = WithOut<'run'>;
export type JudgeOptions = WithOut<'judge'>;
export type MergeOptions = WithOut<'merge'>;
export type WaiveOptions = WithOut<'waive'>;
export type CleanOptions = WithOut<'clean'>;
export type ImportOptions = Options<Table['import']>;
export type CheckOptions = Options<Table['check']>;
export type DoctorOptions = Options<Table['doctor']>;
export type DiffOptions = Options<Table['diff']>;
export type ExplainOptions = Options<Table['explain']>;
export type ServeOptions = Options<Table['serve']>;
export type ProveOptions = Options<Table['prove']>;
export type ScopeOptions = Options<typeof SCOPE>;
export type DemandOptions = Options<typeof DEMANDS>;
export type OutputOptions = Options<typeof OUTPUT>;
