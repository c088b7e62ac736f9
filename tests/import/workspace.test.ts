import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { type ImportOptions, type ImportReport, importContract } from '../../src/import/import.js';

const SECRET = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const request = (name: string, body: Json, answer: Json = { id: '1' }): JsonObject => ({
  name,
  request: {
    method: 'POST',
    url: `https://sandbox.shop.example/v1/${name.toLowerCase().replaceAll(' ', '-')}`,
    header: [{ key: 'X-Api-Key', value: SECRET }],
    body: { mode: 'raw', raw: JSON.stringify(body), options: { raw: { language: 'json' } } },
  },
  response: [{ name: 'done', code: 200, status: 'OK', header: [], body: JSON.stringify(answer) }],
});

const shop = (...item: JsonObject[]): JsonObject => ({
  info: { _postman_id: 'a-1', name: 'Shop', schema: SCHEMA },
  item,
});

let workspace = '';
beforeEach(async () => {
  workspace = await mkdtemp(path.join(tmpdir(), 'contract-import-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
});

const at = (file: string): string => path.join(workspace, file);
const read = (file: string): Promise<string> => readFile(at(file), 'utf8');

async function take(collection: JsonObject, more: Partial<ImportOptions> = {}): Promise<ImportReport> {
  await writeFile(at('export.json'), JSON.stringify(collection));
  return importContract({ workspace, source: 'export.json', fetching: { env: {} }, ...more });
}

const fates = ({ files }: ImportReport): Record<string, string> =>
  Object.fromEntries(files.map(({ file, fate }) => [file, fate]));

const CREATE = 'schemas/create-a-thing.200.schema.json';

describe('An import', () => {
  it('names an environment that is not there, or is no file, and writes nothing', async () => {
    for (const [file, fact] of [
      ['nope.json', 'there is no such file'],
      ['.', 'it is a folder, not a file'],
    ] as const) {
      await expect(take(shop(request('A', {})), { environments: [`sandbox=${file}`] })).rejects.toMatchObject(
        {
          code: 'SOURCE_UNREADABLE',
          place: file,
          fact,
        },
      );
    }
    expect(await readdir(workspace)).toEqual(['export.json']);
  });

  it('makes a workspace that loads, and says which files it wrote', async () => {
    const report = await take(shop(request('Create a thing', { email: 'a@b.example' })));
    expect(fates(report)).toMatchObject({
      'collections/Shop.postman_collection.json': 'new',
      'collections/contract.yaml': 'new',
      [CREATE]: 'new',
      '.env': 'new',
      '.gitignore': 'new',
    });
    const contract = await loadContract({ workspace });
    expect(contract.operations.map(({ name }) => name)).toEqual(['Create a thing']);
    expect(contract.config.operations['Create a thing']).toMatchObject({ changes: true, unique: ['email'] });
    expect(contract.schemas.response('Create a thing', 200)?.complete).toBe(false);
  });

  it('puts a secret into .env alone, which only its owner reads and git ignores', async () => {
    await take(shop(request('Create a thing', {})));
    expect(await read('.env')).toContain(SECRET);
    expect((await stat(at('.env'))).mode & 0o777).toBe(0o600);
    expect(await read('.gitignore')).toBe('.env\n');
    for (const file of await readdir(workspace, { recursive: true })) {
      if (['.env', 'export.json'].includes(file) || (await stat(at(file))).isDirectory()) continue;
      expect(await read(file), file).not.toContain(SECRET);
    }
  });

  it('marks secrets in contract.yaml, since a collection has no type for them, and reads the older mark too', async () => {
    await take({
      ...shop(request('A', {})),
      variable: [{ key: 'apiKey', value: 'a1b2c3d4', type: 'secret' }],
    });
    const collection = await read('collections/Shop.postman_collection.json');
    expect(collection).not.toContain('"secret"');
    expect((await loadContract({ workspace })).secrets.map(({ name, setting }) => [name, setting])).toEqual([
      ['apiKey', 'VAR_API_KEY'],
      ['xApiKey', 'VAR_X_API_KEY'],
    ]);
    const yaml = await read('collections/contract.yaml');
    expect(yaml).toContain('secrets:\n  apiKey: required\n  xApiKey: required\n');
    const older = collection.replaceAll('"value": ""', '"value": "", "type": "secret"');
    await writeFile(at('collections/Shop.postman_collection.json'), older);
    await writeFile(at('collections/contract.yaml'), yaml.replace(/secrets:\n.*\n.*\n/, ''));
    expect((await loadContract({ workspace })).secrets).toHaveLength(2);
    await take({
      ...shop(request('A', {})),
      variable: [{ key: 'apiKey', value: 'a1b2c3d4', type: 'secret' }],
    });
    expect(await read('collections/contract.yaml')).toMatch(
      /\nsecrets:\n {2}apiKey: required\n {2}xApiKey: required\n$/,
    );
  });

  it('asks for a blank secret that scripts alone read, and a run starts without it', async () => {
    const reading = {
      listen: 'prerequest',
      script: { exec: ["pm.environment.get('signingKey'); pm.environment.get('debugToken');"] },
    };
    await take({
      ...shop(request('A', {})),
      event: [reading],
      variable: [
        { key: 'signingKey', value: 'k3y-of-1234', type: 'secret' },
        { key: 'debugToken', value: '', type: 'secret' },
      ],
    });
    expect(await read('.env')).toContain('SANDBOX_VAR_DEBUG_TOKEN=\n');
    const { secrets } = await loadContract({ workspace });
    const needed = secrets.filter((secret) => secret.needed.length > 0).map(({ name }) => name);
    expect(needed).toEqual(['signingKey', 'xApiKey']);
  });

  it('changes no byte when it is made again', async () => {
    await take(shop(request('Create a thing', { n: 1 })));
    const report = await take(shop(request('Create a thing', { n: 1 })));
    expect(new Set(report.files.map(({ fate }) => fate))).toEqual(new Set(['same']));
  });

  it('changes no byte when it is made again of a collection whose name no file can have', async () => {
    const { info: _, ...rest } = shop(request('Create a thing', {}));
    const named = { ...rest, info: { name: 'Sh\ud800op', schema: SCHEMA } };
    await take(named);
    const report = await take(named);
    expect(new Set(report.files.map(({ fate }) => fate))).toEqual(new Set(['same']));
  });

  it('writes nothing on a dry run, and says what it would write', async () => {
    const report = await take(shop(request('Create a thing', {})), { dryRun: true });
    expect(fates(report)).toMatchObject({ 'collections/Shop.postman_collection.json': 'new' });
    expect(report.written).toBe(false);
    expect(await readdir(workspace)).toEqual(['export.json']);
  });

  it('tells what a new export added, changed and took away', async () => {
    await take(shop(request('Create a thing', { a: 1 }), request('Old', {})));
    const report = await take(shop(request('Create a thing', { a: 1, b: 2 }), request('New', {})));
    expect(report.operations).toEqual({ added: ['New'], changed: ['Create a thing'], gone: ['Old'] });
    expect(fates(report)['schemas/old.200.schema.json']).toBe('gone');
    expect((await loadContract({ workspace })).operations).toHaveLength(2);
  });

  it('keeps what people wrote into contract.yaml, schemas, environments and .env', async () => {
    await take(shop(request('Create a thing', {})));
    const yaml = (await read('collections/contract.yaml'))
      .replace('changes: true', 'changes: false')
      .replace('operations:', '# it only looks\noperations:');
    await writeFile(at('collections/contract.yaml'), yaml);
    const schema = (await read(CREATE)).replace('"complete": false', '"complete": true');
    await writeFile(at(CREATE), schema);
    await writeFile(at('.env'), (await read('.env')).replace(SECRET, 'another-secret'));
    const env = await read('.env');
    const report = await take(shop(request('Create a thing', {}, { id: 1, more: true }), request('New', {})));
    expect(await read(CREATE)).toBe(schema);
    expect(fates(report)[CREATE]).toBe('edited');
    expect(report.notes).toContainEqual(expect.objectContaining({ place: CREATE, fate: 'advice' }));
    expect(await read('.env')).toBe(env);
    const contract = await loadContract({ workspace });
    expect(contract.config.operations['Create a thing']).toMatchObject({ changes: false });
    expect(contract.config.operations['New']).toBeDefined();
    expect(await read('collections/contract.yaml')).toContain('# it only looks');
  });

  it('sets an edited schema of an operation that is gone aside, so that nothing is lost', async () => {
    await take(shop(request('Create a thing', {}), request('Stay', {})));
    await writeFile(at(CREATE), (await read(CREATE)).replace('"complete": false', '"complete": true'));
    const report = await take(shop(request('Stay', {})));
    expect(fates(report)[CREATE]).toBe('set aside');
    expect(await read(`${CREATE}.set-aside`)).toContain('"complete": true');
    expect((await loadContract({ workspace })).operations).toHaveLength(1);
  });

  it('refuses a workspace of another collection, and with replace sets that aside', async () => {
    await take(shop(request('Create a thing', {})));
    const other = { ...shop(request('Pay', {})), info: { _postman_id: 'b-2', name: 'Bank', schema: SCHEMA } };
    await expect(take(other)).rejects.toMatchObject({ code: 'IMPORT_OTHER_COLLECTION' });
    expect(await readdir(at('collections'))).toContain('Shop.postman_collection.json');
    await take(other, { replace: true });
    expect((await loadContract({ workspace })).operations.map(({ name }) => name)).toEqual(['Pay']);
  });

  it('follows a collection that was renamed', async () => {
    await take(shop(request('Create a thing', {})));
    const renamed = {
      ...shop(request('Create a thing', {})),
      info: { _postman_id: 'a-1', name: 'Store', schema: SCHEMA },
    };
    const report = await take(renamed);
    expect(fates(report)['collections/Shop.postman_collection.json']).toBe('gone');
    expect((await loadContract({ workspace })).title).toBe('Store');
  });

  it.runIf(process.getuid?.() !== 0)(
    'leaves everything as it was where a file cannot be written',
    async () => {
      await take(shop(request('Create a thing', {})));
      await chmod(at('schemas'), 0o500);
      onTestFinished(() => chmod(at('schemas'), 0o700));
      const before = await read('collections/Shop.postman_collection.json');
      await expect(take(shop(request('New', {})))).rejects.toMatchObject({ code: 'IMPORT_UNWRITABLE' });
      expect(await read('collections/Shop.postman_collection.json')).toBe(before);
    },
  );

  it('leaves everything as it was where a folder stands in the way of a file', async () => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(at('collections/contract.schema.json'), { recursive: true });
    await expect(take(shop(request('Create a thing', {})))).rejects.toMatchObject({
      code: 'IMPORT_UNWRITABLE',
    });
    expect(await readdir(workspace)).toEqual(['collections', 'export.json']);
    expect(await readdir(at('collections'))).toEqual(['contract.schema.json']);
  });

  it('lists variables that nothing gives a value to, and what needs them is skipped until they have one', async () => {
    const item = request('Create a thing', {});
    const report = await take(
      shop({ ...item, request: { method: 'POST', url: 'https://sandbox.shop.example/v1/{{thingId}}/x' } }),
    );
    expect(report.written).toBe(true);
    expect((await loadContract({ workspace })).config.unset).toEqual(['thingId']);
  });

  it('asks in .env for the variable of an auth that nothing gives a value to', async () => {
    const auth = {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'X-Key' },
        { key: 'value', value: '{{shopKey}}' },
      ],
    };
    const list: JsonObject = { name: 'List', request: { url: 'https://sandbox.shop.example/a/{{lang}}' } };
    const { toDo } = await take({ ...shop(list), auth });
    expect(await read('collections/contract.yaml')).toContain('secrets:\n  shopKey: required\n');
    expect(toDo.variables.map(({ text }) => text)).toEqual(['- "lang"']);
    expect(toDo.settings.map(({ text }) => text)).toEqual(['SANDBOX_VAR_SHOP_KEY=']);
    const { secrets } = await loadContract({ workspace });
    expect(secrets.map(({ setting }) => setting)).toEqual(['VAR_SHOP_KEY']);
  });
});

