import { type Model, statusOf, textOf } from './model.js';
import { Status } from './parts.js';
import { asked, queryOf } from './query.js';
import type { Actions } from './store.js';
import { counted } from './words.js';

/** Verdicts that say why nothing was judged, and reasons of each that are shown. */
const UNJUDGED = ['errored', 'skipped', 'waived'];
const SHOWN = 6;

/** Why cases were not judged, the most frequent reasons first. */
export function Reasons({ model, actions }: { readonly model: Model; readonly actions: Actions }) {
  const sections = UNJUDGED.map((status) => ({ status, reasons: reasonsOf(model, status) }));
  const more = sections.flatMap(({ reasons }) => reasons.slice(SHOWN));
  if (sections.every(({ reasons }) => reasons.length === 0)) return null;
  return (
    <section class="reasons" aria-labelledby="reasons-title">
      <h2 id="reasons-title">Not judged</h2>
      <ul>
        {sections.flatMap(({ status, reasons }) =>
          reasons.slice(0, SHOWN).map(([reason, count]) => (
            <li key={`${status} ${reason}`}>
              <Status name={status} />
              <button
                type="button"
                aria-label={`Filter: ${count} ${status}, ${reason}`}
                onClick={() =>
                  actions.filter(queryOf([asked('status', status), asked('text', searched(reason))]))
                }
              >
                {count.toLocaleString('en-US')}
              </button>
              <span>{reason}</span>
            </li>
          )),
        )}
      </ul>
      {more.length > 0 && (
        <p class="empty">
          and {counted(sumOf(more), 'case')} for {counted(more.length, 'other reason')}
        </p>
      )}
    </section>
  );
}

const sumOf = (reasons: readonly (readonly [string, number])[]): number =>
  reasons.reduce((sum, [, count]) => sum + count, 0);

function reasonsOf(model: Model, status: string): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (let place = 0; place < model.size; place += 1) {
    const reason = statusOf(model, place) === status ? textOf(model, place) : undefined;
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** A filter's text holds no quotation mark: the longest part of the reason without one stands for it. */
const searched = (reason: string): string =>
  reason
    .split('"')
    .map((part) => part.trim())
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
