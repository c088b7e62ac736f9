import { describe, expect, it } from 'vitest';
import type { EnvironmentName, Exchange } from '../../src/contract/exchange.js';
import type { Finding } from '../../src/contract/verdict.js';
import { problemsOf } from '../../src/judge/problems.js';
import type { CaseResult } from '../../src/judge/result.js';
import { AS_COLLECTED, VALID_REQUEST } from '../../src/judge/sent.js';
import { caseOf, exchangeOf, failed } from '../report/run-result.js';

const THING = 'Things / Make a thing';
const OTHER = 'Things / Get a thing';

interface Broken extends Partial<Finding> {
  readonly operation?: string | null;
  readonly environment?: EnvironmentName;
}

/** A failed case of a rule; each has an answer of its own unless one is given. */
function broken(rule: string, status: number, { operation = THING, ...finding }: Broken = {}): CaseResult {
  const environment = finding.environment ?? 'sandbox';
  const exchange: Exchange = { ...exchangeOf({ status, environment }), operation: operation ?? '' };
  const received = `status ${status}`;
  const verdict = failed({ exchange, received, cause: received, environments: [environment], ...finding });
  return caseOf(verdict, { rule, operation, environment });
}

const heads = (...results: CaseResult[]): string[] => problemsOf(results).map(({ rule }) => rule);