describe('An export that lies in collections/ itself', () => {
  const put = async (name: string): Promise<string> => {
    await mkdir(at('collections'));
    const text = JSON.stringify(shop(request('Create a thing', { email: 'a@b.example' })));
    await writeFile(at(`collections/${name}`), text);
    return text;
  };
  const takeFrom = (name: string): Promise<ImportReport> =>
    importContract({ workspace, source: `collections/${name}`, fetching: { env: {} } });

  it.each(['export.json', 'Old.postman_collection.json'])(
    'is not taken for the imported one: %s',
    async (name) => {
      const text = await put(name);
      const { notes } = await takeFrom(name);
      expect(notes).toContainEqual(expect.objectContaining({ place: `collections/${name}` }));
      expect(await read(`collections/${name}`)).toBe(text);
      expect(JSON.stringify((await loadContract({ workspace })).collection)).toContain('{{baseUrl}}');
      expect((await takeFrom(name)).files.filter(({ fate }) => fate !== 'same')).toEqual([]);
    },
  );

  it('is set aside where the imported one comes into its place', async () => {
    const text = await put('Shop.postman_collection.json');
    const report = await takeFrom('Shop.postman_collection.json');
    expect(report.operations.added).toEqual(['Create a thing']);
    expect(await read('collections/Shop.postman_collection.json.set-aside')).toBe(text);
    expect(await read('collections/Shop.postman_collection.json')).not.toContain(SECRET);
    const again = await takeFrom('Shop.postman_collection.json');
    expect(again.files.filter(({ fate }) => fate !== 'same')).toEqual([]);
  });
});

it('An .env that is no UTF-8 stays as it is, and nothing is written', async () => {
  const text = Buffer.from('\uFEFFA=b\n', 'utf16le');
  await writeFile(at('.env'), text);
  await expect(take(shop(request('Create a thing', {})))).rejects.toMatchObject({ place: '.env' });
  expect((await readFile(at('.env'))).equals(text)).toBe(true);
  expect((await readdir(workspace)).sort()).toEqual(['.env', 'export.json']);
});
