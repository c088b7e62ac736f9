import type { ProblemData } from '../data.js';
import { CaseDetail } from './case-detail.js';
import { caseId, caseName, environmentOf, type Model, operationOf, ruleOf, textOf } from './model.js';
import { Environments, FilterLink, PastRuns, ViewLink, Waivers } from './parts.js';
import { asked, queryOf } from './query.js';
import type { Props } from './store.js';
import { counted } from './words.js';

/** Cases that an open problem names; problems that are opened for print. */
const NAMED = 12;
const PRINTED = 40;

export function ProblemList({ state, actions }: Props) {
  const { model, matches, view } = state;
  const all = model.data.problems.length;
  if (all === 0) return null;
  const shown = matches.problems;
  return (
    <section class="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">
        Problems <small>{shown.length === all ? all : `${shown.length} of ${all}`}</small>
      </h2>
      {shown.length === 0 && <p class="empty">No problem has a case that the filter leaves.</p>}
      <ol>
        {shown.map((place, index) => {
          const problem = model.data.problems[place];
          if (!problem) return null;
          const open = view.problem === problem.id || (state.printing && index < PRINTED);
          return (
            <li key={problem.id} id={`problem-${problem.id}`} class={open ? 'problem open' : 'problem'}>
              <Head {...{ model, problem, place, open, state, actions }} />
              {open && <Body {...{ model, problem, place, state, actions }} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface ProblemProps extends Props {
  readonly model: Model;
  readonly problem: ProblemData;
  readonly place: number;
}

function Head({ model, problem, place, open, actions }: ProblemProps & { readonly open: boolean }) {
  const { clearest, id, environments, change, history = [], failingSince, lastPassed } = problem;
  const { sent = '', expected } = model.evidence.get(clearest) ?? {};
  const cases = model.casesOf[place] ?? [];
  const operations = new Set(cases.flatMap((each) => operationOf(model, each) ?? []));
  const [first = 'the environment itself'] = operations;
  const names = model.data.environments.map(({ name }) => name);
  return (
    <h3>
      <button type="button" aria-expanded={open} onClick={() => actions.toggle(id)}>
        <span class="rank" aria-hidden="true">
          {place + 1}
        </span>
        <span class="what">
          <span class="rule">
            <code>{ruleOf(model, clearest)}</code>
            {change && <span class={`badge ${change}`}>{change === 'new' ? 'new' : 'still failing'}</span>}
          </span>
          <span class="received">
            {textOf(model, clearest)}
            {expected !== undefined && <small> expected {expected}</small>}
          </span>
          {sent !== '' && <span class="sent">sent: {sent}</span>}
          <span class="where">
            {first}
            {operations.size > 1 && ` and ${counted(operations.size - 1, 'more operation')}`}
          </span>
        </span>
        <span class="extent">
          <Environments all={names} shown={environments.map((each) => names[each] ?? '')} />
          <span class="count">{counted(cases.length, 'case')}</span>
          {history.length > 0 && <PastRuns runs={[...history, 'failed']} />}
          {failingSince !== undefined && (
            <span class="count" title={lastPassed && `passed last ${lastPassed}`}>
              since {failingSince.slice(0, 10)}
            </span>
          )}
        </span>
      </button>
    </h3>
  );
}

function Body({ model, problem, place, state, actions }: ProblemProps) {
  const cases = model.casesOf[place] ?? [];
  return (
    <div class="body">
      <CaseDetail place={problem.clearest} state={state} actions={actions} />
      <h4>Shown by {counted(cases.length, 'case')}</h4>
      <ul class="cases">
        {cases.slice(0, NAMED).map((each) => (
          <li key={each}>
            <CaseLink place={each} state={state} actions={actions} />
          </li>
        ))}
      </ul>
      {cases.length > NAMED && (
        <p>
          <FilterLink query={queryOf([asked('problem', problem.id)])} actions={actions}>
            List all {cases.length.toLocaleString('en-US')}
          </FilterLink>
        </p>
      )}
      {problem.waivers.length > 0 && <Waivers lines={problem.waivers} />}
    </div>
  );
}

function CaseLink({ place, state, actions }: Props & { readonly place: number }) {
  const { model } = state;
  return (
    <ViewLink view={{ ...state.view, case: caseId(model, place) }} go={() => actions.show(place)}>
      <span class="env">{environmentOf(model, place)}</span> {operationOf(model, place) ?? 'the environment'}{' '}
      <code>{caseName(model, place)}</code>
    </ViewLink>
  );
}
