import type { WireRequest } from '../contract/exchange.js';
import { isRecord } from '../contract/places.js';
import type { Judgement, Rule, Skip } from '../rules/rule.js';
import { findingOf, isAssertion } from './assertion.js';
import { broken, defect, named, thrown } from './defect.js';

/** What a rule's code says of the API, or what is wrong with that code. */
export function judged(rule: Rule, judge: () => unknown): Judgement | undefined {
  try {
    const result = judge();
    if (result === undefined || isJudgement(result)) return result;
    return unknown(defect(rule, returned(result, 'a judgement')));
  } catch (error) {
    return verdictOn(rule, error);
  }
}

export const verdictOn = (rule: Rule, error: unknown): Judgement =>
  isAssertion(error) ? findingOf(rule, error) : unknown(thrown(rule, error));

const unknown = (reason: string): Judgement => ({ holds: 'unknown', reason });

function isJudgement(value: unknown): value is Judgement {
  if (!isRecord(value)) return false;
  if (value['holds'] === 'unknown') return typeof value['reason'] === 'string';
  if (value['holds'] === false)
    return typeof value['expected'] === 'string' && typeof value['received'] === 'string';
  return value['holds'] === true;
}

/** @throws Error that names the rule, where its change fails */
export function changed(rule: Rule, change: () => unknown): WireRequest | undefined {
  let result: unknown;
  try {
    result = change();
  } catch (error) {
    throw new Error(thrown(rule, error), { cause: error });
  }
  if (result === undefined || isRequest(result)) return result;
  throw new Error(defect(rule, returned(result, 'a request')));
}

function isRequest(value: unknown): value is WireRequest {
  if (!isRecord(value) || !Array.isArray(value['headers'])) return false;
  return ['method', 'origin', 'target'].every((key) => typeof value[key] === 'string');
}

/** @throws ContractError RULE_BROKEN */
export function cases<T>(rule: Rule, where: string, plan: () => readonly T[] | Skip): readonly T[] | Skip {
  const found = asked(rule, where, plan);
  if (Array.isArray(found) || isSkip(found)) return found;
  throw broken(rule, where, returned(found, 'a list or { skip }'));
}

/** @throws ContractError RULE_BROKEN */
export function skip(rule: Rule, where: string, plan: () => Skip | undefined): Skip | undefined {
  const found = asked(rule, where, plan);
  if (found === undefined || isSkip(found)) return found;
  throw broken(rule, where, returned(found, '{ skip } or nothing'));
}

const isSkip = (value: unknown): value is Skip => isRecord(value) && typeof value['skip'] === 'string';

function asked<T>(rule: Rule, where: string, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    throw broken(rule, where, `threw ${named(error)}`, error);
  }
}

/** What came instead of what was wanted. A promise is not waited for; its failure must not end the process. */
function returned(value: unknown, wanted: string): string {
  if (value instanceof Promise) {
    value.catch(() => undefined);
    return `returned a promise, which is not waited for: it has to return ${wanted}`;
  }
  return `returned ${value === null ? 'null' : `a value of type ${typeof value}`} instead of ${wanted}`;
}
