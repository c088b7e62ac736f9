import type { Props } from './store.js';

const TOKENS = [
  ['s:failed', 'verdict; s:failed,flaky for either'],
  ['e:production', 'environment'],
  ['r:parameter/*', 'rule; with * the whole name, else a part of it'],
  ['o:Customers', 'operation; o:"Customers / Create"'],
  ['p:0123abcdef', 'cases of one problem'],
  ['c:new', 'problems that are new (c:still: those that are not)'],
  ['"text"', 'anywhere: names, reasons, requests, answers'],
  ['-r:transport/*', 'a minus leaves out'],
] as const;

const KEYS = [
  ['/', 'filter'],
  ['j', 'next problem, or next case'],
  ['k', 'the one before'],
  ['Enter', 'open, close'],
  ['Esc', 'close'],
  ['?', 'this help'],
] as const;

export function Help({ state, actions }: Props) {
  return (
    <dialog id="help" aria-labelledby="help-title" onClose={() => actions.help(false)}>
      {state.help && (
        <>
          <h2 id="help-title">Filter and keys</h2>
          <p>The address keeps the filter and what is open: send it with the file.</p>
          <Terms terms={TOKENS} />
          <Terms terms={KEYS} />
          <button type="button" class="quiet" onClick={() => actions.help(false)}>
            Close
          </button>
        </>
      )}
    </dialog>
  );
}

function Terms({ terms }: { readonly terms: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {terms.map(([term, meaning]) => (
        <div key={term}>
          <dt>
            <kbd>{term}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
