import { describe, expect, it } from 'vitest';
import { answer, byNewman, fixture, item, OK, ranWith } from './rows.js';

const STATE = [
  item('Scopes', '/scopes?name={{name}}&zip={{zip}}&local={{local}}&kept={{kept}}&i={{i}}', {
    before: [
      "pm.variables.set('local', pm.variables.get('local') || 'set in ' + pm.info.iteration);",
      "if (pm.iterationData.get('name') === 'Bob') pm.variables.set('name', 'Robert');",
      "pm.environment.set('i', pm.info.iteration + ' of ' + pm.info.iterationCount);",
      "pm.environment.set('zip', 'hidden by the row');",
    ],
    test: [
      "pm.environment.set('kept', data.name);",
      "pm.test('name', () => pm.expect(pm.iterationData.get('name')).to.be.a('string'));",
      'if (pm.info.iteration === 1) pm.execution.setNextRequest(null);',
    ],
  }),
  item('Body', '/body', {
    method: 'POST',
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body: { mode: 'raw', raw: '{"name":"{{name}}","zip":{{zip}},"more":"{{more}}","i":"{{i}}"}' },
    test: ["pm.test('name', () => pm.expect(pm.iterationData.get('name')).to.not.eql('Cleo'));"],
  }),
];
const ROWS = 'name,zip,more\nAda,"00123",x\nBob,00123,\nCleo,5,"a b&c"\n';

describe('A journey with data rows', () => {
  it('sends what newman sends, in its order, and sees the same tests fail', async () => {
    const how = { data: ROWS, rules: ['collection/*'] };
    const theirs = await byNewman(STATE, how);
    const ours = await ranWith(STATE, how);
    expect(theirs.arrived).toHaveLength(5);
    expect(ours.arrived).toEqual(theirs.arrived);
    expect(theirs.failures).toBe(1);
    expect(ours.of('Body')).toEqual([
      "failed: “name”: row 3 of rows.csv: expected '{{SANDBOX_DATA_3_NAME}}' to not deeply equal '{{SANDBOX_DATA_3_NAME}}'",
    ]);
    expect(ours.of('Scopes')).toEqual(['passed']);
  });

  it('goes on with the rest of its row, and with the other rows, behind a script that never ends', async () => {
    const items = [
      item('First', '/first?name={{name}}', { before: ['// built by newman'] }),
      item('Loops', '/loops?name={{name}}', {
        before: ['// built by newman'],
        test: ["if (pm.iterationData.get('n') === 2) while (true);"],
      }),
      item('Last', '/last?name={{name}}&i={{i}}', {
        before: ["pm.environment.set('i', pm.info.iteration + ' of ' + pm.info.iterationCount);"],
      }),
    ];
    const { arrived, of } = await ranWith(items, {
      data: 'n,name\n1,a\n2,b\n3,c\n',
      rules: ['collection/*'],
    });
    expect(arrived).toEqual([
      'GET /first?name=a',
      'GET /loops?name=a',
      'GET /last?name=a&i=0%20of%203',
      'GET /first?name=b',
      'GET /loops?name=b',
      'GET /last?name=b&i=1%20of%203',
      'GET /first?name=c',
      'GET /loops?name=c',
      'GET /last?name=c&i=2%20of%203',
    ]);
    expect(of('Loops').join()).toMatch(/^errored: row 2 of rows.csv: /);
    expect(of('Last')).toEqual(['passed']);
  });

  it('goes through many rows', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const { arrived, result } = await ranWith(
      [
        item('Row', '/row?name={{name}}', {
          before: ['// built by newman'],
          test: ["pm.test('n', () => {});"],
        }),
      ],
      { data: `name\n${rows.join('\n')}\n`, rules: ['collection/*'] },
    );
    expect(arrived).toEqual(rows.map((name) => `GET /row?name=${name}`));
    expect(result.results.map(({ verdict }) => verdict)).toEqual([
      { status: 'passed', notes: [], parts: [{ name: 'n', result: 'passed' }] },
    ]);
  });

  it('passes the collection that newman passes', async () => {
    const { item: items } = JSON.parse(
      fixture('collection.json').replaceAll('https://localhost:18443', '{{baseUrl}}'),
    );
    const how = { data: fixture('data.csv') };
    expect((await byNewman(items, how)).failures).toBe(0);
    const { arrived, of } = await ranWith(items, how);
    expect([of('Row'), of('Row', 'status/success')]).toEqual([['passed'], ['passed']]);
    expect(new Set(arrived)).toEqual(new Set(['GET /row?name=Ada&zip=00123']));
  });
});

