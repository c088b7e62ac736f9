import type { Model } from './model.js';
import { asked } from './query.js';
import type { Actions } from './store.js';
import { keyOf, type Tally, talliesOf } from './tally.js';
import { counted } from './words.js';

/** Rows that are there at once. */
const ROWS = 80;
/** The most urgent verdict gives a cell its colour. */
const URGENT = ['failed', 'flaky', 'errored', 'waived', 'skipped', 'passed'];

/** Counts, and the operations in the order of the plan, behind them what belongs to none. */
function tableOf(model: Model) {
  const tallies = talliesOf(model);
  const places = new Set([...tallies.keys()].map((key) => Number(key.split(' ')[1])));
  return { tallies, operations: [...places].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b)) };
}

/** What shows the whole run, whatever the filter. */
export interface WholeProps {
  readonly model: Model;
  readonly everyOperation: boolean;
  readonly actions: Actions;
}

/** The whole run: operations by families of rules, in each environment. A click filters. */
export function Matrix({ model, everyOperation, actions }: WholeProps) {
  const { data } = model;
  const { operations, tallies } = tableOf(model);
  const shown = everyOperation ? operations : firstRows(model, operations, tallies);
  return (
    <section class="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">
        Operations by families of rules <small>{operations.length.toLocaleString('en-US')}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it scrolls only where it takes the focus */}
      <section class="scroll" tabIndex={0} aria-label="Matrix">
        <table onKeyDown={walk}>
          <thead>
            <tr>
              <td />
              {data.environments.map(({ name }) => (
                <th key={name} scope="colgroup" colSpan={data.families.length} class="environment">
                  {name}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col" class="operation">
                Operation
              </th>
              {data.environments.flatMap((environment) =>
                data.families.map((family, index) => (
                  <th
                    key={`${environment.name} ${family}`}
                    scope="col"
                    class={index === 0 ? 'family first' : 'family'}
                  >
                    <span>{family}</span>
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((operation, index) => (
              <Row
                key={operation}
                operation={operation}
                first={index === 0}
                tallies={tallies}
                model={model}
                actions={actions}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < operations.length && (
        <button type="button" class="more" onClick={() => actions.everyOperation()}>
          Show all {counted(operations.length, 'operation')}
        </button>
      )}
      <p class="legend">
        {URGENT.map((status) => (
          <span key={status}>
            <i class={`cell ${status}`} aria-hidden="true" /> {status}
          </span>
        ))}
      </p>
    </section>
  );
}

/** Where there are more than can be seen at once, those with failures. */
function firstRows(
  { data }: Model,
  operations: readonly number[],
  tallies: ReadonlyMap<string, Tally>,
): readonly number[] {
  if (operations.length <= ROWS) return operations;
  const failed = (operation: number): number =>
    data.environments.reduce(
      (sum, _, environment) =>
        sum +
        data.families.reduce(
          (all, __, family) => all + (tallies.get(keyOf(environment, operation, family))?.['failed'] ?? 0),
          0,
        ),
      0,
    );
  const worst = new Set([...operations].sort((a, b) => failed(b) - failed(a)).slice(0, ROWS));
  return operations.filter((operation) => worst.has(operation));
}

interface RowProps extends Omit<WholeProps, 'everyOperation'> {
  readonly operation: number;
  readonly first: boolean;
  readonly tallies: ReadonlyMap<string, Tally>;
}

function Row({ operation, first, tallies, model, actions }: RowProps) {
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
                  go={() => actions.narrow(tokens)}
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

/** Arrow keys go from cell to cell; the tab key passes the matrix in one step. */
function walk(event: KeyboardEvent): void {
  const cell = event.target instanceof HTMLElement ? event.target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return;
  const down = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const right = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (down === 0 && right === 0) return;
  event.preventDefault();
  const rows = [...(row.parentElement?.children ?? [])];
  let [x, y] = [cell.cellIndex + right, rows.indexOf(row) + down];
  // Empty cells are stepped over.
  for (; ; x += right, y += down) {
    const next = rows[y]?.children[x];
    if (!next) return;
    const button = next.querySelector('button');
    button?.focus();
    if (button) return;
  }
}
