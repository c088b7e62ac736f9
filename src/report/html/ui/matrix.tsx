import { MatrixRow, type WholeProps } from './matrix-row.js';
import { type Model, URGENT } from './model.js';
import { keyOf, type Tally, talliesOf } from './tally.js';
import { counted } from './words.js';

/** Rows that are there at once. */
const ROWS = 80;

/** Counts, and the operations in the order of the plan, behind them what belongs to none. */
function tableOf(model: Model) {
  const tallies = talliesOf(model);
  const places = new Set([...tallies.keys()].map((key) => Number(key.split(' ')[1])));
  return { tallies, operations: [...places].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b)) };
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
              <MatrixRow
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
