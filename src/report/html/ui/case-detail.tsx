import type { EvidenceData } from '../data.js';
import { Compared } from './compared.js';
import { Exchanges } from './exchanges.js';
import { caseId, counterpartOf, environmentOf, ruleOf, statusOf, textOf } from './model.js';
import { PastRuns, Shell, Status, ViewLink } from './parts.js';
import type { Props } from './store.js';

/** Everything that is known of one case. */
export function CaseDetail({ place, state, actions }: Props & { readonly place: number }) {
  const { model } = state;
  const evidence = model.evidence.get(place);
  const rule = model.data.rules[model.rule[place] ?? -1];
  const other = counterpartOf(model, place);
  return (
    <div class="detail">
      <p class="says">{rule?.says[0]}</p>
      {rule && rule.says.length > 1 && (
        <ul class="documented">
          {rule.says.slice(1).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {evidence?.expected ? (
        <Finding evidence={evidence} rule={ruleOf(model, place)} />
      ) : (
        <Reason {...{ place, state, actions }} />
      )}
      {evidence?.parts && <Parts parts={evidence.parts} />}
      <Notes place={place} state={state} actions={actions} />
      {evidence && evidence.exchanges === undefined && (
        <p class="empty">Its exchanges are left out to keep this file small: results.json has them.</p>
      )}
      {other >= 0 && (
        <p class="other">
          <ViewLink view={{ ...state.view, case: caseId(model, other) }} go={() => actions.show(other)}>
            The same case in {environmentOf(model, other)}
          </ViewLink>{' '}
          <Status name={statusOf(model, other)} />
        </p>
      )}
    </div>
  );
}

function Finding({ evidence, rule }: { readonly evidence: EvidenceData; readonly rule: string }) {
  const { sent, expected, received, at, advice, exchanges = [], curl, again, history = [] } = evidence;
  const id = exchanges.find(({ requestId }) => requestId !== undefined)?.requestId;
  return (
    <>
      <dl class="lines">
        <Line name="Sent" value={sent} />
        <Line name="At" value={at} />
        <Line name="request_id" value={id} />
        <Line name="Next" value={advice} />
      </dl>
      {history.length > 0 && (
        <p class="past">
          Last runs <PastRuns runs={[...history, 'flaky']} />
        </p>
      )}
      <Compared expected={expected} received={received} />
      <Exchanges exchanges={exchanges} at={at} rule={rule} />
      {curl.length > 0 && <Shell title="curl" lines={curl} />}
      <Shell title="Judge it again" lines={[again]} />
    </>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  if (value === undefined || value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Reason({ place, state }: Props & { readonly place: number }) {
  const reason = textOf(state.model, place);
  return reason === undefined ? null : <p class="reason">{reason}</p>;
}

function Notes({ place, state }: Props & { readonly place: number }) {
  const notes = state.model.notes.get(place) ?? [];
  if (notes.length === 0) return null;
  return (
    <>
      <h4>Remarks</h4>
      <ul>
        {notes.map((note) => (
          <li key={note}>{state.model.data.texts[note]}</li>
        ))}
      </ul>
    </>
  );
}

function Parts({ parts }: { readonly parts: NonNullable<EvidenceData['parts']> }) {
  return (
    <>
      <h4>Assertions of the collection</h4>
      <ul class="parts">
        {parts.map(([result, name, message], index) => (
          <li key={index}>
            <Status name={result.replaceAll(' ', '-')} /> {name}
            {message !== '' && <span class="message-of">{message}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
