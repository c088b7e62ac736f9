import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/contract/model.js';
import { yamlOf } from '../../src/contract/yaml-places.js';
import { mergedProposal } from '../../src/import/propose/merge.js';
import { type Proposal, proposalOf, proposalText } from '../../src/import/propose/proposal.js';
import { item, load, script, shop } from '../contract-loading/workspace.js';

async function operationsIn(...items: Parameters<typeof shop>[0]): Promise<readonly Operation[]> {
  return (await load(shop(items))).operations;
}

const proposals: fc.Arbitrary<Proposal> = fc.record({
  operations: fc.uniqueArray(
    fc.record({
      name: fc
        .string({ minLength: 1, unit: 'grapheme' })
        .map((name) => name.replace(/\s+/g, ' ').trim() || 'x'),
      changes: fc.boolean(),
      unique: fc.array(fc.constantFrom('email', 'a.b'), { maxLength: 2 }),
    }),
    { selector: ({ name }) => name },
  ),
  hosts: fc.uniqueArray(fc.domain()),
  unset: fc.uniqueArray(fc.constantFrom('userId', 'order id', 'x')),
  secrets: fc
    .uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('required', 'optional')), {
      selector: ([name]) => name,
    })
    .map((entries) => new Map(entries)),
});

describe('A proposal', () => {
  it('takes what reads, by method or words, for what changes nothing', async () => {
    const post = (name: string) => item(name);
    const get = item('Anything', {}, { method: 'GET' });
    const operations = await operationsIn(
      get,
      post('List customers'),
      post('Search'),
      post('Create a customer'),
      post('Get or create'),
      post('Fetch an order'),
      post('Get charge'),
      post('Customer details'),
      post('Fetch and order'),
      post('Order status'),
      post('Frobnicate'),
      item('Get it away', {}, { method: 'DELETE' }),
    );
    expect(proposalOf(operations, [], [], []).operations.map(({ name, changes }) => [name, changes])).toEqual(
      [
        ['Anything', false],
        ['List customers', false],
        ['Search', false],
        ['Create a customer', true],
        ['Get or create', true],
        ['Fetch an order', false],
        ['Get charge', false],
        ['Customer details', false],
        ['Fetch and order', true],
        ['Order status', true],
        ['Frobnicate', true],
        ['Get it away', true],
      ],
    );
  });

  it('asks for no credential where the same request goes out without one', async () => {
    const key = [{ key: 'X-Api-Key', value: 'k-1234' }];
    const get = (name: string, path: string, header = key, test = '') =>
      item(name, { event: [script('test', test)] }, { method: 'GET', url: `{{baseUrl}}/${path}`, header });
    const operations = await operationsIn(
      get('Mine', 'things'),
      get('Everybody', 'things?all=1', []),
      get('One', 'things/1'),
      get('Nobody', 'things/1', [], 'pm.response.to.have.status(401)'),
    );
    const { operations: proposed } = proposalOf(operations, [], [], []);
    expect(proposed.map(({ name, credentials }) => [name, credentials])).toEqual([
      ['Mine', 'none'],
      ['Everybody', undefined],
      ['One', undefined],
      ['Nobody', undefined],
    ]);
  });

  it('takes what a variable fills beside a password for unique where somebody is registered', async () => {
    const user = {
      user: { email: '{{EMAIL}}', username: 'x {{NAME}}', slug: '{{$guid}}', password: 'p' },
    };
    const post = (name: string, body: unknown, set = '') =>
      item(name, { event: [script('test', set)] }, { body: { mode: 'raw', raw: JSON.stringify(body) } });
    const unique = async (...items: ReturnType<typeof item>[]) => {
      const variable = ['EMAIL', 'NAME'].map((key) => ({ key, value: 'x' }));
      const { operations } = await load(shop(items, { variable }));
      return proposalOf(operations, [], [], []).operations.map((proposed) => proposed.unique);
    };
    const invitation = post('Create an invitation', { email: '{{EMAIL}}' });
    expect(await unique(post('Create a user', user), post('Create a session', user), invitation)).toEqual([
      ['user.email', 'user.username'],
      [],
      [],
    ]);
    const named = post('Create an account', user, "pm.environment.set('NAME', 'y')");
    expect(await unique(named)).toEqual([['user.email']]);
  });

  it('takes no GET that says it changes something, and no mutation, for what changes nothing', async () => {
    const get = (name: string, url: string, header: { key: string; value: string }[] = []) =>
      item(name, {}, { method: 'GET', url, header });
    const graphql = (name: string, query: string) =>
      item(
        name,
        {},
        { method: 'POST', url: '{{baseUrl}}/graphql', body: { mode: 'graphql', graphql: { query } } },
      );
    const operations = await operationsIn(
      get('Delete a thing', '{{baseUrl}}/things/1'),
      get('Thing', '{{baseUrl}}/things/1/delete'),
      get('Other', '{{baseUrl}}/things/1?_method=DELETE'),
      get('Header', '{{baseUrl}}/things/1', [{ key: 'X-HTTP-Method-Override', value: 'DELETE' }]),
      graphql('Query a wipe', 'mutation Wipe($a: ID) { wipe(a: $a) }'),
      graphql('Query mutations', '{ mutations { id } }'),
      get('Deleted things', '{{baseUrl}}/deleted'),
      get('Things that cancel', '{{baseUrl}}/cancel-reasons?_method=GET'),
    );
    expect(proposalOf(operations, [], [], []).operations.map(({ changes }) => changes)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('names fixed values of creates that look unique, and no others', async () => {
    const raw = '{"email":"a@b.c","name":"A","n":{{n}},"user":{"username":"u","slug":"{{slug}}"},"note":""}';
    const variable = [
      { key: 'n', value: '1' },
      { key: 'slug', value: 's' },
    ];
    const { operations } = await load(
      shop([item('Create', {}, { body: { mode: 'raw', raw } })], { variable }),
    );
    expect(proposalOf(operations, [], [], []).operations[0]?.unique).toEqual(['email', 'user.username']);
  });

  it('is a configuration that the loader takes', async () => {
    const files = shop([item('Create: a #1 "thing"'), item('List things')]);
    const { operations } = await load(files);
    const secrets = [
      { name: 'api key', blank: false },
      { name: 'yes', blank: true },
    ];
    const text = proposalText(proposalOf(operations, ['auth.example.com', 'localhost:8080'], [], secrets));
    const { config } = await load({ ...files, 'collections/contract.yaml': text });
    expect(config.operations['List things']).toEqual({ changes: false });
    expect(config.secrets).toEqual({ 'api key': 'required', yes: 'optional' });
    expect(config.hosts).toEqual(['auth.example.com', 'localhost:8080']);
  });
});

describe('A second proposal', () => {
  it('keeps what people wrote, adds what is new, and makes a comment of what is gone', async () => {
    const existing = `# mine
operations:
  A: { changes: true } # sure
  Old: { changes: false, unique: [email] }
accept: { x: [400] }
`;
    const operations = ['A', 'B'].map((name) => ({ name, changes: false, unique: [] }));
    const { text, notes } = await mergedProposal(existing, {
      operations,
      hosts: [],
      unset: [],
      secrets: new Map(),
    });
    expect(text).toBe(`# mine
operations:
  A: { changes: true } # sure
  B: { changes: false }
accept: { x: [ 400 ] }

# gone: "Old": {"changes":false,"unique":["email"]}
`);
    expect(notes.map(({ fate, place }) => [fate, place])).toEqual([
      ['advice', 'B'],
      ['changed', 'Old'],
    ]);
  });

  it('is written below comments that stand there alone, and refused where a list or a text does', async () => {
    const proposal = { operations: [], hosts: [], unset: [], secrets: new Map() };
    expect((await mergedProposal('# ours\n', proposal)).text).toMatch(/^# ours\n# yaml-language-server/);
    for (const text of ['[]\n', 'text\n']) {
      await expect(mergedProposal(text, proposal)).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        fact: 'it holds no mapping',
      });
    }
  });

  it('adds no host to a list that a person may have shortened, and says so', async () => {
    const { text, notes } = await mergedProposal('hosts: []\n', {
      operations: [],
      hosts: ['x.y'],
      unset: [],
      secrets: new Map(),
    });
    expect(text).toBe('hosts: []\n');
    expect(notes[0]?.fact).toContain('x.y');
  });

  it('that says the same changes no byte', async () => {
    await fc.assert(
      fc.asyncProperty(proposals, async (proposal) => {
        const text = proposalText(proposal);
        expect((await mergedProposal(text, proposal)).text).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('made twice is the same as made once, from whatever was there', async () => {
    await fc.assert(
      fc.asyncProperty(proposals, proposals, async (before, after) => {
        const once = (await mergedProposal(proposalText(before), after)).text;
        expect((await mergedProposal(once, after)).text).toBe(once);
        const { json } = await yamlOf(once, 'contract.yaml');
        const names = after.operations.map(({ name }) => name);
        expect(Object.keys(Object(Object(json).operations)).sort()).toEqual(names.sort());
      }),
      { numRuns: 60 },
    );
  });
});
