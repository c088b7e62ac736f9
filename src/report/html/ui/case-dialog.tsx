import { CaseDetail } from './case-detail.js';
import { caseName, environmentOf, operationOf, statusOf } from './model.js';
import { Status, ViewLink, Waivers } from './parts.js';
import type { Props } from './store.js';

/** One case over the page; what the address names can be sent to a colleague. */
export function CaseDialog({ state, actions }: Props) {
  const { model, shown } = state;
  const place = model.problem[shown] ?? -1;
  const problem = model.data.problems[place];
  const waiver = model.evidence.get(shown)?.waiver;
  return (
    <dialog id="case" aria-labelledby="case-title" onClose={() => actions.hide()}>
      {shown >= 0 && (
        <>
          <header>
            <p class="eyebrow">
              <Status name={statusOf(model, shown)} />
              <span>{environmentOf(model, shown)}</span>
              <span>{operationOf(model, shown) ?? 'the environment itself'}</span>
              {problem && (
                <ViewLink
                  view={{ query: '', problem: problem.id }}
                  go={() => actions.open(problem.id)}
                >{`problem ${place + 1}`}</ViewLink>
              )}
            </p>
            <h3 id="case-title">
              <code>{caseName(model, shown)}</code>
            </h3>
            <button type="button" class="quiet" aria-label="Close" onClick={() => actions.hide()}>
              Close
            </button>
          </header>
          <CaseDetail place={shown} state={state} actions={actions} />
          {waiver !== undefined && <Waivers lines={[waiver]} />}
        </>
      )}
    </dialog>
  );
}
