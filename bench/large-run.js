export const CASES = 20_000;

/** One case in fifty failed. @returns {import('../src/judge/result.js').RunResult} */
export function largeRun() {
  const environments = /** @type {const} */ (['sandbox', 'production']);
  const rules = [
    'parameter/required',
    'parameter/type',
    'error/envelope',
    'response/schema',
    'status/success',
  ];
  /** @type {import('../src/judge/result.js').CaseResult[]} */ const results = [];
  /** @type {import('../src/judge/result.js').Problem[]} */ const problems = [];
  for (let index = 0; index < CASES; index += 1) {
    const environment = environments[index % 2] ?? 'sandbox';
    const rule = rules[index % rules.length] ?? '';
    const operation = `Folder ${index % 12} / Operation ${index % 150}`;
    const planned = { id: `case ${index}`, environment, operation, rule, variation: `field_${index >> 1}` };
    const verdict = index % 50 === 0 ? failed(environment, index) : passed;
    results.push({ case: planned, verdict, duration: index % 100, exchanges: 1 });
    if (verdict.status !== 'failed') continue;
    const { finding } = verdict;
    problems.push({
      id: `${index}`,
      rule,
      operations: [operation],
      environments: [environment],
      finding,
      cases: [planned.id],
      rules: [rule],
    });
  }
  const counts = {
    passed: CASES - problems.length,
    failed: problems.length,
    flaky: 0,
    errored: 0,
    skipped: 0,
    waived: 0,
  };
  return {
    identity: {
      suite: { name: 'contract-suite', version: '0' },
      node: process.version,
      contract: { file: 'collections/large.json', title: 'Large', hash: '0'.repeat(64) },
      startedAt: new Date(0),
      environments: environments.map((name) => ({
        name,
        baseUrl: `https://${name}.example.com`,
        embedded: false,
        writes: true,
      })),
      profile: 'manual',
      faults: [],
      rules,
    },
    duration: 1,
    interrupted: false,
    requests: {},
    results,
    problems,
    counts,
    notes: [],
    exitCode: 1,
  };
}

const passed = /** @type {const} */ ({ status: 'passed', notes: [] });

/** @param {'sandbox' | 'production'} environment @param {number} index */
function failed(environment, index) {
  const headers = /** @type {const} */ ([['Content-Type', 'application/json']]);
  const body = Buffer.from(
    JSON.stringify({ error_code: 'NOT_FOUND', list: Array.from({ length: 60 }, (_, item) => ({ item })) }),
  );
  return /** @type {const} */ ({
    status: 'failed',
    notes: [],
    finding: {
      expected: 'status 400',
      received: `status 404 (${index})`,
      sent: 'the valid request without a field',
      environments: [environment],
      cause: `${index}`,
      exchange: {
        id: index,
        environment,
        operation: '',
        request: { method: 'POST', origin: 'https://example.com', target: '/things', headers, body },
        outcome: { kind: 'answer', status: 404, statusText: 'Not Found', headers, body, size: body.length },
        startedAt: 0,
        duration: 3,
        retried: [],
      },
    },
  });
}