describe('Problems', () => {
  it('join what the journey and the valid request of an operation showed of one status', () => {
    const journey = { sent: AS_COLLECTED };
    const valid = { sent: VALID_REQUEST };
    expect(heads(broken('status/success', 418, valid), broken('status/documented', 418, journey))).toEqual([
      'status/documented',
    ]);
    expect(
      heads(broken('status/success', 500, valid), broken('status/no-server-error', 500, journey)),
    ).toEqual(['status/no-server-error']);
  });

  it('tell what an answer gives away beside whatever else is wrong with it, and first', () => {
    const wrong = broken('status/unknown-endpoint', 500);
    const leak = broken('privacy/stack-trace', 500, {
      exchange: wrong.verdict.status === 'failed' ? wrong.verdict.finding.exchange : undefined,
      cause: 'trace of JavaScript',
    } as Broken);
    expect(heads(wrong, leak)).toEqual(['privacy/stack-trace', 'status/unknown-endpoint']);
  });

  it('keep a status of the valid request apart from another one that a probe provoked', () => {
    const results = [
      broken('status/success', 404, { sent: VALID_REQUEST }),
      broken('status/no-server-error', 500, { sent: 'the valid request with a truncated body' }),
    ];
    expect(heads(...results).sort()).toEqual(['status/no-server-error', 'status/success']);
  });

  it('keep one status at two operations apart from what follows from it at one', () => {
    const results = [
      broken('status/no-server-error', 500, { sent: AS_COLLECTED, operation: OTHER }),
      broken('status/success', 500, { sent: VALID_REQUEST, operation: OTHER }),
      broken('status/success', 404, { sent: VALID_REQUEST }),
    ];
    expect(heads(...results).sort()).toEqual(['status/no-server-error', 'status/success']);
  });

  it('head all that seems accepted by the error that came as a success', () => {
    const error = { cause: 'error in a success' };
    const results = [
      broken('authentication/client-id-missing', 200, error),
      broken('request/body-malformed', 200, error),
      broken('error/success-is-not-error', 200, error),
    ];
    expect(heads(...results)).toEqual(['error/success-is-not-error']);
  });

  it('head an error by its status where it carries the body of a success', () => {
    const results = [
      broken('error/success-is-not-error', 418, { sent: AS_COLLECTED, cause: 'success in an error' }),
      broken('status/documented', 418, { sent: AS_COLLECTED }),
    ];
    expect(heads(...results)).toEqual(['status/documented']);
  });

  it('join the wrong code of a request to where the same request was accepted, and name both operations', () => {
    const sent = 'the valid request with an empty body';
    const [problem, ...more] = problemsOf([
      broken('error/code-fits-cause', 400, { sent, cause: 'MISSING_FIELD for body-malformed' }),
      broken('request/body-empty', 200, { sent, cause: 'accepted', operation: OTHER }),
    ]);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ rule: 'request/body-empty', operations: [OTHER, THING] });
  });

  it('give each finding of a sentence to its own cause, where each has one', () => {
    const malformed = broken('request/body-malformed', 500);
    const unknown = broken('status/unknown-resource', 500, { operation: OTHER });
    const also = ({ verdict }: CaseResult, operation: string): CaseResult =>
      caseOf(verdict, { rule: 'status/no-server-error', operation });
    const results = [malformed, unknown, also(malformed, THING), also(unknown, OTHER)];
    expect(heads(...results).sort()).toEqual(['request/body-malformed', 'status/unknown-resource']);
  });

  it('keep a sentence with a finding that has no other cause', () => {
    const malformed = broken('request/body-malformed', 500);
    const crash = caseOf(malformed.verdict, { rule: 'status/no-server-error' });
    const alone = broken('status/no-server-error', 500, { operation: OTHER });
    expect(heads(malformed, crash, alone).sort()).toEqual([
      'request/body-malformed',
      'status/no-server-error',
    ]);
  });

  it('see in what the other environment shares that no identifier is looked up', () => {
    const results = [
      broken('environment/isolation', 200, { cause: 'accepted' }),
      broken('status/unknown-resource', 200, { cause: 'accepted' }),
    ];
    expect(heads(...results)).toEqual(['status/unknown-resource']);
  });

  it('see in what the other environment shares that no reference is looked up', () => {
    const results = [
      broken('environment/isolation', 201, { cause: 'accepted, of production' }),
      broken('parameter/unknown-reference', 201, { cause: 'accepted' }),
    ];
    expect(heads(...results)).toEqual(['parameter/unknown-reference']);
  });

  it('do not join two probes of one operation, though both were accepted', () => {
    const accepted = { cause: 'accepted' };
    const results = [
      broken('request/body-empty', 200, accepted),
      broken('request/body-malformed', 200, accepted),
    ];
    expect(heads(...results)).toHaveLength(2);
  });

  it('begin with a breach, and go on by how many cases show them', () => {
    const refused = [broken('authentication/bearer-empty', 400), broken('parameter/type', 500)];
    const often = [1, 2, 3].map((at) =>
      broken('response/echo', 200, { operation: OTHER, cause: 'cut', at: `${at}` }),
    );
    const breach = (rule: string) => broken(rule, 200, { cause: rule });
    expect(heads(...refused, ...often, breach('environment/isolation')).slice(0, 2)).toEqual([
      'environment/isolation',
      'response/echo',
    ]);
    expect(heads(...often, breach('authentication/bearer-empty'))[0]).toBe('authentication/bearer-empty');
    expect(heads(...often, ...refused)[0]).toBe('response/echo');
  });

  it('head several rules about parameters by the undocumented status that they all are refused with', () => {
    const results = [
      broken('parameter/type', 422),
      broken('parameter/enum', 422),
      broken('status/documented', 422),
    ];
    expect(heads(...results)).toEqual(['status/documented']);
  });

  it('head one rule about parameters by itself, though the status of its refusal is undocumented', () => {
    const type = broken('parameter/type', 409);
    const documented = caseOf(type.verdict, { rule: 'status/documented', operation: THING });
    expect(heads(documented, type)).toEqual(['parameter/type']);
  });

  it('do not join two rules about parameters, though both were accepted', () => {
    const accepted = { cause: 'accepted' };
    expect(
      heads(broken('parameter/type', 201, accepted), broken('parameter/enum', 201, accepted)),
    ).toHaveLength(2);
  });

  it('head altered texts by the value of the valid request that is not answered as it was sent', () => {
    const at = '$.data.name';
    const altered = { at, cause: `altered ${at}` };
    const results = [
      broken('parameter/unicode', 200, altered),
      broken('parameter/special-characters', 200, altered),
      broken('response/echo', 200, { at, sent: VALID_REQUEST, cause: `echo ${at}` }),
    ];
    expect(heads(...results)).toEqual(['response/echo']);
    const probed = broken('response/echo', 200, {
      at,
      sent: 'the valid request with text',
      cause: `echo ${at}`,
    });
    expect(heads(...results.slice(0, 2), probed)).toContain('parameter/unicode');
  });

  it('see in a valid request that finds nothing what was deleted with another one', () => {
    const results = [
      broken('status/repeatable', 404, { sent: VALID_REQUEST, cause: 'status 404' }),
      broken('request/content-type-parameters', 404),
      broken('resource/deleted', 404, { cause: 'deleted with another' }),
    ];
    expect(heads(...results)).toEqual(['resource/deleted']);
  });

  it('see in a client_id that may be missing in the path that any path is answered', () => {
    const results = [
      broken('authentication/client-id-missing', 200, { cause: 'accepted' }),
      broken('status/unknown-endpoint', 200, { cause: 'accepted' }),
    ];
    expect(heads(...results)).toEqual(['status/unknown-endpoint']);
  });

  it('see in a token that is missing why one that cannot be read is answered in the same way', () => {
    const cause = { cause: 'status 400' };
    const results = [
      broken('authentication/bearer-missing', 400, cause),
      broken('authentication/bearer-malformed', 400, cause),
      broken('authentication/bearer-malformed', 400, cause),
    ];
    expect(heads(...results)).toEqual(['authentication/bearer-missing']);
    const accepted = broken('authentication/bearer-malformed', 200, { cause: 'accepted' });
    expect(heads(broken('authentication/bearer-missing', 400, cause), accepted)).toHaveLength(2);
  });
});
