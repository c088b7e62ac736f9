import type { Model } from './model.js';

/** What was run, and what is to be known of it. */
export function RunFacts({ model }: { readonly model: Model }) {
  const { notes, facts } = model.data;
  return (
    <section class="facts" aria-labelledby="facts-title">
      <h2 id="facts-title">The run</h2>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <dl class="lines">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
