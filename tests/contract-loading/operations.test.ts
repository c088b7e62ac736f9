import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { operationNamed } from '../../src/contract/load.js';
import type { Operation } from '../../src/contract/model.js';
import { item, load, script, shop, url } from './workspace.js';

async function names(items: Json[]): Promise<string[]> {
  return (await load(shop(items))).operations.map(({ name }) => name);
}

async function operation(name: string, items: Json[], more: JsonObject = {}): Promise<Operation> {
  const found = operationNamed(await load(shop(items, more)), name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
}

const bearer = (token: string): JsonObject => ({ type: 'bearer', bearer: [{ key: 'token', value: token }] });

describe('names', () => {
  test('an operation is named by its folders and its own name', async () => {
    expect(
      await names([{ name: 'Customers', item: [{ name: 'Old', item: [item('Create')] }] }, item('Ping')]),
    ).toEqual(['Customers / Old / Create', 'Ping']);
  });

  test('repeated names are numbered, and stay unique among names that look numbered', async () => {
    expect(await names([item('A'), item('A'), item('A (2)'), item('A')])).toEqual([
      'A',
      'A (2)',
      'A (2) (2)',
      'A (3)',
    ]);
  });

  test('a request without a name is named by its method and path, or unnamed', async () => {
    expect(
      await names([
        { request: { method: 'post', url: url('things', 'get') } },
        { request: 'https://x.example/a/b?c=1' },
        { request: {} },
      ]),
    ).toEqual(['POST /things/get', 'GET /a/b', 'unnamed']);
  });

  test('line breaks and spaces around a name are tidied', async () => {
    expect(await names([item('  Create\n a  thing ')])).toEqual(['Create a thing']);
  });

  test('an operation is found by its exact name only', async () => {
    const contract = await load(shop([item('A')]));
    expect(operationNamed(contract, 'A')?.index).toBe(0);
    expect(operationNamed(contract, 'a')).toBeUndefined();
    expect(operationNamed(contract, '__proto__')).toBeUndefined();
  });
});

describe('places and requests', () => {
  test('index and path lead to the item in the collection', async () => {
    const { operations } = await load(
      shop([item('A'), { name: 'F', item: [{ name: 'E', item: [] }, item('B')] }]),
    );
    expect(operations.map(({ index, path }) => [index, path])).toEqual([
      [0, [0]],
      [1, [1, 1]],
    ]);
  });

  test('a request that is a URL, or has none, is kept as an object with a URL', async () => {
    const { operations } = await load(
      shop([
        { name: 'A', request: '{{baseUrl}}/a' },
        { name: 'B', request: { method: 'put' } },
        { name: 'C', request: { url: null } },
      ]),
    );
    expect(operations.map(({ method, request }) => [method, request.url])).toEqual([
      ['GET', '{{baseUrl}}/a'],
      ['PUT', ''],
      ['GET', ''],
    ]);
  });

  test('folders may be fifty deep', async () => {
    let nested: JsonObject = item('Leaf');
    for (let depth = 50; depth > 0; depth--) nested = { name: `F${depth}`, item: [nested] };
    const { operations } = await load(shop([nested]));
    expect(operations[0]?.folders).toHaveLength(50);
  });

  test('ten thousand requests load, each under its own name', async () => {
    const { operations } = await load(shop(Array.from({ length: 10_000 }, () => item('Same'))));
    expect(new Set(operations.map(({ name }) => name)).size).toBe(10_000);
  });
});

describe('auth in force', () => {
  const folder = (auth: Json, request: JsonObject): Json => ({
    name: 'F',
    auth,
    item: [item('A', {}, request)],
  });
  const inForce = async (folderAuth: Json, requestAuth?: Json) =>
    (
      await operation('F / A', [folder(folderAuth, requestAuth === undefined ? {} : { auth: requestAuth })], {
        auth: bearer('c'),
      })
    ).auth;

  test('is that of the request, else of the nearest folder, else of the collection', async () => {
    expect(await inForce(bearer('f'), bearer('r'))).toEqual(bearer('r'));
    expect(await inForce(bearer('f'), null)).toEqual(bearer('f'));
    expect(await inForce(null)).toEqual(bearer('c'));
  });

  test('ends at noauth', async () => {
    expect(await inForce({ type: 'noauth' })).toBeUndefined();
    expect(await inForce(bearer('f'), { type: 'noauth' })).toBeUndefined();
    expect(await inForce({ type: 'noauth' }, bearer('r'))).toEqual(bearer('r'));
  });
});

describe('scripts in force', () => {
  test('run from the collection inwards, prerequests first, without disabled and empty ones', async () => {
    const found = await operation(
      'F / A',
      [
        {
          name: 'F',
          event: [script('test', '// folder'), { ...script('test', '// off'), disabled: true }],
          item: [
            item('A', {
              event: [
                script('test', '', '// own'),
                script('prerequest', ' '),
                script('prerequest', '// before'),
              ],
            }),
          ],
        },
      ],
      { event: [script('prerequest', '// first'), script('test', '// collection')] },
    );
    expect(found.scripts.map(({ listen, source, owner }) => [listen, source, owner])).toEqual([
      ['prerequest', '// first', 'collection'],
      ['prerequest', '// before', 'F / A'],
      ['test', '// collection', 'collection'],
      ['test', '// folder', 'F'],
      ['test', '\n// own', 'F / A'],
    ]);
  });
});

describe('examples', () => {
  test('keep name, status, headers and body; the status may be given by its phrase', async () => {
    const originalRequest = { method: 'POST' };
    const { examples } = await operation('A', [
      item('A', {
        response: [
          { name: 'Made', code: 201, header: [{ key: 'X', value: '1' }], body: '{}', originalRequest },
          { name: 'Lost', status: 'Not Found', header: 'X: 2\r\nY: 3', body: null },
          { name: 'No status at all' },
        ],
      }),
    ]);
    expect(examples).toEqual([
      { name: 'Made', status: 201, headers: [{ key: 'X', value: '1' }], body: '{}', originalRequest },
      {
        name: 'Lost',
        status: 404,
        headers: [
          { key: 'X', value: '2' },
          { key: 'Y', value: '3' },
        ],
        body: '',
      },
    ]);
  });
});

describe('an operation that shows an error', () => {
  const shows = async (more: JsonObject) => (await operation('A', [item('A', more)])).expectsError;
  const asks = (...lines: string[]) => shows({ event: [script('test', ...lines)] });

  test('has error examples only', async () => {
    expect(await shows({ response: [{ code: 400 }, { code: 404 }] })).toBe(true);
    expect(await shows({ response: [{ code: 200 }, { code: 404 }] })).toBe(false);
  });

  test.each([
    'pm.response.to.have.status(404);',
    'pm.expect(pm.response.code).to.equal(400);',
    'pm.expect(pm.response.code).to.be.oneOf([400, 401]);',
    'tests["Refused"] = responseCode.code === 404;',
    'pm.response.to.be.notFound;',
    'pm.test("not 200", () => pm.response.to.have.status(403));',
    'pm.expect([400, 404]).to.include(pm.response.code);',
    'pm.expect(pm.response.code).to.be.within(400, 499);',
    'pm.expect(pm.response.code).to.be.above(399);',
  ])('or, without examples, a test that asks for one: %s', async (line) => {
    expect(await asks(line)).toBe(true);
  });

  test.each([
    'pm.response.to.have.status(200);',
    'pm.response.to.not.have.status(500);',
    'pm.expect(pm.response.code).to.be.oneOf([200, 404]);',
    'if (pm.response.code === 429) { return; }',
    '// pm.response.to.have.status(404);',
    'pm.test("404", () => {});',
    'pm.expect(pm.response.code).to.be.below(400);',
    'pm.expect(pm.response.code).to.be.lessThan(500);',
    'pm.expect(pm.response.code).to.not.eql(500);',
    'pm.expect(pm.response.code, "no 404").to.be.ok;',
    'pm.expect(pm.response.code).to.be.within(200, 404);',
    '',
  ])('but no other test: %s', async (line) => {
    expect(await asks(line)).toBe(false);
  });
});

test('an operation counts as changing data unless contract.yaml says otherwise, reads by method too', async () => {
  const { operations } = await load({
    ...shop([item('A'), item('B'), item('C', {}, { method: 'GET' })]),
    'collections/contract.yaml': 'operations:\n  B: { changes: false }\n',
  });
  expect(operations.map(({ changes }) => changes)).toEqual([true, false, true]);
});
