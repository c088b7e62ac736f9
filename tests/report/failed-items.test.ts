import { expect, it } from 'vitest';
import { Secrets } from '../../src/masking/secrets.js';
import { withoutSecrets } from '../../src/masking/without-secrets.js';
import { renderPostman } from '../../src/report/postman/collection.js';
import { caseOf, exchangeOf, failed, resultOf } from './run-result.js';

it('tells the label of a secret that the collection holds by another name', () => {
  const clientId = 'acct-7f3k2m9q4z';
  const secrets = new Secrets();
  secrets.add(clientId, '{{SANDBOX_CLIENT_ID}}');
  const items = {
    setup: () => ['Things / Make a thing'],
    item: () => ({ name: 'Make a thing', request: { body: { mode: 'raw', raw: `{"of":"${clientId}"}` } } }),
    changes: () => true,
    variables: new Map([['accountId', clientId]]),
  };
  const text = [
    ...renderPostman(
      withoutSecrets({ ...resultOf([caseOf(failed({ exchange: exchangeOf() }))]), items }, secrets),
    ),
  ].join('');
  expect(secrets.leak(text)).toBeUndefined();
  const { variable, item } = JSON.parse(text);
  expect(variable).toContainEqual({ key: 'accountId', value: '{{SANDBOX_CLIENT_ID}}', type: 'string' });
  expect(variable).toContainEqual({ key: 'SANDBOX_CLIENT_ID', value: '', type: 'string' });
  expect(item[0].item[0].item[0].request.body.raw).toBe('{"of":"{{SANDBOX_CLIENT_ID}}"}');
});
