import type { VNode } from 'preact';
import { CaseDialog } from './case-dialog.js';
import { CaseList } from './case-list.js';
import { ChangeList } from './change-list.js';
import { ErrorCodes } from './error-codes.js';
import { FilterBar } from './filter-bar.js';
import { Help } from './help.js';
import { LatencyPlot } from './latency-plot.js';
import { Matrix } from './matrix.js';
import { ProblemList } from './problem-list.js';
import { Reasons } from './reasons.js';
import { RunFacts } from './run-facts.js';
import type { Actions, Props, State } from './store.js';

export function App({ state, actions }: Props) {
  return (
    <>
      <ChangeList state={state} actions={actions} />
      <FilterBar state={state} actions={actions} />
      {state.view.case !== undefined && state.shown < 0 && (
        <p class="empty" role="status">
          The address names a case that this run does not have: {state.view.case}
        </p>
      )}
      <ProblemList state={state} actions={actions} />
      {whole(state, actions)}
      <CaseList state={state} actions={actions} />
      <RunFacts model={state.model} />
      <CaseDialog state={state} actions={actions} />
      <Help state={state} actions={actions} />
    </>
  );
}

let shown: { readonly everyOperation: boolean; readonly parts: VNode } | undefined;

/** Large, and the same for every filter: made once, it is left alone when the rest is painted again. */
function whole({ model, allOperations }: State, actions: Actions): VNode {
  if (shown?.everyOperation !== allOperations) {
    const props = { model, everyOperation: allOperations, actions };
    const parts = (
      <>
        <Reasons model={model} actions={actions} />
        <Matrix {...props} />
        <LatencyPlot {...props} />
        <ErrorCodes model={model} />
      </>
    );
    shown = { everyOperation: allOperations, parts };
  }
  return shown.parts;
}
