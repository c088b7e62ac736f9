import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeV3 } from '../../src/import/v3/take.js';
import {
  directoryOf,
  firstRequest,
  flawsOf,
  itemsOf,
  notesOf,
  request,
  taken,
  write,
} from './v3-directory.js';

const GOOD = { 'Good.request.yaml': request() };

describe('A file that cannot be read', () => {
  test.each<[what: string, content: string | Buffer, flaw: string]>([
    ['is no YAML', request('name: "open'), ':4:1: it is not valid YAML: Missing closing "quote'],
    [
      'begins a value with {{',
      request('url: {{a}}/b'),
      ':2:11: it is not valid YAML: Unexpected scalar at node end',
    ],
    [
      'is a bare {{variable}}',
      request('url: {{a}}'),
      ':2:7: a mapping or list stands here in place of a text',
    ],
    ['repeats a key', request('url: a', 'name: a', 'name: b'), ':4:1: the key "name" stands there twice'],
    [
      'repeats __proto__',
      request('url: a', '__proto__: a', '__proto__: b'),
      ':4:1: the key "__proto__" stands there twice',
    ],
    [
      'has an alias of itself',
      request('url: a', 'x: &x [*x]'),
      ':3:8: the alias *x stands for nothing that is complete before it',
    ],
    [
      'has an alias of nothing',
      request('url: *x'),
      ':2:6: the alias *x stands for nothing that is complete before it',
    ],
    ['explodes', bomb(), ':6:8: aliases repeat too many values'],
    ['is nested too deeply in flow', `a: ${'['.repeat(100_000)}`, ':1:204: its values are nested too deeply'],
    ['is nested too deeply in one line', '- '.repeat(200_000), ':1:401: its values are nested too deeply'],
    ['is nested too deeply by lines', deepLines(), ':202:1: its values are nested too deeply'],
    ['has too many parts', 'a:\n'.repeat(90_000), ':62500:3: it has too many parts'],
    ['is too large', Buffer.alloc(11 * 1024 * 1024, 'a'), ': the file is larger than 10 MB'],
    ['is not UTF-8', Buffer.from('$kind: http-request\nname: \xe4\n', 'latin1'), ':2:7: it is not UTF-8'],
    ['is UTF-16', Buffer.from('\uFEFF$kind: http-request\n', 'utf16le'), ':1:1: it is not UTF-8'],
    [
      'holds two documents',
      `${request()}---\n${request()}`,
      ':3:1: it is not valid YAML: there is more than one document in it',
    ],
    ['is empty', '', ':1:1: the file holds no mapping'],
    ['is a list', '- a\n', ':1:1: the file holds no mapping'],
    ['has no $kind', 'url: a\n', ':1:1: `$kind` is missing'],
    ['has an unknown $kind', '$kind: htp-request\nurl: a\n', ':1:8: `$kind` is no kind of request'],
  ])('which %s is named with its place, and the rest is taken in', async (_, content, flaw) => {
    const read = await taken({ ...GOOD, 'F/Bad.request.yaml': content });
    expect(flawsOf(read)).toEqual([`F/Bad.request.yaml${flaw}`]);
    expect(read.flaws[0]).toMatchObject({ code: 'COLLECTION_UNREADABLE' });
    expect(itemsOf(read.collection).map(({ name }) => name)).toEqual(['Good']);
  });

  test('quotes nothing of what stands in it', async () => {
    const read = await taken({ 'R.request.yaml': 'a: "x"\n"s3cr3t" s3cr3t: *s\n  - "s3cr3t"' });
    expect(read.flaws.map(({ message }) => message).join()).not.toContain('s3cr3t');
  });

  test('is told together with all the others', async () => {
    const bad = {
      'A.request.yaml': 'a: [',
      'F/B.request.yaml': 'a: [',
      '.resources/definition.yaml': 'a: [',
    };
    const examples = { '.resources/Good.resources/examples/E.example.yaml': 'a: [' };
    const read = await taken({ ...GOOD, ...bad, ...examples });
    expect(read.flaws.map(({ place }) => place.split(':')[0])).toEqual([
      '.resources/definition.yaml',
      'A.request.yaml',
      '.resources/Good.resources/examples/E.example.yaml',
      'F/B.request.yaml',
    ]);
  });
});

