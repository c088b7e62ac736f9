import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/contract/json.js';

/** Names of variables that scripts set, some of which the collection, the environment or the globals hold before. */
export const NAMES = ['env', 'num', 'empty', 'step', 'who', 'kept'];
/** What comes before each request of a script: nobody else asks for these paths. */
const BY_SCRIPT = '/by-script';

const name = fc.constantFrom(...NAMES);
const scope = fc.constantFrom('environment', 'globals', 'collectionVariables', 'variables');
const value = fc.constantFrom(
  "'text'",
  '7',
  'true',
  'null',
  'undefined',
  "''",
  '({ a: 1 })',
  '[1, 2]',
  'NaN',
  'new Date(0)',
  "'{{env}}'",
  'pm.info.requestName',
);
const title = fc.constantFrom('holds', 'holds again', 'is « odd »', '');

const test = fc.oneof(
  title.map((text) => `pm.test(${JSON.stringify(text)}, () => pm.expect(1).to.equal(1));`),
  title.map((text) => `pm.test.skip(${JSON.stringify(text)}, () => pm.expect(1).to.equal(2));`),
  fc.constantFrom(
    "pm.test('the path ' + pm.request.url.getPath(), () => true);",
    "pm.test('a cookie ' + pm.cookies.get('sid'), () => true);",
    'pm.test(`${pm.info.eventName} of ${pm.info.requestName} ${pm.info.requestId}`, () => true);',
    "pm.test(pm.execution.location.join(' > '), () => pm.expect(pm.execution.location.current).to.be.a('string'));",
    "pm.test('in ' + pm.environment.name, () => pm.expect(pm.info.iteration).to.equal(0));",
    "tests['old style'] = true;",
    "pm.test('later', (done) => setTimeout(() => { pm.expect(1).to.equal(1); done(); }, 3));",
    "pm.test('asynchronous', async () => { await Promise.resolve(); pm.expect(1).to.equal(1); });",
  ),
);
const failing = fc.oneof(
  title.map((text) => `pm.test(${JSON.stringify(text)}, () => pm.expect('a').to.equal('b'));`),
  title.map((text) => `pm.test(${JSON.stringify(text)}, () => { throw new Error('in a test'); });`),
  fc.constantFrom(
    "pm.test('answered', () => pm.response.to.have.status(200));",
    "pm.test('an object', () => pm.expect(pm.response.json()).to.be.an('object'));",
    "pm.test('a cookie', () => pm.expect(pm.cookies.get('sid')).to.equal('1'));",
    "pm.test('has', () => pm.expect(pm.environment.has('step')).to.equal(true));",
    "tests['old style that fails'] = pm.info.requestName === 'nobody';",
    "pm.test('later, and fails', (done) => setTimeout(() => done(new Error('too late')), 3));",
    "setTimeout(() => pm.test('by a timer', () => pm.expect(1).to.equal(2)), 2);",
  ),
);
const read = fc.oneof(
  fc
    .tuple(scope, name)
    .map(
      ([from, key]) =>
        `pm.test('${from} ${key} is ' + JSON.stringify(pm.${from}.get('${key}')) + typeof pm.${from}.get('${key}') + pm.${from}.has('${key}'), () => true);`,
    ),
  name.map((key) => `pm.test('filled in: ' + pm.variables.replaceIn('{{${key}}}'), () => true);`),
);
const write = fc.oneof(
  fc.tuple(scope, name, value).map(([to, key, made]) => `pm.${to}.set('${key}', ${made});`),
  fc.tuple(scope, name).map(([to, key]) => `pm.${to}.unset('${key}');`),
  fc.tuple(name, value).map(([key, made]) => `postman.setEnvironmentVariable('${key}', ${made});`),
  fc.tuple(name, value).map(([key, made]) => `postman.setGlobalVariable('${key}', ${made});`),
);
const change = fc.constantFrom(
  "pm.request.headers.add({ key: 'X-Script', value: String(pm.variables.get('step')) });",
  "pm.request.headers.upsert({ key: 'X-A', value: '{{who}}' });",
  "pm.request.headers.remove('X-A');",
  "pm.request.url.query.add({ key: 'added', value: '{{step}}' });",
  "pm.request.body = { mode: 'raw', raw: 'of a script' };",
  "pm.request.method = 'PUT';",
);
const fall = fc.constantFrom(
  "throw new Error('thrown');",
  'nobody.knows();',
  'const a = 1; a = 2;',
  'no script at all',
  "pm.expect('a').to.equal('b');",
  "setTimeout(() => { throw new Error('thrown by a timer'); }, 2);",
);
const send = fc.constantFrom(
  `pm.sendRequest(pm.environment.get('baseUrl') + '${BY_SCRIPT}', (error, answer) => {
    pm.test('its own request', () => pm.expect(answer.code).to.equal(200));
    pm.globals.set('kept', answer.json().path);
  });`,
  `pm.sendRequest({
    url: pm.environment.get('baseUrl') + '${BY_SCRIPT}/made', method: 'POST',
    header: { 'X-Of-Script': pm.variables.get('who') || 'nobody', 'Content-Type': 'application/json' },
    body: { mode: 'raw', raw: JSON.stringify({ step: pm.variables.get('step') }) },
  }, (error, answer) => {
    pm.environment.set('step', answer.json().path);
    pm.sendRequest(pm.environment.get('baseUrl') + '${BY_SCRIPT}/then', () => pm.test('both', () => true));
  });`,
  `pm.sendRequest(pm.environment.get('baseUrl') + '${BY_SCRIPT}?status=404', (error, answer) => {
    if (answer.code === 404) throw new Error('thrown behind a request');
  });`,
);
const skip = fc.constantFrom(
  'pm.execution.skipRequest();',
  "if (pm.variables.get('step') === 'text') pm.execution.skipRequest();",
);
/** Forwards, to itself, to nobody, to a folder, to the end; backwards once at most. */
const jump = (targets: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...targets.map((target) => JSON.stringify(target)), 'null', "'nobody'", "'folder'"),
      fc.constantFrom('pm.execution.setNextRequest', 'postman.setNextRequest'),
    )
    .map(
      ([target, call]) =>
        `if (!pm.globals.get('jumped ' + pm.info.requestId)) { pm.globals.set('jumped ' + pm.info.requestId, true); ${call}(${target}); }`,
    );

