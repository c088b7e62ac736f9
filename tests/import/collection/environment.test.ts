import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/contract/errors.js';
import { readEnvironmentExport } from '../../../src/import/collection/environment.js';

const VALUES = [
  { key: 'baseUrl', value: 'https://shop.example', type: 'default', enabled: true },
  { key: 'token', value: 't0ken', type: 'secret', enabled: true, description: 'of the shop' },
  { key: 'old', value: 5, enabled: false },
  { key: '', value: '' },
];
const READ = [
  { key: 'baseUrl', value: 'https://shop.example', secret: false, enabled: true },
  { key: 'token', value: 't0ken', secret: true, enabled: true, description: 'of the shop' },
  { key: 'old', value: '5', secret: false, enabled: false, typed: { value: 5 } },
];

const read = (given: unknown, place = 'dev.postman_environment.json') =>
  readEnvironmentExport(typeof given === 'string' ? given : JSON.stringify(given), place);

async function refusal(given: unknown): Promise<ContractError> {
  const error = await read(given).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContractError)) throw new Error('it was not refused');
  return error;
}

describe('An exported environment', () => {
  it('is read with its secrets marked and what is turned off told apart', async () => {
    const given = { name: 'Dev', values: VALUES, _postman_variable_scope: 'environment' };
    expect(await read(given)).toEqual({ name: 'Dev', scope: 'environment', values: READ });
  });

  it('may be wrapped as the Postman API does', async () => {
    expect(await read({ environment: { name: 'Dev', values: VALUES } })).toMatchObject({
      name: 'Dev',
      values: READ,
    });
  });

  it('may be globals', async () => {
    const given = { name: 'Globals', values: [], _postman_variable_scope: 'globals' };
    expect(await read(given)).toEqual({ name: 'Globals', scope: 'globals', values: [] });
  });

  it('may be the YAML of a v3 workspace', async () => {
    const yaml =
      'name: Local\nvalues:\n  - key: base\n    value: http://x\n  - {key: t, value: v, secret: true}\n';
    expect(await read(yaml, 'local.environment.yaml')).toEqual({
      name: 'Local',
      scope: 'environment',
      values: [
        { key: 'base', value: 'http://x', secret: false, enabled: true },
        { key: 't', value: 'v', secret: true, enabled: true },
      ],
    });
    expect(await read('name: g\nvalues: []\n', 'workspace.globals.yaml')).toMatchObject({ scope: 'globals' });
  });

  it('is named by its file where it has no name', async () => {
    expect(await read({ values: [] }, 'envs/staging.postman_environment.json')).toMatchObject({
      name: 'staging',
    });
  });

  it.each<[string, unknown, string]>([
    ['a collection', { info: {}, item: [] }, 'this is a Postman collection, no Postman environment'],
    [
      'an OpenAPI document',
      { openapi: '3.0.0' },
      'this is an OpenAPI 3.0.0 document, no Postman environment',
    ],
    ['an environment without values', { environment: { name: 'x' } }, 'it has no list `values`'],
    [
      'an environment whose values are a map',
      { name: 'x', values: {} },
      'its `values` is an object, no list',
    ],
    ['an object of another kind', { foo: 1 }, 'this is an object without `values`, no Postman environment'],
    ['a value that is no object', { values: [5] }, 'entry 1 of `values` is a number, no object'],
  ])('is refused where it is %s', async (_, given, fact) => {
    expect(await refusal(given)).toMatchObject({ code: 'ENVIRONMENT_FILE_INVALID', fact });
  });

  it('is told where a key stands in it twice', async () => {
    const { name, notes } = await read('{"name":"Dev","name":"Live","values":[]}');
    expect(name).toBe('Live');
    expect(notes).toMatchObject([{ place: 'dev.postman_environment.json:1:15' }]);
  });

  it('is refused at the place where it is cut off', async () => {
    const error = await refusal('{"values":[{"key":"token","value":"s3cret"');
    expect(error.place).toBe('dev.postman_environment.json:1:43');
    expect(error.message).not.toContain('s3cret');
  });
});