describe('A value of a type that cannot be understood', () => {
  test.each<[line: string, flaw: string]>([
    ['name: [a]', ':3:7: `name` is no text'],
    ['description: {content: a}', ':3:14: `description` is no text'],
    ['method: {}', ':3:9: `method` is no text'],
    ['headers: a', ':3:10: `headers` is neither a mapping nor a list'],
    ['headers: [a]', ':3:11: this entry is no mapping'],
    ['headers: {A: null}', ':3:14: `A` has no value'],
    ['headers: {A: [b]}', ':3:14: `A` is no text'],
    ['headers: [{key: A}]', ':3:12: `value` has no value'],
    ['headers: [{value: a}]', ':3:12: `key` is missing'],
    ['headers: [{key: A, value: a, disabled: 1}]', ':3:40: `disabled` is neither true nor false'],
    ['pathVariables: {id: null}', ':3:21: `id` has no value'],
    ['body: null', ':3:7: `body` is null'],
    ['body: text', ':3:7: `body` is no mapping'],
    ['body: {content: a}', ':3:8: `type` is missing'],
    ['body: {type: graphql, content: a}', ':3:14: `type` is no type of body'],
    ['body: {type: json, content: {a: 1}}', ':3:29: `content` is no text'],
    ['body: {type: formdata, content: a}', ':3:33: `content` is no list'],
    ['body: {type: formdata, content: [{type: file, key: a, src: [1]}]}', ':3:60: `src` is no list of paths'],
    ['body: {type: formdata, content: [{type: x, key: a}]}', ':3:41: `type` is no type of a part'],
    ['body: {type: file, content: [a]}', ':3:29: `content` is no mapping'],
    ['auth: a', ':3:7: `auth` is no mapping'],
    ['auth: {type: aws, credentials: {a: b}}', ':3:14: `type` is no type of auth'],
    ['auth: {type: bearer, credentials: a}', ':3:35: `credentials` is no mapping'],
    ['scripts: a', ':3:10: `scripts` is no list'],
    ['scripts: [{type: afterResponse, path: ./a.js}]', ':3:12: `code` is missing'],
    ['scripts: [{type: afterAll, code: a}]', ':3:18: `type` is no type of script here'],
    [
      'scripts: [{type: afterResponse, code: a, language: text/lua}]',
      ':3:52: `language` is not text/javascript',
    ],
    ['settings: {strictSSL: 1}', ':3:23: `strictSSL` is neither true nor false'],
    ['settings: {disabledSystemHeaders: {host: 1}}', ':3:35: `disabledSystemHeaders` is no list of texts'],
    ['examples: [a]', ':3:11: `examples` is no text'],
    ['order: first', ':3:8: `order` is no number'],
    ['order: .nan', ':3:8: `order` is no number'],
  ])('`%s` is a flaw, and the request is left out whole', async (line, flaw) => {
    const read = await taken({ ...GOOD, 'Bad.request.yaml': request(line) });
    expect(flawsOf(read)).toEqual([`Bad.request.yaml${flaw}`]);
    expect(itemsOf(read.collection).map(({ name }) => name)).toEqual(['Good']);
  });

  test('of a definition is a flaw, and what is sound of the definition is taken', async () => {
    const definition = '$kind: collection\nname: Named\nvariables: {a: b, c: [d]}\nauth: {type: no}\n';
    const read = await taken({ ...GOOD, '.resources/definition.yaml': definition });
    expect(flawsOf(read)).toEqual([
      '.resources/definition.yaml:4:14: `type` is no type of auth',
      '.resources/definition.yaml:3:22: `c` is no text',
    ]);
    expect(read.collection).toMatchObject({ info: { name: 'Named' }, variable: [{ key: 'a', value: 'b' }] });
  });

  test.each<[what: string, definition: string, flaw: string]>([
    ['without $kind', 'name: a\n', ':1:1: `$kind` is missing'],
    ['of another $kind', '$kind: folder\n', ':1:8: `$kind` is not that of a definition'],
  ])('a definition %s is a flaw', async (_, definition, flaw) => {
    const read = await taken({ ...GOOD, '.resources/definition.yaml': definition });
    expect(flawsOf(read)).toEqual([`.resources/definition.yaml${flaw}`]);
    expect(read.collection).toMatchObject({ info: { name: 'Shop' }, item: [{ name: 'Good' }] });
  });

  test.each<[what: string, example: string, flaw: string]>([
    ['without an answer', '$kind: http-example\n', ':1:1: `response` is missing'],
    [
      'written as a saved response',
      '$kind: http-example\ncode: 200\nbody: a\n',
      ':1:1: `response` is missing',
    ],
    [
      'without a status',
      '$kind: http-example\nresponse: {statusText: OK, body: {type: text, content: a}}\n',
      ':2:12: `statusCode` is missing',
    ],
    ['of another $kind', '$kind: example\n', ':1:8: `$kind` is no kind of example'],
  ])('an example %s is a flaw, and its request is taken in', async (_, example, flaw) => {
    const file = '.resources/Good.resources/examples/E.example.yaml';
    const read = await taken({ ...GOOD, [file]: example });
    expect(flawsOf(read)).toEqual([file + flaw]);
    expect(itemsOf(read.collection)).toMatchObject([{ name: 'Good' }]);
  });
});

