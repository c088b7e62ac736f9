import type { Props } from './app.js';
import { CaseDetail } from './case-detail.js';
import { caseName, environmentOf, operationOf, statusOf } from './model.js';
import { Status } from './parts.js';

/** One case over the page; what the address names can be sent to a colleague. */
export function CaseDialog({ state, actions }: Props) {
  const { model, shown } = state;
  return (
    <dialog id="case" aria-labelledby="case-title" onClose={() => actions.hide()}>
      {shown >= 0 && (
        <>
          <header>
            <p class="eyebrow">
              <Status name={statusOf(model, shown)} />
              <span>{environmentOf(model, shown)}</span>
              <span>{operationOf(model, shown) ?? 'the environment itself'}</span>
            </p>
            <h2 id="case-title">
              <code>{caseName(model, shown)}</code>
            </h2>
            <button type="button" class="quiet" aria-label="Close" onClick={() => actions.hide()}>
              Close
            </button>
          </header>
          <CaseDetail place={shown} state={state} actions={actions} />
        </>
      )}
    </dialog>
  );
}