describe('A unit with data rows', () => {
  const items = [
    item('Make', '/things', {
      method: 'POST',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      body: { mode: 'raw', raw: '{"name":"{{name}}"}' },
      test: ["pm.collectionVariables.set('id', pm.response.json().id);"],
    }),
    item('Show', '/things/{{id}}?name={{name}}'),
  ];
  const api = (request: string): string => {
    if (request.includes('"Ada"') || request.includes('name=Ada'))
      return answer('400 Bad Request', { error_code: 'x' });
    return request.startsWith('POST') ? answer('200 OK', { id: 'thing-7' }) : OK;
  };
  const own = ({ arrived }: { arrived: readonly string[] }) => arrived.slice(4);

  it('takes the first row that works, for its setup and its probes', async () => {
    const ran = await ranWith(items, {
      data: 'name\nAda\nBob\n',
      rules: ['status/success', 'authentication/*'],
      answer: api,
    });
    expect(own(ran).length).toBeGreaterThan(3);
    expect(own(ran).every((line) => line.includes('Bob'))).toBe(true);
    expect(ran.of('Show', 'status/success')).toEqual(['passed']);
  });

  it('takes each row where all are asked for, and says which one a finding came from', async () => {
    const ran = await ranWith(items, {
      data: 'name\nAda\nBob\n',
      rules: ['collection/*', 'status/success'],
      files: { 'collections/contract.yaml': 'rows: all\n' },
      answer: api,
    });
    expect(ran.of('Make', 'status/success')).toEqual([
      'row 1 of rows.csv: failed: status 400',
      'row 2 of rows.csv: passed',
    ]);
    expect(ran.of('Make')).toHaveLength(1);
    const ids = ran.result.results.map(({ case: { id } }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has requests that newman builds of its own row, which scripts are told the number of', async () => {
    const ran = await ranWith(
      [
        item('Signed', '/signed?name={{name}}', {
          before: [
            "pm.request.headers.upsert({ key: 'X-Row', value: [data.name, pm.info.iteration, pm.info.iterationCount].join() });",
          ],
        }),
      ],
      {
        data: 'name\nAda\nBob\nCleo\n',
        rules: ['status/success', 'authentication/*', 'status/repeatable'],
        files: { 'collections/contract.yaml': 'rows: all\n' },
      },
    );
    const seen = new Set(
      ran.requests.map((text) => `${/name=(\w+)/.exec(text)?.[1]} ${/^x-row: (.*)$/im.exec(text)?.[1]}`),
    );
    expect([...seen].sort()).toEqual(['Ada Ada,0,3', 'Bob Bob,1,3', 'Cleo Cleo,2,3']);
    expect(ran.of('Signed', 'status/success')).toEqual(
      [1, 2, 3].map((row) => `row ${row} of rows.csv: passed`),
    );
  });

  it('names the row in a finding where it takes the first that works', async () => {
    const { result } = await ranWith(items, {
      data: 'name\nAda\nBob\n',
      rules: ['status/success', 'response/content-type'],
      answer: (request) => api(request).replace(/application\/json/, 'text/plain'),
    });
    const findings = result.problems.map(({ finding }) => finding.sent);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every((sent) => sent.includes('(row 2 of rows.csv)'))).toBe(true);
  });

  it('is skipped where it fails without a row, and so is a test; what does without is judged', async () => {
    const none = "pm.expect(pm.iterationData.get('name')).to.eql(undefined)";
    const { of } = await ranWith(
      [
        item('Before', '/before/{{made}}', {
          before: ["pm.variables.set('made', pm.iterationData.get('name') || 'nobody');"],
          test: ["pm.collectionVariables.set('id', pm.response.json().id);"],
        }),
        item('Behind', '/behind/{{id}}'),
        item('Default', '/default/{{other}}', {
          before: ["pm.variables.set('other', pm.iterationData.get('name') || 'somebody');"],
        }),
        item('Test', '/test', {
          test: ["pm.test('row', () => pm.expect(pm.iterationData.get('name')).to.eql('Ada'));"],
        }),
        item('Does without', '/none', { test: [`pm.test('none', () => ${none});`] }),
        item('Template', '/template?name={{name}}'),
      ],
      {
        rules: ['collection/*', 'status/*'],
        files: { 'collections/contract.yaml': 'unset: [name]\n' },
        answer: (request) => (request.includes('nobody') ? answer('500 Oops', {}) : OK),
      },
    );
    const reason = 'Before reads a data row: give --data FILE';
    for (const rule of ['status/success', 'status/no-server-error', 'status/documented'])
      expect([of('Before', rule), of('Behind', rule)]).toEqual([
        [`skipped: ${reason}`],
        [`skipped: ${reason}`],
      ]);
    expect(of('Default', 'status/success')).toEqual(['passed']);
    expect(of('Test')).toEqual(['skipped: it reads a data row: give --data FILE']);
    expect(of('Test', 'status/success')).toEqual(['passed']);
    expect(of('Does without')).toEqual(['passed']);
    expect(of('Template', 'status/success')).toEqual([
      'skipped: {{name}} has no value in sandbox: give it one in collections/sandbox.postman_environment.json, or in a data row (--data FILE)',
    ]);
  });
});
