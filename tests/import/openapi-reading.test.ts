import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContractError } from '../../src/contract/errors.js';
import type { JsonObject } from '../../src/contract/json.js';
import { readSpec } from '../../src/import/openapi/read-spec.js';
import { described, document, folderWith, refusal, specWith } from './openapi.js';

/** A document whose only answer is what a `$ref` names. */
const refersTo = (ref: string): JsonObject =>
  document('3.0', {
    '/a': { get: { responses: { 200: { content: { 'application/json': { schema: { $ref: ref } } } } } } },
  });

const refersToYaml = (ref: string): string =>
  `openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    A:\n      $ref: ${ref}\n`;

describe('An OpenAPI document', () => {
  it.each([
    ['3.0 in JSON', 'a.json', '{"openapi": "3.0.3", "paths": {}}', '3.0'],
    ['3.1 in JSON', 'a.json', '{"openapi": "3.1.0", "components": {}}', '3.1'],
    ['3.0 in YAML', 'a.yaml', 'openapi: 3.0.0\npaths: {}\n', '3.0'],
    ['3.0 as a number', 'a.yaml', 'openapi: 3.0\npaths: {}\n', '3.0'],
    ['JSON in a file of another name', 'a.txt', '\uFEFF{"openapi": "3.1.1"}', '3.1'],
    ['YAML in braces', 'a.yml', '{openapi: 3.1.0, paths: {}}', '3.1'],
  ])('is read where it is %s', async (_what, name, text, version) => {
    expect((await specWith({ [name]: text })).version).toBe(version);
  });

  it.each([
    ['a Swagger 2.0 document', { swagger: '2.0', paths: {} }],
    ['a Postman collection', { info: {}, item: [] }],
    ['a Postman environment', { name: 'x', values: [], _postman_variable_scope: 'environment' }],
    ['a package.json', { name: 'x', version: '1.0.0' }],
    ['an OpenAPI 3.2.0 document', { openapi: '3.2.0' }],
    ['an object without `openapi`', { hello: 1 }],
  ])('is not what %s is, and the error says so', async (what, json) => {
    const error = await refusal({ 'x.json': json });
    expect([error.code, error.fact]).toEqual([
      'SPEC_INVALID',
      `this is ${what}, no OpenAPI document 3.0 or 3.1`,
    ]);
  });

  it.each([
    ['broken JSON', 'a.json', '{"openapi": "3.0.0",\n "paths": }', /a\.json:2:11$/, /not JSON/],
    ['broken YAML', 'a.yaml', 'openapi: 3.0.0\npaths: [\n', /a\.yaml:\d+:\d+$/, /./],
    ['nothing', 'a.yaml', '\n', /a\.yaml$/, /empty/],
    ['a page of the web', 'a.yaml', '<!doctype html>\n', /a\.yaml$/, /HTML/],
  ])('is refused where it is %s, at the place', async (_what, name, text, place, fact) => {
    const error = await refusal({ [name]: text });
    expect(error.code).toBe('SPEC_UNREADABLE');
    expect(error.place).toMatch(place);
    expect(error.fact).toMatch(fact);
  });

  it('is refused where it is a URL, whose password and query are not told', async () => {
    const error = await readSpec('/x', 'https://me:secret@shop.example/openapi.yaml?key=secret').catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'SPEC_UNREADABLE',
      place: 'https://shop.example/openapi.yaml',
      fact: 'this is a URL, and a document is read from a file only',
    });
  });

  it('is refused where it is no UTF-8, since names would be changed', async () => {
    const folder = await folderWith({});
    const file = path.join(folder, 'a.yaml');
    await writeFile(file, Buffer.from('openapi: 3.0.0\npaths: {}\n# caf\xe9\n', 'latin1'));
    await expect(readSpec(file)).rejects.toMatchObject({
      code: 'SPEC_UNREADABLE',
      fact: 'the text is not UTF-8',
    });
  });

  it('is named as it was named, with the files beside it', async () => {
    const folder = await folderWith({
      'a.json': document('3.0', { $ref: 'parts/b.json' }),
      'parts/b.json': '{',
    });
    const error: ContractError = await readSpec(path.join(folder, 'a.json'), 'specs/a.json').catch(
      (reason) => reason,
    );
    expect(error.place).toMatch(/^specs\/parts\/b\.json:1:/);
  });

  it('is refused where it is not there, or a folder', async () => {
    const folder = await folderWith({ 'sub/a.json': {} });
    for (const name of ['none.yaml', 'sub']) {
      const error: ContractError = await readSpec(path.join(folder, name)).catch((reason) => reason);
      expect(error.code).toBe('SPEC_UNREADABLE');
    }
  });

  it('is refused where it is nested beyond all reason', async () => {
    for (const depth of [1_000, 50_000]) {
      const text = `{"openapi":"3.0.0","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      expect((await refusal({ 'a.json': text })).fact).toMatch(/too deeply/);
    }
  });

  it('is refused where its anchors explode', async () => {
    const lines = ['openapi: 3.0.0', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n++)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    expect((await refusal({ 'a.yaml': lines.join('\n') })).fact).toMatch(/anchors/);
  });

  it('may use an anchor often, and merge keys', async () => {
    const uses = Array.from({ length: 300 }, (_, n) => `  /p${n}:\n    get: {<<: *get, summary: s}`);
    const text = `openapi: 3.0.0\nx-get: &get {responses: {200: {description: ok}}}\npaths:\n${uses.join('\n')}\n`;
    const found = await described({ 'a.yaml': text }, [['A', 'GET', '/p7']]);
    expect(found.schemas.map(({ file }) => file)).toEqual(['a.200.schema.json']);
  });

  it.each([
    ['JSON', 'a.json', '{"openapi": "3.0.0",\n "paths": {}, "paths": {}}', 'a.json:2:15'],
    ['YAML', 'a.yaml', 'openapi: 3.0.0\npaths:\n  /a: {}\npaths: {}\n', 'a.yaml:4:1'],
    ['YAML, once as a number', 'a.yaml', 'openapi: 3.0.0\nx:\n  200: {}\n  "200": {}\n', 'a.yaml:4:3'],
  ])('tells of a key that stands twice, in %s', async (_what, name, text, place) => {
    const { notes } = await specWith({ [name]: text });
    expect(notes).toHaveLength(1);
    expect(notes[0]?.place).toContain(place);
  });
});

describe('A $ref to another file', () => {
  it('is followed in the folder of the document and below it, there and back', async () => {
    const found = await described(
      {
        'api.json': {
          ...refersTo('parts/pet%20one.yaml#/Pet'),
          components: { schemas: { Name: { minLength: 2 } } },
        },
        'parts/pet one.yaml':
          'Pet:\n  properties:\n    name: {$ref: "../api.json#/components/schemas/Name"}\n    tag: {$ref: tag.yml}\n',
        'parts/tag.yml': 'type: string\n',
      },
      [['A', 'GET', '/a']],
    );
    expect(
      found.schemas.map(({ file, schema }) => [
        file,
        schema['properties'] ?? schema['type'] ?? schema['minLength'],
      ]),
    ).toEqual([
      [
        'a.200.schema.json',
        { name: { $ref: 'shared/name.schema.json' }, tag: { $ref: 'shared/tag.schema.json' } },
      ],
      ['shared/name.schema.json', 2],
      ['shared/tag.schema.json', 'string'],
    ]);
  });

  it.each([
    ['above the folder', '../secret.json', /out of the folder/],
    ['above it in disguise', 'sub/%2e%2e/%2e%2e/secret.json', /out of the folder/],
    ['at an absolute path', '/etc/passwd', /out of the folder/],
    ['by a file address', 'file:///etc/passwd', /out of the folder/],
    ['at a Windows path', 'C:\\secret.json', /out of the folder/],
    ['on the network', 'https://example.com/a.json#/A', /network/],
    ['on the network, without a scheme', '//example.com/a.json', /network/],
    ['at a file that is not there', 'none.json#/A', /not there/],
  ])('is refused %s, at its place', async (_what, ref, fact) => {
    for (const [name, text, place] of [
      ['api.yaml', refersToYaml(ref), 'api.yaml:6:13'],
      ['api.json', JSON.stringify(refersTo(ref)), 'api.json:1:'],
    ] as const) {
      const error = await refusal({ [name]: text });
      expect(error.code).toBe('SPEC_REF_REFUSED');
      expect(error.fact).toMatch(fact);
      expect(error.place).toContain(place);
    }
  });

  it('is refused where a symbolic link leads out of the folder', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
    await writeFile(path.join(outside, 'a.json'), '{}');
    const folder = await folderWith({
      'api.json': refersTo('link.json'),
      'deep.json': refersTo('dir/a.json'),
    });
    await symlink(path.join(outside, 'a.json'), path.join(folder, 'link.json'));
    await symlink(outside, path.join(folder, 'dir'));
    for (const name of ['api.json', 'deep.json']) {
      const error: ContractError = await readSpec(path.join(folder, name)).catch((reason) => reason);
      expect([error.code, error.fact]).toEqual([
        'SPEC_REF_REFUSED',
        expect.stringContaining('by a symbolic link'),
      ]);
    }
  });

  it('leads nowhere where it leads past itself', async () => {
    const { documents } = await specWith({
      'a.json': { openapi: '3.0.0', paths: {}, components: { $ref: '#/components/schemas/A' } },
    });
    expect(documents.named(documents.start, '#/components/schemas/A')).toBeUndefined();
    expect(documents.named(documents.start, '#/paths')?.value).toEqual({});
  });

  it('is no $ref in an example, in a default or among the names of properties', async () => {
    const ref = { $ref: 'https://example.com' };
    const schema = {
      example: ref,
      default: { ref },
      enum: [ref],
      properties: { default: { $ref: '#/components/schemas/A' } },
    };
    const found = await specWith({
      'a.json': document('3.0', {}, { A: { properties: { a: schema } }, default: {} }),
    });
    expect(found.notes).toEqual([]);
  });

  it('to a text is never read', async () => {
    const info = { title: 'x', version: '1', description: { $ref: 'intro.md' } };
    expect((await specWith({ 'a.json': { ...document('3.0', {}), info } })).version).toBe('3.0');
  });
});
