/**
 * The contract suite as a library: load a contract, run it, look at the result.
 *
 * ```ts
 * const contract = await loadContract({ workspace: '.' });
 * const result = await run({ contract, settings, selection: EVERYTHING });
 * ```
 */

export { ContractError, ERROR_CODES, type ErrorCode } from './contract/errors.js';
export type {
  Answer,
  EnvironmentName,
  Exchange,
  Header,
  NoAnswer,
  Outcome,
  WireRequest,
} from './contract/exchange.js';
export { compileSchema } from './contract/json-schema/compile.js';
export { type LoadOptions, loadContract } from './contract/load.js';
export type { Contract, ErrorCatalog, Operation, SchemaSet } from './contract/model.js';
export { SENTENCES } from './contract/sentences.js';
export type { AssertionPart, Finding, Verdict, VerdictStatus } from './contract/verdict.js';
export type { CodeCoverage } from './judge/codes.js';
export type { Changes, PastOutcome, PastProblem } from './judge/past.js';
export type { CaseResult, Counts, Problem, Progress, RunIdentity, RunResult } from './judge/result.js';
export { loadRules } from './load-rules.js';
export { caseName, type PlannedCase } from './plan/case.js';
export { plan } from './plan/plan.js';
export type { Plan } from './plan/planned.js';
export { rules } from './rules/index.js';
export type { Judgement, Rule, Skip, View } from './rules/rule.js';
export { type RunOptions, run } from './run.js';
export { columnsOf, type DataByEnvironment, readData } from './settings/data-rows.js';
export { type EnvironmentSettings, EVERYTHING, type Selection, type Settings } from './settings/settings.js';
export { type AnswerRule, defineRule, HOLDS, type KindRule, type Look } from './user-rules/define.js';
export { expect } from './user-rules/expect.js';
export {
  answerOf,
  type Message,
  requestOf,
  type SeenAnswer,
  type SentRequest,
} from './user-rules/message.js';
