import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import { loadContract } from '../../src/contract/load.js';
import { publicCollection, publicCollections } from '../public-collections.js';
import { workspaceOf } from './workspace.js';

const there = publicCollections().length > 0;
const suffix = there ? '' : ' (skipped: the public collections are not at hand)';

describe.skipIf(!there)(`public collections${suffix}`, () => {
  test.each([
    ['adyen-transfers-v4.json', ['X-API-Key']],
    ['realworld-conduit.json', ['APIURL', 'EMAIL', 'PASSWORD', 'USERNAME']],
  ])('%s is refused for its variables without values, each of them named', async (name, variables) => {
    const error = await outcome(name);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ code: 'VARIABLE_WITHOUT_VALUE' });
    const { fact } = error instanceof ContractError ? error : { fact: '' };
    expect([...fact.matchAll(/\{\{(.+?)\}\}/g)].map(([, variable]) => variable)).toEqual(variables);
  });

  test.each([
    ['adyen-transfers-v4.json', 19],
    ['realworld-conduit.json', 32],
    ['codegen-php-guzzle.json', 31],
    ['edfi-change-queries.json', 73],
  ])('%s loads with its %i requests once its variables have values', async (name, count) => {
    const values = ['X-API-Key', 'APIURL', 'EMAIL', 'PASSWORD', 'USERNAME'].map((key) => ({
      key,
      value: 'x',
    }));
    const collection = await import('node:fs/promises').then((fs) =>
      fs.readFile(publicCollection(name) ?? '', 'utf8'),
    );
    const workspace = await workspaceOf({
      'collections/public.json': collection,
      'collections/sandbox.postman_environment.json': { values },
    });
    const { operations } = await loadContract({ workspace });
    expect(operations).toHaveLength(count);
    expect(new Set(operations.map((operation) => operation.name)).size).toBe(count);
  });

  test.each(['k6-echo-v20.json', 'transformer-v1-github.json'])(
    '%s is refused as another version',
    async (name) => {
      expect(await outcome(name)).toMatchObject({ code: 'COLLECTION_NOT_A_COLLECTION' });
    },
  );
});

async function outcome(name: string): Promise<unknown> {
  const file = publicCollection(name) ?? '';
  return loadContract({ workspace: path.dirname(file), collection: file }).catch((error: unknown) => error);
}
