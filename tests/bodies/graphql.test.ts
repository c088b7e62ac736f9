import { describe, expect, it } from 'vitest';
import { graphqlApi, type Manner, USERS, type Wrong } from './graphql-api.js';
import { caseOf, ended, failedRules, onApi } from './ran.js';

const runOn = onApi(USERS);

describe('An API of GraphQL that is right', () => {
  it.each<Manner>([
    'errors under 200',
    'errors under their statuses',
    'errors beside null fields',
    'refuses unknown variables',
  ])('raises no finding: %s', async (manner) => {
    const result = await runOn((api) => graphqlApi(api, [], manner));
    expect(ended(result, 'failed')).toEqual([]);
    expect(ended(result, 'errored')).toEqual([]);
    for (const operation of ['Ask', 'Ask by hand'])
      for (const rule of [
        'authentication/bearer-missing',
        'request/content-type-missing',
        'request/body-malformed',
        'request/body-empty',
        'request/body-not-object',
        'request/post-only',
        'parameter/required',
        'parameter/null',
        'parameter/type',
        'status/success',
        'error/envelope',
      ])
        expect([operation, rule, caseOf(result, operation, rule)?.status]).toEqual([
          operation,
          rule,
          'passed',
        ]);
  });

  it('may answer with errors beside a part of the data, which is noted', async () => {
    const result = await runOn((api) => graphqlApi(api, [], 'a part of the data'));
    expect(ended(result, 'failed')).toEqual([]);
    expect(caseOf(result, 'Ask', 'status/success')).toMatchObject({
      status: 'passed',
      notes: ['answered with errors and a part of the data'],
    });
  });
});

describe('An API of GraphQL that is wrong is found by the rule for it, and by no other', () => {
  const faults: readonly (readonly [Wrong, readonly string[]])[] = [
    [
      'takes any token',
      [
        'authentication/bearer-missing',
        'authentication/bearer-empty',
        'authentication/bearer-incorrect',
        'authentication/bearer-malformed',
      ],
    ],
    [
      'takes any client',
      [
        'authentication/client-id-missing',
        'authentication/client-id-empty',
        'authentication/client-id-incorrect',
      ],
    ],
    ['takes any type of content', ['request/content-type-missing', 'request/content-type-other']],
    ['takes broken JSON', ['request/body-malformed', 'request/body-empty']],
    ['takes a missing id', ['parameter/required', 'parameter/null']],
    ['takes an id of any type', ['parameter/type']],
    ['takes a size of any type', ['parameter/null', 'parameter/type']],
    ['answers errors without a message', ['error/envelope']],
  ];
  it.each(faults)('%s', async (wrong, rules) => {
    const result = await runOn((api) => graphqlApi(api, [wrong]));
    expect(failedRules(result, 'Ask')).toEqual(rules);
    expect(failedRules(result, 'Ask by hand')).toEqual(rules);
  });

  it.each<Wrong>(['fails on valid requests', 'fails on valid requests with null'])('%s', async (wrong) => {
    const result = await runOn((api) => graphqlApi(api, [wrong]), {
      rules: ['status/*', 'authentication/*'],
    });
    expect(failedRules(result, 'Ask')).toEqual(['status/success']);
    expect(ended(result, 'failed')[0]).toBe('Ask › status/success: status 200 with errors and no data');
    expect(caseOf(result, 'Ask', 'authentication/bearer-missing')).toMatchObject({
      status: 'errored',
      reason: 'the valid request of Ask does not succeed (status/success): a refusal proves nothing',
    });
  });
});
