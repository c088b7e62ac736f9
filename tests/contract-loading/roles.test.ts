import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { item, load, script, shop, url } from './workspace.js';

const keeps = (name: string): JsonObject =>
  script('test', `pm.collectionVariables.set("${name}", pm.response.json().id);`);
const body = (raw: string): JsonObject => ({ mode: 'raw', raw });

async function role(of: Json): Promise<string | undefined> {
  const variable = [{ key: 'customerId', value: 'c1' }];
  return (await load(shop([of], { variable }))).operations[0]?.role;
}

describe('the role of an operation', () => {
  test.each([
    ['create', 'customers/create', 'Create a customer'],
    ['read', 'customers/get', 'Get a customer'],
    ['list', 'customers/list', 'List customers'],
    ['update', 'customers/update', 'Change it'],
    ['update', 'customers/amend', 'x'],
    ['delete', 'customers/remove', 'x'],
    ['read', 'customers', 'Retrieve one customer'],
    ['list', 'customers', 'Get all customers'],
    ['list', 'x', 'Get customers'],
    ['delete', 'x', 'deleteCustomer'],
    ['delete', 'x', 'Drop a feed'],
    ['list', 'x', 'Find people'],
    ['read', 'jobs/poll', 'Jobs'],
  ])('is %s by the words of %s, "%s"', async (expected, path, name) => {
    expect(await role(item(name, {}, { url: url(...path.split('/')) }))).toBe(expected);
  });

  test('is list where it asks for a page and its saved success holds a list of objects', async () => {
    const asked = (raw: string, answer: string, name = 'Customer lookup') =>
      role(item(name, { response: [{ code: 200, body: answer }] }, { body: body(raw) }));
    const page = '{"rows":[{"id":1}],"total":1}';
    expect(await asked('{"page":1,"per_page":20}', page)).toBe('list');
    expect(await asked('{"page":1}', page, 'Directory')).toBe('list');
    expect(await asked('{"page":1,"id":"{{customerId}}"}', page)).toBe('read');
    expect(await asked('{"page":1}', '{"row":{"id":1}}')).toBe('read');
    expect(await asked('{"colour":1}', page)).toBe('read');
  });

  test('is create where the saved success is a 201', async () => {
    expect(await role(item('Exports', { response: [{ code: 201 }, { code: 400 }] }))).toBe('create');
  });

  test('is create where its own test keeps something, and nothing else is said', async () => {
    expect(await role(item('Checkout', { event: [keeps('orderId')] }))).toBe('create');
    expect(await role(item('Checkout'))).toBeUndefined();
  });

  test.each([
    ['GET', 'customers', 'list'],
    ['GET', 'customers/:id', 'read'],
    ['GET', 'status', 'read'],
    ['PATCH', 'customers/:id', 'update'],
    ['DELETE', 'customers/:id', 'delete'],
  ])('follows the method where the API uses methods: %s %s', async (method, path, expected) => {
    expect(await role(item('Customers', {}, { method, url: url(...path.split('/')) }))).toBe(expected);
  });

  test('is what contract.yaml says', async () => {
    const { operations } = await load({
      ...shop([item('Get a customer')]),
      'collections/contract.yaml': 'operations:\n  Get a customer:\n    role: create\n',
    });
    expect(operations[0]?.role).toBe('create');
  });

  test('is none for an operation that shows an error', async () => {
    expect(await role(item('Create without a name', { response: [{ code: 400 }] }))).toBeUndefined();
  });
});