describe('What leads out of the directory', () => {
  test.each(['../outside', '/etc', '.resources/../../outside', '..\\outside', '../Shop-other'])(
    'is a flaw in `examples`: %s',
    async (examples) => {
      const directory = await directoryOf({ 'R.request.yaml': request(`examples: ${examples}`) });
      const example =
        '$kind: http-example\nresponse: {statusCode: 200, statusText: Outside, body: {type: text, content: a}}\n';
      await write(path.dirname(directory), {
        'outside/E.example.yaml': example,
        'Shop-other/E.example.yaml': example,
      });
      const read = await takeV3(directory);
      expect(flawsOf(read)).toContain('R.request.yaml:3:11: `examples` leads out of the collection');
      expect(JSON.stringify(read)).not.toContain('Outside');
    },
  );

  test('is a flaw as a link to a file, and is not read', async () => {
    const directory = await directoryOf(GOOD);
    await write(path.dirname(directory), { 'secret.request.yaml': request('name: Outside') });
    await symlink('../secret.request.yaml', path.join(directory, 'Link.request.yaml'));
    const read = await takeV3(directory);
    expect(flawsOf(read)).toEqual(['Link.request.yaml: this is a link that leads out of the collection']);
    expect(JSON.stringify(read)).not.toContain('Outside');
  });

  test('is a flaw as a link to a directory, in a circle too', async () => {
    const directory = await directoryOf({ ...GOOD, 'F/R.request.yaml': request() });
    await write(path.dirname(directory), { 'other/R.request.yaml': request('name: Outside') });
    await symlink('../../other', path.join(directory, 'F/Out'));
    await symlink('..', path.join(directory, 'F/Circle'));
    await symlink('loop', path.join(directory, 'loop'));
    const read = await takeV3(directory);
    const fact = 'this is a link to a directory, and such links are not followed';
    expect(flawsOf(read)).toEqual([`F/Circle: ${fact}`, `F/Out: ${fact}`]);
    expect(itemsOf(read.collection)).toHaveLength(2);
  });

  test('is no link to a file inside, which is read', async () => {
    const directory = await directoryOf({ 'F/A.request.yaml': request() });
    await symlink('F/A.request.yaml', path.join(directory, 'B.request.yaml'));
    const read = await takeV3(directory);
    expect(read.flaws).toEqual([]);
    expect(itemsOf(read.collection).map(({ name }) => name)).toEqual(['B', 'A']);
  });

  test('is a flaw as a link to nothing, where a request would stand', async () => {
    const directory = await directoryOf(GOOD);
    await symlink('gone', path.join(directory, 'Gone.request.yaml'));
    await symlink('gone', path.join(directory, 'README.md'));
    expect(flawsOf(await takeV3(directory))).toEqual([
      'Gone.request.yaml: this is a link that leads to no regular file',
    ]);
  });

  test.skipIf(process.platform === 'win32')('is a flaw as a pipe, which nobody waits for', async () => {
    const directory = await directoryOf(GOOD);
    execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(directory, 'Pipe.request.yaml')]);
    expect(flawsOf(await takeV3(directory))).toEqual(['Pipe.request.yaml: this is no regular file']);
  });
});