const event = (listen: string, sources: readonly string[]): Json => ({
  listen,
  script: { type: 'text/javascript', exec: sources.join('\n').split('\n') },
});

/** Scripts of a request, a folder or the collection, a few statements each. */
export function events(targets: readonly string[], rich: boolean): fc.Arbitrary<JsonObject> {
  const some = (list: { weight: number; arbitrary: fc.Arbitrary<string> }[]) =>
    fc.array(fc.oneof(...list), { minLength: 1, maxLength: rich ? 4 : 2 });
  const common = [
    { weight: 16, arbitrary: test },
    { weight: 16, arbitrary: read },
    { weight: 16, arbitrary: write },
    { weight: 1, arbitrary: failing },
    { weight: 1, arbitrary: fall },
    { weight: 4, arbitrary: send },
  ];
  const before = some([
    ...common,
    { weight: 8, arbitrary: change },
    { weight: rich ? 2 : 0, arbitrary: skip },
  ]);
  const behind = some([...common, { weight: rich ? 4 : 0, arbitrary: jump(targets) }]);
  const chance = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof(
      { weight: rich ? 2 : 1, arbitrary },
      { weight: rich ? 1 : 3, arbitrary: fc.constant(undefined) },
    );
  return fc.tuple(chance(before), chance(behind)).map(([prerequest, tests]) => {
    const list = [
      ...(prerequest ? [event('prerequest', prerequest)] : []),
      ...(tests ? [event('test', tests)] : []),
    ];
    return list.length > 0 ? { event: list } : {};
  });
}
