import { expect, it } from 'vitest';
import { checked, documentOf } from './described-api.js';

it('An identifier that scripts round is no identifier given twice, and the case says why', async () => {
  const of = async (quoted: boolean, step: bigint) => {
    let next = 9007199254740993n;
    const { result } = await checked({
      document: documentOf({}),
      requests: [
        {
          name: 'Create entry',
          event: [
            {
              listen: 'test',
              script: { exec: ['pm.collectionVariables.set("entryId", pm.response.json().id);'] },
            },
          ],
          request: {
            method: 'POST',
            url: '{{baseUrl}}/entries',
            header: [{ key: 'Content-Type', value: 'application/json' }],
            body: { mode: 'raw', raw: '{"text":"a"}' },
          },
        },
        { name: 'Get entry', request: { method: 'GET', url: '{{baseUrl}}/entries/{{entryId}}' } },
      ],
      rules: ['resource/unique'],
      answer: ({ method }) => {
        if (method === 'POST') next += step;
        return { status: 201, body: quoted ? `{"id":"${next}"}` : `{"id":${next}}` };
      },
    });
    const verdict = result.results.find(({ case: { operation } }) => operation === 'Create entry')?.verdict;
    return verdict && 'reason' in verdict ? verdict.reason : verdict?.status;
  };
  expect(await of(false, 1n)).toContain('is a number over 2^53, which scripts round');
  expect(await of(true, 1n)).toBe('passed');
  expect(await of(true, 0n)).toBe('failed');
});
