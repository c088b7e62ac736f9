import { oneLine } from '../contract/visible.js';
import type { LineToDo, ToDo } from '../import/to-do.js';
import type { Colors } from '../report/colors.js';

/** Lines of one thing; --verbose shows all. */
const LINES = 10;
const NUMBERS = ['', 'One thing', 'Two things', 'Three things'];

/** What a person has to do behind an import, in order, each with the lines that it is about. */
export function toDoText({ settings, variables, reading }: ToDo, colors: Colors, verbose: boolean): string {
  const things: readonly (readonly [says: string, lines: readonly LineToDo[]])[] = [
    ['Give each setting its value (in .env, or in the environment of the process):', settings],
    [
      'Give each variable a value, as { "key": "...", "value": "..." } in collections/<environment>.postman_environment.json; what needs one is skipped until then:',
      variables,
    ],
    [
      'See whether each of these operations only reads, as its method and its name let us guess; write changes: true where it does not:',
      reading,
    ],
  ];
  const open = things.filter(([, lines]) => lines.length > 0);
  const most = verbose ? Number.POSITIVE_INFINITY : LINES;
  const listed = open.map(([says, lines], index) =>
    [`${index + 1}. ${says}`, ...cut(lines, most).map((line) => `     ${line}`)].join('\n'),
  );
  const head = open.length === 0 ? [] : [colors.bold(`${NUMBERS[open.length]} to do, in this order`)];
  return [...head, ...listed, `${open.length === 0 ? 'Next' : 'Then'}: ${NEXT}`].join('\n');
}

const NEXT =
  '`npx --no contract-suite doctor` tries it with one harmless request to each environment, `npx --no contract-suite check` lists what is planned';

function cut(lines: readonly LineToDo[], most: number): string[] {
  const shown = lines.slice(0, most).map(({ place, text }) => oneLine(`${place}  ${text}`));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more (--verbose shows them)`] : shown;
}
