import { VERDICTS } from '../../contract/verdict.js';
import type { Counts, RunIdentity, RunResult } from '../../judge/result.js';
import { countsByEnvironment, total } from '../tally.js';
import { counted, spoken } from '../text.js';
import { verdictSentence } from '../verdict-sentence.js';
import { html } from './escape.js';

type Environment = RunIdentity['environments'][number];

/** The top of the page, which needs no script: the verdict, and both environments side by side. */
export function pageHead(result: RunResult): string {
  const { identity, duration, requests } = result;
  const counts = countsByEnvironment(result);
  const cards = identity.environments.map((environment) =>
    card(environment, counts.get(environment.name) ?? result.counts, requests[environment.name] ?? 0),
  );
  return `<header class="top">
<p class="eyebrow"><span>${html(identity.contract.title)}</span><time datetime="${identity.startedAt.toISOString()}">${when(identity.startedAt)}</time><span>${html(identity.profile)}</span><span>${spoken(duration)}</span></p>
<h1 class="verdict ${mood(result.exitCode)}">${html(verdictSentence(result))}</h1>
<div class="environments">
${cards.join('\n')}
</div>
</header>`;
}

function card({ name, baseUrl, embedded, writes }: Environment, counts: Counts, requests: number): string {
  const figures = VERDICTS.filter(
    (status) => counts[status] > 0 || status === 'passed' || status === 'failed',
  );
  const cells = figures.map(
    (status) =>
      `<div class="${status}"><dt>${status}</dt><dd>${counts[status].toLocaleString('en-US')}</dd></div>`,
  );
  const facts = [
    embedded ? 'embedded API' : html(baseUrl),
    counted(requests, 'request'),
    writes ? 'may be changed' : 'read only',
  ];
  return `<section class="environment" aria-label="${name}">
<h2>${name}</h2>
<p>${facts.join(' · ')}</p>
${bar(counts)}
<dl>${cells.join('')}</dl>
</section>`;
}

/** The verdicts as shares of a line; the numbers beside it say the same. */
function bar(counts: Counts): string {
  const all = Math.max(1, total(counts));
  let from = 0;
  const parts = BAR.filter((status) => counts[status] > 0).map((status) => {
    // A single failure among thousands must still be seen.
    const width = Math.max((counts[status] / all) * 1000, 6);
    const part = `<rect class="${status}" x="${from.toFixed(1)}" width="${width.toFixed(1)}" height="8"/>`;
    from += width;
    return part;
  });
  return `<svg class="bar" viewBox="0 0 ${Math.max(1, from).toFixed(1)} 8" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}

const BAR = ['failed', 'flaky', 'errored', 'waived', 'skipped', 'passed'] as const;

const mood = (exitCode: number): string => (exitCode === 0 ? 'holds' : exitCode === 1 ? 'broken' : 'open');

const when = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
