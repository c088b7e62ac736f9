import { type Model, URGENT } from './model.js';
import { asked, queryOf } from './query.js';
import type { Actions } from './store.js';
import { keyOf, type Tally } from './tally.js';

/** What shows the whole run, whatever the filter. */
export interface WholeProps {
  readonly model: Model;
  readonly everyOperation: boolean;
  readonly actions: Actions;
}

interface RowProps extends Omit<WholeProps, 'everyOperation'> {
  readonly operation: number;
  readonly first: boolean;
  readonly tallies: ReadonlyMap<string, Tally>;
}

/** An operation, with a cell for each environment and family that has cases of it. */
export function MatrixRow({ operation, first, tallies, model, actions }: RowProps) {
  const { data } = model;
  const name = data.operations[operation];
  const entry = data.families.findIndex((_, family) => tallies.has(keyOf(0, operation, family)));
  return (
    <tr>
      <th scope="row" class="operation">
        {name ?? 'the environment itself'}
      </th>
      {data.environments.flatMap((environment, e) =>
        data.families.map((family, f) => {
          const tally = tallies.get(keyOf(e, operation, f));
          const tokens = [
            asked('environment', environment.name),
            asked('rule', `${family}/*`),
            ...(name === undefined ? [] : [asked('operation', name)]),
          ];
          return (
            <td key={keyOf(e, operation, f)} class={f === 0 ? 'first' : ''}>
              {tally && (
                <Cell
                  tally={tally}
                  first={first && e === 0 && f === entry}
                  label={`${environment.name}, ${name ?? 'the environment itself'}, ${family}`}
                  go={() => actions.filter(queryOf(tokens))}
                />
              )}
            </td>
          );
        }),
      )}
    </tr>
  );
}

interface CellProps {
  readonly tally: Tally;
  readonly label: string;
  /** The one that the tab key goes to. */
  readonly first: boolean;
  readonly go: () => void;
}

function Cell({ tally, label, first, go }: CellProps) {
  const present = URGENT.filter((status) => (tally[status] ?? 0) > 0);
  const [worst = ''] = present;
  const said = `${label}: ${present.map((status) => `${tally[status]} ${status}`).join(', ')}`;
  const urgent = worst !== 'passed' && worst !== 'skipped';
  const click = () => {
    go();
    document.getElementById('cases')?.scrollIntoView({ block: 'start' });
  };
  return (
    <button
      type="button"
      class={`cell ${passedToo(worst, tally)}`}
      tabIndex={first ? 0 : -1}
      aria-label={said}
      title={said}
      onClick={click}
    >
      {urgent ? tally[worst] : ''}
    </button>
  );
}

/** What was skipped takes nothing from what passed beside it. */
const passedToo = (worst: string, tally: Tally): string =>
  worst === 'skipped' && (tally['passed'] ?? 0) > 0 ? 'passed' : worst;