describe('A directory', () => {
  test('that is not there, or is a file, is refused', async () => {
    const directory = await directoryOf(GOOD);
    await expect(takeV3(`${directory}/none`)).rejects.toMatchObject({ code: 'COLLECTION_UNREADABLE' });
    await expect(takeV3(`${directory}/Good.request.yaml`)).rejects.toMatchObject({
      code: 'COLLECTION_UNREADABLE',
    });
  });

  test('with nothing of a collection in it is refused', async () => {
    const directory = await directoryOf({ 'docs/README.md': 'a', '.github/workflow.yml': 'a: b' });
    await expect(takeV3(directory)).rejects.toMatchObject({ code: 'COLLECTION_MISSING' });
  });

  test('whose `postman/` is a link is refused for that', async () => {
    const directory = await directoryOf({ 'README.md': '' });
    await symlink('..', path.join(directory, 'postman'));
    await expect(takeV3(directory)).rejects.toMatchObject({
      code: 'COLLECTION_UNREADABLE',
      place: 'postman',
    });
  });

  test('with several collections is refused, each of them named', async () => {
    const directory = await directoryOf({
      'postman/collections/One/A.request.yaml': request(),
      'postman/collections/Two/A.request.yaml': request(),
      'postman/collections/empty/README.md': '',
    });
    await expect(takeV3(directory)).rejects.toMatchObject({
      code: 'COLLECTION_AMBIGUOUS',
      fact: 'there are 2 collections: postman/collections/One, postman/collections/Two',
    });
    expect((await takeV3(`${directory}/postman/collections/Two`)).collection).toMatchObject({
      info: { name: 'Two' },
    });
  });

  test.each(['', 'postman', 'postman/collections', 'postman/collections/One'])(
    'holds its only collection, where %o is named',
    async (named) => {
      const directory = await directoryOf({
        'postman/collections/One/F/A.request.yaml': request(),
        'postman/environments/Local.environment.yaml': 'name: Local\nvalues: []\n',
        'postman/globals/workspace.globals.yaml': 'name: Globals\nvalues: []\n',
        'postman/specs/api.yaml': 'openapi: 3.1.0\n',
      });
      const read = await takeV3(path.join(directory, named));
      expect(read.collection).toMatchObject({ info: { name: 'One' }, item: [{ name: 'F' }] });
      expect([read.flaws, notesOf(read)]).toEqual([[], []]);
      const around = ['environments/Local.environment.yaml', 'globals/workspace.globals.yaml'];
      const inside = named === '' || named === 'postman';
      expect(read.environmentFiles.map((file) => path.relative(`${directory}/postman`, file))).toEqual(
        inside ? around : [],
      );
    },
  );

  test('holds its only collection, however deep in a repository', async () => {
    const read = await taken({
      'services/api/postman/collections/One/A.request.yaml': request(),
      'README.md': '',
      'config.yaml': 'a: b',
    });
    expect(read.collection).toMatchObject({ info: { name: 'One' }, item: [{ name: 'A' }] });
    expect(notesOf(read)).toEqual([]);
  });

  test('whose collection holds no request has that flaw', async () => {
    const read = await taken({ '.resources/definition.yaml': '$kind: collection\n' });
    expect(read.flaws).toMatchObject([{ code: 'COLLECTION_EMPTY', place: '.' }]);
  });

  test('with names that objects have by themselves loses none of them', async () => {
    const read = await taken({
      '__proto__/constructor.request.yaml': request(
        'headers: {__proto__: a, constructor: b, toString: c}',
        'name: __proto__',
      ),
    });
    expect(read.flaws).toEqual([]);
    expect(read.collection).toMatchObject({ item: [{ name: '__proto__', item: [{ name: '__proto__' }] }] });
    expect(firstRequest(read)['header']).toEqual([
      { key: '__proto__', value: 'a' },
      { key: 'constructor', value: 'b' },
      { key: 'toString', value: 'c' },
    ]);
    expect(Object.prototype).not.toHaveProperty('a');
  });

  test('of 1,000 requests in folders 50 deep is taken in whole', async () => {
    const folders = Array.from({ length: 50 }, (_, level) => `${'d/'.repeat(level)}`);
    const files = folders.flatMap((folder) =>
      Array.from({ length: 20 }, (_, index) => [`${folder}R${index}.request.yaml`, request()] as const),
    );
    const directory = await directoryOf({});
    await mkdir(path.join(directory, 'd/'.repeat(49)), { recursive: true });
    await write(directory, Object.fromEntries(files));
    const read = await takeV3(directory);
    expect(read.flaws).toEqual([]);
    expect(itemsOf(read.collection)).toHaveLength(1000);
  });
});

function bomb(): string {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index, names) => {
    const before = names[index - 1];
    return `${name}: &${name} [${Array(9)
      .fill(before ? `*${before}` : 'x')
      .join(', ')}]`;
  });
  return `$kind: http-request\n${lines.join('\n')}\n`;
}

function deepLines(): string {
  return Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
}
