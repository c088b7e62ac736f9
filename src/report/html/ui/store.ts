import { hashOf, type View, viewOf } from './address.js';
import { type Matches, matchesOf } from './matches.js';
import { caseCalled, caseId, type Model } from './model.js';

/** Rows of the list of cases at first, and with each wish for more. */
const FIRST = 100;
const MORE = 500;

/** What is to be seen. The view stands in the address; the rest is of this moment. */
export interface State {
  readonly model: Model;
  readonly view: View;
  readonly matches: Matches;
  /** The case that is shown, or -1. */
  readonly shown: number;
  readonly rows: number;
  readonly help: boolean;
  readonly allOperations: boolean;
  readonly printing: boolean;
}

/** What a reader can do. */
export interface Actions {
  filter(query: string): void;
  toggle(problem: string): void;
  /** Opens a problem, whatever the filter, and brings it into sight. */
  open(problem: string): void;
  show(place: number): void;
  hide(): void;
  help(open: boolean): void;
  more(): void;
  everyOperation(): void;
}

/** What each part of the page gets. */
export interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export class Store implements Actions {
  state: State;

  constructor(
    model: Model,
    readonly paint: (state: State) => void,
  ) {
    const view = viewOf(location.hash);
    this.state = {
      model,
      view,
      matches: matchesOf(model, view.query),
      shown: -1,
      rows: FIRST,
      help: false,
      allOperations: false,
      printing: false,
    };
    this.state = { ...this.state, shown: this.#called(view) };
    addEventListener('popstate', () => this.#look(viewOf(location.hash)));
    addEventListener('beforeprint', () => this.#change({ printing: true }));
    addEventListener('afterprint', () => this.#change({ printing: false }));
  }

  filter(query: string): void {
    if (query !== this.state.view.query) this.#go({ query }, 'replace');
  }

  toggle(problem: string): void {
    const { query, problem: open } = this.state.view;
    this.#go(open === problem ? { query } : { query, problem }, 'replace');
  }

  open(problem: string): void {
    const { matches, model } = this.state;
    const hidden = !matches.problems.some((place) => model.data.problems[place]?.id === problem);
    this.#go({ query: hidden ? '' : this.state.view.query, problem }, 'push');
    document.getElementById(`problem-${problem}`)?.scrollIntoView();
  }

  show(place: number): void {
    const { case: before, ...view } = this.state.view;
    this.#go({ ...view, case: this.#id(place) }, before === undefined ? 'push' : 'replace');
  }

  hide(): void {
    const { case: before, ...view } = this.state.view;
    if (before !== undefined) this.#go(view, 'push');
  }

  help(open: boolean): void {
    if (open !== this.state.help) this.#change({ help: open });
  }

  more(): void {
    this.#change({ rows: this.state.rows + MORE });
  }

  everyOperation(): void {
    this.#change({ allOperations: true });
  }

  #go(view: View, how: 'push' | 'replace'): void {
    if (how === 'push') history.pushState(null, '', hashOf(view));
    else history.replaceState(null, '', hashOf(view));
    this.#look(view);
  }

  #look(view: View): void {
    const same = view.query === this.state.view.query;
    this.#change({
      view,
      shown: this.#called(view),
      ...(!same && { matches: matchesOf(this.state.model, view.query), rows: FIRST }),
    });
  }

  #change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.paint(this.state);
  }

  #called({ case: id }: View): number {
    return id === undefined ? -1 : caseCalled(this.state.model, id);
  }

  #id(place: number): string {
    return caseId(this.state.model, place);
  }
}
