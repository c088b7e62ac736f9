import type { Store } from './store.js';

/** `/` filters, `j` and `k` go down and up, `?` helps. Keys that are typed into a field are left alone. */
export function keyboard(store: Store): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (pressed(store, event.key)) event.preventDefault();
  });
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

function pressed(store: Store, key: string): boolean {
  const { help, shown } = store.state;
  if (key === '?') store.help(!help);
  else if (help) return false;
  else if (key === '/') filter(store);
  else if (key !== 'j' && key !== 'k') return false;
  else if (shown >= 0) neighbour(store, key === 'j' ? 1 : -1);
  else step(key === 'j' ? 1 : -1);
  return true;
}

function filter(store: Store): void {
  store.hide();
  const field = document.getElementById('filter');
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

/** The next case that the filter leaves. */
function neighbour(store: Store, by: number): void {
  const { matches, shown } = store.state;
  const next = matches.cases[matches.cases.indexOf(shown) + by];
  if (next !== undefined) store.show(next);
}

/** From one problem to the next; among the cases, from one row to the next. */
function step(by: number): void {
  const active = document.activeElement;
  const inCases = active?.closest('#cases') instanceof Element;
  const stops = [
    ...document.querySelectorAll<HTMLElement>(inCases ? '#cases tbody a' : '.problem h3 button'),
  ];
  const at = active instanceof HTMLElement ? stops.indexOf(active) : -1;
  const next =
    stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
