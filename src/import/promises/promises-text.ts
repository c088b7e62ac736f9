import { NOT_PROMISED, REFUSALS } from '../../contract/promises.js';
import type { StatusSet } from '../../contract/statuses.js';
import { yamlText } from '../yaml-text.js';
import type { ProposedPromises } from './promises.js';

/** The entry `promises` of a new `contract.yaml`, each with what shows it. */
export function promisesText({ promises, because }: ProposedPromises): string {
  const { methods, responses, errors, statuses, refusals } = promises;
  const places = errors && [
    `code: ${yamlText(errors.code)}`,
    ...(errors.type === undefined ? [] : [`type: ${yamlText(errors.type)}`]),
    ...(errors.numbers ? ['numbers: true'] : []),
  ];
  return [
    '# What the documentation of this API promises, as far as collection and document show it, and what shows it. none: not',
    '# promised, and nothing is held against an answer. refusals: what a request is answered that is refused.',
    'promises:',
    line('methods', methods ?? NOT_PROMISED, because.methods),
    line('responses', responses ?? NOT_PROMISED, because.responses),
    line('errors', places ? `{ ${places.join(', ')} }` : NOT_PROMISED, because.errors),
    line('statuses', list(statuses), because.statuses),
    '  refusals:',
    ...REFUSALS.map((kind) => `  ${line(kind, list(refusals[kind]), because.refusals(kind))}`),
    '',
    '',
  ].join('\n');
}

const line = (key: string, value: string, why: string): string =>
  `  ${key}: ${value}${why === '' ? '' : ` # ${why}`}`;

const list = (statuses: StatusSet | undefined): string =>
  statuses ? `[${statuses.join(', ')}]` : NOT_PROMISED;
