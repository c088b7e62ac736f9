import { caseId, caseName, environmentOf, operationOf, statusOf, textOf } from './model.js';
import { Status, ViewLink } from './parts.js';
import type { Props } from './store.js';
import { counted, spoken } from './words.js';

/** The cases that the filter leaves, what failed first; as many rows as were asked for. */
export function CaseList({ state, actions }: Props) {
  const { model, matches, rows } = state;
  const more = matches.cases.length - rows;
  const unlisted = model.data.unlisted.reduce((sum, { count }) => sum + count, 0);
  return (
    <section id="cases" aria-labelledby="cases-title">
      <h2 id="cases-title">
        Cases <small>{matches.cases.length.toLocaleString('en-US')}</small>
      </h2>
      {unlisted > 0 && (
        <p class="empty">
          {counted(unlisted, 'more case')} are counted above and listed in results.json only.
        </p>
      )}
      {matches.cases.length === 0 ? (
        <p class="empty">The filter leaves no case.</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Verdict</th>
              <th scope="col">Environment</th>
              <th scope="col">Operation</th>
              <th scope="col">Case</th>
              <th scope="col" class="number">
                Time
              </th>
            </tr>
          </thead>
          <tbody>
            {[...matches.cases.subarray(0, rows)].map((place) => (
              <Row key={place} place={place} state={state} actions={actions} />
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && (
        <button type="button" class="more" onClick={() => actions.more()}>
          Show {Math.min(more, 500)} more of {more.toLocaleString('en-US')}
        </button>
      )}
    </section>
  );
}

function Row({ place, state, actions }: Props & { readonly place: number }) {
  const { model } = state;
  const text = textOf(model, place);
  const duration = model.data.cases.duration[place] ?? 0;
  return (
    <tr>
      <td>
        <Status name={statusOf(model, place)} />
      </td>
      <td>{environmentOf(model, place)}</td>
      <td>{operationOf(model, place) ?? '–'}</td>
      <td class="name">
        <ViewLink view={{ ...state.view, case: caseId(model, place) }} go={() => actions.show(place)}>
          <code>{caseName(model, place)}</code>
        </ViewLink>
        {text !== undefined && <span class="text">{text}</span>}
      </td>
      <td class="number">{duration > 0 ? spoken(duration) : ''}</td>
    </tr>
  );
}
