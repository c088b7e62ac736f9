import type { Colors } from '../report/colors.js';
import { counted, listed, spoken } from '../report/text.js';
import type { Proof } from './prove.js';
import { ruleOf, table } from './table.js';
import type { TrialEnd } from './trial.js';

/** Columns of names. */
const NAME = 42;

const GOOD: readonly TrialEnd['result'][] = ['diagnosed', 'quiet'];

export const isGood = ({ result }: TrialEnd): boolean => GOOD.includes(result);

/** What is told of a trial as it ends: one line, and one for each flaw. */
export function trialText(end: TrialEnd, colors: Colors): string {
  const paint = isGood(end) ? colors.green : end.result === 'unjudged' ? colors.yellow : colors.red;
  const line = `${paint(end.result.padEnd(10))} ${colors.bold(end.trial.name.padEnd(NAME))} ${colors.dim(detail(end))}`;
  return [line, ...end.flaws.map((flaw) => `${' '.repeat(11)}${flaw}`)].join('\n');
}

function detail({ trial, result, rules, environments, after, requests, duration, again }: TrialEnd): string {
  const all = `${counted(requests, 'request')}, ${spoken(duration)}${again ? ', tried twice' : ''}`;
  if (result === 'unjudged') return spoken(duration);
  if (trial.kind !== 'fault') return all;
  if (result === 'missed') return `to be found by ${ruleOf(trial.name)}; ${all}`;
  return `${rules[0]}, in ${listed(environments)}, after ${counted(after, 'request')} (of ${all})`;
}

/** The table, and the sentence that sums it up. */
export function proofText(proof: Proof, colors: Colors, quiet: boolean): string {
  const paint = proof.exitCode === 0 ? colors.green : proof.exitCode === 1 ? colors.red : colors.yellow;
  const unproven = proof.unproven.map((rule) => `unproven   no fault is found by ${rule}`);
  // Among hundreds of lines they are far up by now, and a CI's log shows its end.
  const again = proof.ends.filter((end) => !isGood(end)).map((end) => trialText(end, colors));
  return [
    ...unproven,
    ...(quiet
      ? []
      : ['', table(proof.ends), '', ...again, `${shareText(proof.ends)}; ${spoken(proof.duration)} in all`]),
    colors.bold(paint(sentence(proof))),
    '',
  ].join('\n');
}

/** How much of what fails with one fault in is on the operations that have it. */
function shareText(ends: readonly TrialEnd[]): string {
  const sum = (of: (end: TrialEnd) => number): number => ends.reduce((total, end) => total + of(end), 0);
  const failed = sum((end) => (end.trial.kind === 'fault' ? end.failed : 0));
  const there = sum(({ failedThere }) => failedThere);
  const share = failed === 0 ? 100 : Math.floor((1000 * there) / failed) / 10;
  return `${share} % of ${counted(failed, 'failed case')} are on operations that have the fault`;
}

function sentence({ ends, unproven }: Proof): string {
  const broken = ends.filter(({ trial }) => trial.kind === 'fault');
  const correct = ends.filter(({ trial }) => trial.kind !== 'fault');
  const count = (of: readonly TrialEnd[], result: TrialEnd['result']): number =>
    of.filter((end) => end.result === result).length;
  return [
    `${count(broken, 'diagnosed')} of ${counted(broken.length, 'fault')} diagnosed`,
    ...(correct.length > 0
      ? [`${count(correct, 'quiet')} of ${counted(correct.length, 'correct API')} quiet`]
      : []),
    ...(unproven.length > 0 ? [`${counted(unproven.length, 'rule')} unproven`] : []),
    ...(count(ends, 'unjudged') > 0 ? [`${count(ends, 'unjudged')} without a verdict`] : []),
  ]
    .join(', ')
    .concat('.');
}
