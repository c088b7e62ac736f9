import type { ComponentChildren } from 'preact';
import { hashOf, type View } from './address.js';
import type { Actions } from './store.js';

/** A verdict in its colour; the word says it too. */
export const Status = ({ name }: { readonly name: string }) => <span class={`status ${name}`}>{name}</span>;

/** One mark for each environment of the run, filled where it is concerned. */
export function Environments({
  all,
  shown,
}: {
  readonly all: readonly string[];
  readonly shown: readonly string[];
}) {
  return (
    <span class="marks">
      {all.map((name) => (
        <span
          key={name}
          class={shown.includes(name) ? 'mark on' : 'mark'}
          aria-hidden={!shown.includes(name)}
        >
          {name}
        </span>
      ))}
    </span>
  );
}

/** A dot for each of the last runs, the oldest first. */
export function PastRuns({ runs }: { readonly runs: readonly string[] }) {
  const said = `the last runs, this one last: ${runs.join(', ')}`;
  return (
    <span class="history" role="img" aria-label={said} title={said}>
      {runs.map((run, index) => (
        <i key={index} class={run.replace(' ', '-')} />
      ))}
    </span>
  );
}

/** Entries of `contract.yaml` that would put up with it: folded, since a waiver mends nothing. */
export function Waivers({ lines }: { readonly lines: readonly string[] }) {
  return (
    <details class="waivers">
      <summary>To waive it for a while</summary>
      <Shell title="Under waivers: in contract.yaml" lines={lines} />
    </details>
  );
}

/** A link that changes the view in place, and that can be copied or opened in another tab. */
export function ViewLink(props: {
  readonly view: View;
  readonly go: () => void;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  const { view, go, label, children } = props;
  return (
    <a
      class={props.class}
      href={hashOf(view)}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go();
      }}
    >
      {children}
    </a>
  );
}

export function FilterLink(props: {
  readonly query: string;
  readonly actions: Actions;
  readonly children: ComponentChildren;
}) {
  const { query, actions, children } = props;
  return (
    <ViewLink view={{ query }} go={() => actions.filter(query)}>
      {children}
    </ViewLink>
  );
}

/** Lines for a shell, and a button that takes them along. */
export function Shell({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const text = lines.join('\n');
  return (
    <div class="shell">
      <div class="label">
        <h4>{title}</h4>
        <button type="button" class="quiet" onClick={(event) => copy(text, event.currentTarget)}>
          Copy
        </button>
      </div>
      <pre>{text}</pre>
    </div>
  );
}

async function copy(text: string, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // A page from disk may be kept from the clipboard: the lines are marked, to be copied by hand.
    const lines = button.closest('.shell')?.querySelector('pre');
    if (lines) getSelection()?.selectAllChildren(lines);
    button.textContent = 'Marked: copy with Ctrl+C';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2500);
}
