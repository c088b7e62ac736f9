import { ended } from '../contract/errors.js';
import { oneLine } from '../contract/visible.js';
import type { Checkup, Findings } from '../doctor.js';
import type { Colors } from '../report/colors.js';
import { counted } from '../report/text.js';

type Diagnosis = Findings['together'][number];

interface DoctorTextOptions {
  readonly colors: Colors;
  readonly quiet: boolean;
}

/** Each environment with what was seen there, then what is wrong with both, and what is to be done. */
export function doctorText({ checkups, together }: Findings, { colors, quiet }: DoctorTextOptions): string {
  const wrong = [...checkups.flatMap(({ diagnoses }) => diagnoses), ...together].filter(isWrong);
  const blocks = [
    ...checkups.map((checkup) => block(checkup, colors, quiet)),
    told(together, colors, quiet).join('\n'),
  ].filter((text) => text !== '');
  return [...blocks, colors.bold(verdict(wrong.length))].join('\n\n');
}

const isWrong = ({ gravity }: Diagnosis): boolean => gravity !== 'note';

function block({ environment, baseUrl, asked, diagnoses }: Checkup, colors: Colors, quiet: boolean): string {
  const lines = told(diagnoses, colors, quiet);
  const last = asked.at(-1);
  const outcome = last?.exchange.outcome;
  const well =
    !quiet && !diagnoses.some(isWrong) && outcome?.kind === 'answer'
      ? [`  ${colors.green('well')}   ${oneLine(wellText(last?.operation?.name, outcome.status))}`]
      : [];
  if (quiet && lines.length === 0) return '';
  const head = colors.bold(environment) + (baseUrl === undefined ? '' : `  ${oneLine(baseUrl)}`);
  return [head, ...well, ...lines].join('\n');
}

function wellText(operation: string | undefined, status: number): string {
  return operation === undefined
    ? `it is there: it answered ${status} to a request that carries nothing`
    : `it is there: ${operation} was answered ${status}`;
}

function told(diagnoses: readonly Diagnosis[], colors: Colors, quiet: boolean): string[] {
  return diagnoses
    .filter((diagnosis) => !quiet || isWrong(diagnosis))
    .map((diagnosis) => {
      const { place, fact, fix } = diagnosis;
      const sign = isWrong(diagnosis) ? colors.red('wrong') : colors.dim('note ');
      return `  ${sign}  ${oneLine(`${place}: ${fact}. ${ended(fix)}`)}`;
    });
}

function verdict(wrong: number): string {
  if (wrong === 0) return 'Nothing stands in the way. Next: `npx --no contract-suite run --env sandbox`';
  return `${counted(wrong, 'thing')} to be put right before a run; then \`npx --no contract-suite doctor\` again`;
}
