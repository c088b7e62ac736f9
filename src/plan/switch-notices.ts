import type { Contract, Operation } from '../contract/model.js';
import { filledSegments, pathWordsOf } from '../contract/paths.js';
import { plural, wordsOf } from '../contract/words.js';

/** What is done to a service, and to nothing in it. */
const SWITCHES = new Set([
  'maintenance',
  'shutdown',
  'reboot',
  'restart',
  'killswitch',
  'truncate',
  'reseed',
]);
const RESETS = new Set(['reset', 'wipe', 'flush', 'purge', 'clear']);
/** What is reset for one caller: a password, a counter of attempts. */
const OF_ONE =
  /^(?:password|passwd|pin|passcode|email|mfa|totp|token|secret|key|link|code|cart|basket|filter|session)s?$/;
const ENABLES = /^(?:enable|disable)[sd]?$/;
const ACCESS = /^auth(?:entication|orization)?$/;
const ALL = new Set(['all', 'everything', 'database', 'db']);

/** Operations that look as if they switch the whole service, or empty it: whoever else uses it will notice. */
export function switchNotices({ operations, config }: Contract): string[] {
  return operations.flatMap((operation) => {
    const { name, changes, leftOut, expectsError } = operation;
    if (!changes || leftOut || expectsError || config.operations[name]?.run) return [];
    const look = lookOf(operation);
    return look === undefined
      ? []
      : [
          `${name} looks like a switch of the whole service (${look}): leave it out with run: false or run: journey and a reason in contract.yaml, or say run: true`,
        ];
  });
}

function lookOf(operation: Operation): string | undefined {
  const { request, method } = operation;
  const own = operation.name.split(' / ').at(-1) ?? '';
  const words = [...pathWordsOf(request), ...wordsOf(own)];
  const switching = words.find((word) => SWITCHES.has(word));
  if (switching !== undefined) return switching;
  if (words.includes('shut') && words.includes('down')) return 'shut down';
  if (words.some((word) => ENABLES.test(word)) && words.some((word) => ACCESS.test(word)))
    return 'asks everybody for credentials, or nobody';
  const named = filledSegments(request).some((segment) => /^:|\{\{/.test(segment));
  if (
    named ||
    operation.templateVariables.some((variable) => /id$/i.test(variable) && variable !== 'clientId')
  )
    return undefined;
  const deletes = operation.role === 'delete';
  if (deletes && words.some((word) => ALL.has(word))) return 'deletes all';
  if (
    method === 'DELETE' &&
    request['body'] === undefined &&
    wordsOf(filledSegments(request).at(-1) ?? '').some(plural)
  )
    return 'deletes all';
  const resetting = words.find((word) => RESETS.has(word));
  return resetting !== undefined && !words.some((word) => OF_ONE.test(word)) ? resetting : undefined;
}