describe('what deletes a creation', () => {
  const create = (kind: string): Json => item(`Create ${kind}`, { event: [keeps(`${kind}Id`)] });
  const remove = (kind: string, request: JsonObject): Json => item(`Delete ${kind}`, {}, request);

  async function deletedBy(items: Json[]): Promise<Record<string, string | undefined>> {
    const { operations } = await load(shop(items));
    return Object.fromEntries(
      operations.filter(({ role }) => role === 'create').map(({ name, deletedBy }) => [name, deletedBy]),
    );
  }

  test('is the deletion that uses what the creation kept', async () => {
    expect(
      await deletedBy([
        create('source'),
        create('customer'),
        remove('customer', { body: body('{"id":"{{customerId}}"}') }),
      ]),
    ).toEqual({ 'Create source': undefined, 'Create customer': 'Delete customer' });
  });

  test('is told from its parent by the last identifier of the path', async () => {
    expect(
      await deletedBy([
        create('customer'),
        create('source'),
        remove('source', { url: url('customers', '{{customerId}}', 'sources', '{{sourceId}}') }),
      ]),
    ).toEqual({ 'Create customer': undefined, 'Create source': 'Delete source' });
  });

  test('is the one whose path ends in the identifier, whatever stands before it', async () => {
    const of = (method: string, ...path: string[]): Json =>
      item(`${method} ${path.join(' ')}`, {}, { method, url: url(...path) });
    const favorite = of('DELETE', 'articles', '{{articleId}}', 'favorite');
    const reply = of('DELETE', 'articles', '{{articleId}}', 'replies', '5');
    expect(await deletedBy([create('article'), favorite, reply])).toEqual({ 'Create article': undefined });
    const byMethod = of('DELETE', 'articles', '{{articleId}}');
    expect(await deletedBy([create('article'), favorite, byMethod])).toEqual({
      'Create article': 'DELETE articles {{articleId}}',
    });
    const byVerb = of('POST', 'articles', '{{articleId}}', 'delete');
    expect(await deletedBy([create('article'), favorite, byVerb])).toEqual({
      'Create article': 'POST articles {{articleId}} delete',
    });
    const named = item(
      'Delete article',
      {},
      {
        method: 'DELETE',
        url: { ...url('articles', ':slug'), variable: [{ key: 'slug', value: '{{articleId}}' }] },
      },
    );
    expect(await deletedBy([create('article'), favorite, named])).toEqual({
      'Create article': 'Delete article',
    });
  });

  test('is none that undoes what another operation does to it, named in the body', async () => {
    const of = (...path: string[]): Json =>
      item(path.join(' '), {}, { url: url(...path), body: body('{"article":"{{articleId}}"}') });
    const items = [create('article'), of('favorites', 'add'), of('favorites', 'remove')];
    expect(await deletedBy(items)).toMatchObject({ 'Create article': undefined });
    expect(await deletedBy([...items, of('articles', 'remove')])).toMatchObject({
      'Create article': 'articles remove',
    });
  });

  test('is none for what is a credential: in an auth block, a header, a parameter, or by its name', async () => {
    const bearer = { type: 'bearer', bearer: [{ key: 'token', value: '{{made}}' }] };
    const uses: [string, JsonObject][] = [
      ['made', { auth: bearer }],
      ['made', { header: [{ key: 'Authorization', value: 'Token {{made}}' }] }],
      ['made', { url: { ...url('me'), query: [{ key: 'access_token', value: '{{made}}' }] } }],
      ['accessToken', {}],
    ];
    for (const [variable, request] of uses) {
      const logIn = item('Log in', {
        event: [script('test', `pm.environment.set("${variable}", pm.response.json().t);`)],
      });
      const { operations } = await load(
        shop([logIn, item('Me', {}, request)], { variable: [{ key: 'made', value: '' }] }),
      );
      expect(operations[0]?.role, variable).toBeUndefined();
    }
  });

  test('is the one that ends a session or takes a key back, whatever that is called', async () => {
    const key = (...remove: Json[]) =>
      deletedBy([
        item('Create a key', {
          event: [script('test', 'pm.environment.set("apiKey", pm.response.json().k);')],
        }),
        ...remove,
      ]);
    const byPath = item('Delete the key', {}, { method: 'DELETE', url: url('keys', '{{apiKey}}') });
    expect(await key(byPath)).toEqual({ 'Create a key': 'Delete the key' });
    const byBody = item('Revoke', {}, { url: url('keys', 'revoke'), body: body('{"key":"{{apiKey}}"}') });
    expect(await key(byBody)).toEqual({ 'Create a key': 'Revoke' });
  });

  test('is told from its parent by its words where the body holds both', async () => {
    expect(
      await deletedBy([
        create('customer'),
        create('source'),
        remove('source', { body: body('{"source":"{{sourceId}}","customer":"{{customerId}}"}') }),
      ]),
    ).toEqual({ 'Create customer': undefined, 'Create source': 'Delete source' });
  });

  test('is found where the client makes up the identifier itself', async () => {
    const chosen = script('prerequest', 'pm.collectionVariables.set("traitKey", "t" + Date.now());');
    expect(
      await deletedBy([
        item('Create trait', { event: [chosen] }, { body: body('{"key":"{{traitKey}}"}') }),
        remove('trait', { body: body('{"key":"{{traitKey}}"}') }),
      ]),
    ).toEqual({ 'Create trait': 'Delete trait' });
  });

  test('is no deletion that shows an error', async () => {
    const broken = item(
      'Delete customer twice',
      { response: [{ code: 404 }] },
      { body: body('{{customerId}}') },
    );
    expect(await deletedBy([create('customer'), broken])).toEqual({ 'Create customer': undefined });
  });
});
