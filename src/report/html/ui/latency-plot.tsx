import type { LatencyData } from '../data.js';
import type { WholeProps } from './matrix-row.js';
import { counted, spoken } from './words.js';

/** Operations that are plotted at first, the slowest of them. */
const FIRST = 10;

/** How long answers took: from the shortest over the median to the longest, one line for each environment. */
export function LatencyPlot({ model, everyOperation, actions }: WholeProps) {
  const { latencies, operations, environments } = model.data;
  if (latencies.length === 0) return null;
  const longest = Math.max(10, ...latencies.map(({ max }) => max));
  const shortest = Math.max(0.1, Math.min(...latencies.map(({ min }) => min)));
  const scale = (value: number): number =>
    (Math.log(Math.max(value, shortest) / shortest) / Math.log(longest / shortest)) * 100;
  const slowness = (operation: number): number =>
    Math.max(...latencies.filter((each) => each.operation === operation).map(({ p95 }) => p95));
  const all = [...new Set(latencies.map(({ operation }) => operation))]
    .map((operation) => ({ operation, slow: slowness(operation) }))
    .sort((a, b) => b.slow - a.slow);
  const shown = everyOperation ? all : all.slice(0, FIRST);
  return (
    <section class="latency" aria-labelledby="latency-title">
      <h2 id="latency-title">
        Latency <small>median, and the time that 95 % of answers kept</small>
      </h2>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col" class="plot">
              <Axis from={shortest} to={longest} scale={scale} />
            </th>
            {environments.map(({ name }, place) => (
              <th key={name} scope="col" class={`number key side-${place}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ operation }) => {
            const own = environments.map((_, place) =>
              latencies.find((each) => each.operation === operation && each.environment === place),
            );
            return (
              <tr key={operation}>
                <th scope="row">{operations[operation]}</th>
                <td class="plot" aria-hidden="true">
                  <Strip own={own} scale={scale} />
                </td>
                {own.map((latency, place) => (
                  <td key={place} class="number">
                    {latency ? figures(latency) : '–'}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < all.length && (
        <button type="button" class="more" onClick={() => actions.everyOperation()}>
          Show all {counted(all.length, 'operation')}
        </button>
      )}
    </section>
  );
}

const figures = ({ median, p95 }: LatencyData): string => `${spoken(median)} · ${spoken(p95)}`;

function Strip({
  own,
  scale,
}: {
  readonly own: readonly (LatencyData | undefined)[];
  readonly scale: (value: number) => number;
}) {
  const at = (value: number): string => `${scale(value).toFixed(2)}%`;
  return (
    <svg height={own.length * 11 + 2} width="100%" aria-hidden="true">
      {own.map((latency, index) => {
        if (!latency) return null;
        const y = index * 11 + 7;
        const { count, min, median, p95, max } = latency;
        return (
          <g key={index} class={`side-${index}`}>
            <title>{`${count} answers: ${spoken(min)} to ${spoken(max)}, median ${spoken(median)}, 95 % within ${spoken(p95)}`}</title>
            <line class="range" x1={at(min)} x2={at(max)} y1={y} y2={y} />
            <line class="most" x1={at(min)} x2={at(p95)} y1={y} y2={y} />
            <circle cx={at(median)} cy={y} r="3.5" />
          </g>
        );
      })}
    </svg>
  );
}

/** Powers of ten. */
function Axis({
  from,
  to,
  scale,
}: {
  readonly from: number;
  readonly to: number;
  readonly scale: (value: number) => number;
}) {
  const ticks = [0.1, 1, 10, 100, 1000, 10_000, 100_000].filter((tick) => tick >= from && tick <= to);
  return (
    <svg
      height="14"
      width="100%"
      role="img"
      aria-label={`from ${spoken(from)} to ${spoken(to)}, logarithmic`}
    >
      {ticks.map((tick) => (
        <text key={tick} x={`${scale(tick)}%`} y="11" text-anchor={scale(tick) > 90 ? 'end' : 'start'}>
          {spoken(tick)}
        </text>
      ))}
    </svg>
  );
}
