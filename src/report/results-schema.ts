import { VERDICTS } from '../contract/verdict.js';

/** Grows by one with each change that a reader of `results.json` could stumble over. */
export const RESULTS_FORMAT = 1;
/** Written beside `results.json`, which names it as its `$schema`. */
export const RESULTS_SCHEMA_FILE = 'results.schema.json';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const count = { type: 'integer', minimum: 0 };
const environment = { enum: ['sandbox', 'production'] };
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const listOf = (name: string) => ({ type: 'array', items: ref(name) });

/** An object that holds exactly these properties; those of `optional` may be missing. */
function record(required: Record<string, object>, optional: Record<string, object> = {}) {
  return {
    type: 'object',
    required: Object.keys(required),
    additionalProperties: false,
    properties: { ...required, ...optional },
  };
}

const identity = record(
  {
    suite: record({ name: text, version: text }),
    node: text,
    contract: record({ file: text, title: text, hash: text }, { hashBesideWaivers: text }),
    startedAt: { type: 'string', format: 'date-time' },
    environments: {
      type: 'array',
      items: record(
        {
          name: environment,
          baseUrl: text,
          embedded: { type: 'boolean' },
          writes: { type: 'boolean' },
        },
        { data: record({ file: text, rows: count }) },
      ),
    },
    profile: { enum: ['manual', 'nightly', 'release'] },
    faults: texts,
    rules: texts,
  },
  {
    commit: text,
    ownCa: { type: 'boolean' },
    labels: record({ names: texts, tokens: count }),
    userRules: {
      type: 'array',
      items: record({ id: text, says: text, documented: texts, file: text }),
    },
  },
);

const answer = record(
  { kind: { const: 'answer' }, status: count, statusText: text, headers: listOf('header'), size: count },
  {
    body: ref('body'),
    defect: record({ kind: text, detail: text }),
    requestId: text,
    graphql: { enum: ['errors', 'partial', 'nothing', 'data'] },
    gateway: text,
  },
);
const noAnswer = record({ kind: { const: 'none' }, reason: text, detail: text }, { code: text });

const exchange = record(
  {
    id: count,
    environment,
    operation: text,
    startedAt: { type: 'string', format: 'date-time' },
    duration: count,
    request: record(
      { method: text, url: text, headers: listOf('header') },
      { body: ref('body'), base64: text },
    ),
    outcome: { anyOf: [answer, noAnswer] },
  },
  {
    retried: {
      type: 'array',
      items: record({ detail: text, waited: { type: 'number' } }, { status: count }),
    },
    variables: { type: 'object', additionalProperties: text },
  },
);

const finding = record(
  {
    expected: text,
    received: text,
    sent: text,
    environments: { type: 'array', items: environment },
    cause: text,
  },
  {
    at: text,
    advice: text,
    kinds: texts,
    fingerprint: text,
    exchange: ref('exchange'),
    counterpart: ref('exchange'),
    trail: listOf('exchange'),
  },
);

const part = record(
  { name: text, result: { enum: ['passed', 'failed', 'skipped', 'never finished'] } },
  { message: text },
);

const case_ = {
  ...record(
    { id: text, environment, rule: text, verdict: { enum: VERDICTS }, duration: count, exchanges: count },
    {
      operation: text,
      variation: text,
      position: count,
      reason: text,
      until: text,
      owner: text,
      waiver: text,
      before: ref('before'),
      notes: texts,
      parts: { type: 'array', items: part },
      finding: ref('finding'),
    },
  ),
  oneOf: [
    verdictIn(['passed']),
    verdictIn(['failed', 'flaky'], 'finding'),
    verdictIn(['errored', 'skipped', 'waived'], 'reason'),
  ],
};

const before = { type: 'array', items: { enum: ['failed', 'flaky', 'passed', 'not reached'] } };

const problem = record(
  {
    id: text,
    rule: text,
    rules: texts,
    operations: texts,
    environments: { type: 'array', items: environment },
    sent: text,
    expected: text,
    received: text,
    cases: { type: 'array', minItems: 1, items: text },
    reproduce: texts,
  },
  {
    at: text,
    change: { enum: ['new', 'still'] },
    before,
    failingSince: { type: 'string', format: 'date-time' },
    lastPassed: { type: 'string', format: 'date-time' },
  },
);

const milliseconds = { type: 'number', minimum: 0 };
const latency = record({
  environment,
  operation: text,
  count,
  min: milliseconds,
  median: milliseconds,
  p95: milliseconds,
  max: milliseconds,
});

const repeat = record({ environment, after: text, count });
/** Of a run that was one part of a whole; each of its cases says its position in the whole. */
const shard = record(
  {
    index: { type: 'integer', minimum: 1 },
    of: { type: 'integer', minimum: 1 },
    planned: count,
    later: texts,
    codes: { type: 'object', additionalProperties: { type: 'object', additionalProperties: count } },
  },
  { costs: text },
);
const past = {
  type: 'array',
  items: record({ id: text, rule: text, operations: texts, environments: texts, cases: texts }),
};
const changes = record({
  since: record({ file: text, startedAt: text }),
  new: texts,
  still: texts,
  fixed: past,
  flaky: past,
  waived: past,
  notReached: past,
  cases: record({ new: count, still: count, fixed: count, flaky: count, notReached: count }),
});

const codeSeen = {
  code: text,
  seen: { type: 'array', items: record({ environment, operation: text, count }) },
  more: count,
};
const codes = record({
  catalogued: { type: 'array', items: record({ ...codeSeen, type: text }) },
  uncatalogued: { type: 'array', items: record(codeSeen) },
});

/** JSON Schema (2020-12) of `results.json`. */
export const RESULTS_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'results.json of a contract run',
  ...record(
    {
      $schema: text,
      format: { const: RESULTS_FORMAT },
      verdict: text,
      exitCode: { enum: [0, 1, 3, 130] },
      interrupted: { type: 'boolean' },
      identity,
      duration: count,
      requests: { type: 'object', additionalProperties: count },
      planned: count,
      counts: ref('counts'),
      environments: { type: 'object', additionalProperties: ref('counts') },
      notes: texts,
      problems: { type: 'array', items: problem },
      shortfalls: texts,
      cases: listOf('case'),
    },
    {
      repeats: { type: 'array', items: repeat },
      shard,
      latencies: { type: 'array', items: latency },
      changes,
      codes,
    },
  ),
  $defs: {
    counts: record(Object.fromEntries(VERDICTS.map((verdict) => [verdict, count]))),
    header: record({ name: text, value: text }),
    body: { anyOf: [text, record({ bytes: count, startsWithHex: text })] },
    case: case_,
    before,
    finding,
    exchange,
  },
};

/** A case that ended in one of these ways, and then has that property. */
function verdictIn(verdicts: readonly string[], needed?: string) {
  const properties = { verdict: { enum: verdicts } };
  return needed === undefined
    ? { properties }
    : { properties: { ...properties, [needed]: {} }, required: [needed] };
}
