import { render } from 'preact';
import type { PageData } from '../data.js';
import { App } from './app.js';
import { keyboard } from './keyboard.js';
import { modelOf } from './model.js';
import { type State, Store } from './store.js';
import './style.css';

function start(root: HTMLElement, source: string): void {
  const data: PageData = JSON.parse(source);
  const store = new Store(modelOf(data), paint);
  root.replaceChildren();
  paint(store.state);
  keyboard(store);
  const { problem } = store.state.view;
  if (problem !== undefined) document.getElementById(`problem-${problem}`)?.scrollIntoView();

  function paint(state: State): void {
    render(<App state={state} actions={store} />, root);
    dialog('case', state.shown >= 0);
    dialog('help', state.help);
  }
}

/** A dialog takes the focus when it opens, and gives it back. */
function dialog(id: string, open: boolean): void {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLDialogElement) || found.open === open) return;
  if (open) found.showModal();
  else found.close();
}

const root = document.getElementById('app');
const source = document.getElementById('data')?.textContent;
// The head of the page is painted before the work begins.
if (root && source) requestAnimationFrame(() => setTimeout(() => start(root, source)));
