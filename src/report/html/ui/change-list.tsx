import type { PastProblemData } from '../data.js';
import { FilterLink } from './parts.js';
import { asked, queryOf } from './query.js';
import type { Props } from './store.js';

/** What is otherwise than in the last run. */
export function ChangeList({ state, actions }: Props) {
  const { changes, problems, statuses } = state.model.data;
  if (!changes) return null;
  const having = (change: string): number => problems.filter((each) => each.change === change).length;
  const flaky = state.model.status.filter((status) => statuses[status] === 'flaky').length;
  const chip = (name: string, count: number, field: 'change' | 'status', value: string) => (
    <li class={count > 0 ? value : 'none'}>
      <FilterLink query={queryOf([asked(field, value)])} actions={actions}>
        <b>{count}</b> {name}
      </FilterLink>
    </li>
  );
  return (
    <section class="changes" aria-labelledby="changes-title">
      <h2 id="changes-title">Since {changes.since}</h2>
      <ul>
        {chip('new', having('new'), 'change', 'new')}
        {chip('still failing', having('still'), 'change', 'still')}
        <Past name="fixed" problems={changes.fixed} />
        {chip('flaky', flaky, 'status', 'flaky')}
        <Past name="not reached" problems={changes.notReached} />
      </ul>
    </section>
  );
}

function Past({ name, problems }: { readonly name: string; readonly problems: readonly PastProblemData[] }) {
  if (problems.length === 0)
    return (
      <li class="none">
        <b>0</b> {name}
      </li>
    );
  return (
    <li class={name.replace(' ', '-')}>
      <details>
        <summary>
          <b>{problems.length}</b> {name}
        </summary>
        <ul>
          {problems.map(({ id, rule, operations, environments }) => (
            <li key={id}>
              <code>{rule}</code> {operations.slice(0, 3).join(', ')}
              {operations.length > 3 && ` and ${operations.length - 3} more`} · {environments.join(', ')}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
