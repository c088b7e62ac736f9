import type { Props } from './store.js';
import { counted } from './words.js';

/** The filter; what it leaves is told to those who do not see it. */
export function FilterBar({ state, actions }: Props) {
  const { model, matches, view } = state;
  const left =
    view.query === ''
      ? counted(model.size, 'case')
      : `${matches.cases.length.toLocaleString('en-US')} of ${counted(model.size, 'case')}`;
  return (
    <search class="filter">
      <label for="filter">Filter</label>
      <input
        id="filter"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder='s:failed e:production r:parameter/* o:Customers "text"'
        value={view.query}
        onInput={(event) => actions.filter(event.currentTarget.value)}
      />
      <output for="filter">{left}</output>
      <button type="button" class="quiet theme" onClick={otherTheme}>
        Theme
      </button>
      <button
        type="button"
        class="quiet"
        aria-label="Help: filter and keys"
        onClick={() => actions.help(true)}
      >
        ?
      </button>
    </search>
  );
}

function otherTheme(): void {
  const { style } = document.documentElement;
  const dark = style.colorScheme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  style.colorScheme = dark === 'dark' ? 'light' : 'dark';
}
