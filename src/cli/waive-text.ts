import type { Waiver } from '../contract/model.js';
import { oneLine } from '../contract/visible.js';
import { entryLine, type Terms } from '../contract/waivers-text.js';
import type { CaseResult, RunResult } from '../judge/result.js';
import type { ToPrune, ToWaive } from '../judge/waivable.js';
import type { Colors } from '../report/colors.js';
import { counted, listed } from '../report/text.js';

export interface Waived {
  readonly result: RunResult;
  /** Those that `contract.yaml` has. */
  readonly waivers: readonly Waiver[];
  readonly waived: ToWaive;
  readonly pruned: ToPrune;
  readonly terms: Terms | undefined;
  /** `collections/contract.yaml`. */
  readonly place: string;
}

interface WaiveTextOptions {
  readonly colors: Colors;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly dryRun: boolean;
}

/** Lines of the change; --verbose shows all. */
const LINES = 15;

/** The change line by line, what no waiver was written for, and what became of the file. */
export function waiveText(change: Waived, { colors, quiet, verbose, dryRun }: WaiveTextOptions): string {
  const most = verbose ? Number.POSITIVE_INFINITY : LINES;
  const lines = linesOf(change);
  const shown = lines.slice(0, most);
  const more = lines.length - shown.length;
  const parts = [
    ...(quiet ? [] : shown),
    ...(!quiet && more > 0 ? [`and ${counted(more, 'more line')} (--verbose shows them)`] : []),
  ];
  const told = [...breachLines(change.waived.breaches), ...openLines(change), ...unknownLines(change.pruned)];
  return [
    ...(parts.length > 0 ? [parts.join('\n')] : []),
    ...(told.length > 0 ? [told.join('\n')] : []),
    verdict(change, lines.length, colors, dryRun),
  ].join('\n\n');
}

function linesOf({ waivers, waived, pruned }: Waived): string[] {
  const line = (sign: string, waiver: Parameters<typeof entryLine>[0]): string =>
    oneLine(`${sign} ${entryLine(waiver)}`);
  const old = waivers.flatMap((waiver, index) => {
    if (pruned.drop.has(index)) return [line('-', waiver)];
    const terms = waived.renew.get(index);
    return terms ? [line('-', waiver), line('+', { ...waiver, ...terms })] : [];
  });
  return [...old, ...waived.add.map((entry) => line('+', entry))];
}

function breachLines(breaches: readonly CaseResult[]): string[] {
  if (breaches.length === 0) return [];
  const rules = [...new Set(breaches.map((result) => result.case.rule))];
  return [
    `Not waived: ${counted(breaches.length, 'failure')} of ${listed(rules)}. A breach is waived only where a rule names it: --rule ${rules[0]}`,
  ];
}

/** What keeps a run from its verdict, whatever is waived. */
function openLines({ result: { counts }, terms }: Waived): string[] {
  if (!terms || counts.errored === 0) return [];
  return [
    `No waiver helps where nothing was judged: ${counted(counts.errored, 'case')} errored in that run.`,
  ];
}

function unknownLines({ unknown }: ToPrune): string[] {
  if (unknown.length === 0) return [];
  const places = listed(unknown.slice(0, 3).map(({ place }) => place));
  const more = unknown.length > 3 ? ' and more' : '';
  return [
    `Kept: ${counted(unknown.length, 'waiver')} of what was not judged whole in that run (${places}${more}).`,
  ];
}

function verdict(change: Waived, lines: number, colors: Colors, dryRun: boolean): string {
  const { waived, pruned, terms, place } = change;
  if (lines === 0) return colors.bold(nothing(change));
  const written = waived.add.length;
  const parts = [
    ...(written > 0 ? [`${counted(written, 'waiver')} written`] : []),
    ...(waived.renew.size > 0 ? [`${counted(waived.renew.size, 'waiver')} renewed`] : []),
    ...(pruned.drop.size > 0 ? [`${counted(pruned.drop.size, 'waiver')} dropped`] : []),
  ];
  const until = terms && written + waived.renew.size > 0 ? `, up to ${terms.until}` : '';
  const what = `${listed(parts)} (${place})${until}`;
  if (dryRun) return colors.bold(`Nothing was changed (--dry-run). Without it: ${what}.`);
  return `${colors.bold(`${what}.`)} Next: \`npx --no contract-suite run\``;
}

function nothing({ waived, terms, place }: Waived): string {
  if (!terms) return `Nothing to drop in ${place}.`;
  if (waived.covered > 0)
    return `Nothing to add to ${place}: its waivers cover ${counted(waived.covered, 'failure')} already.`;
  return waived.breaches.length > 0 ? `Nothing else failed there.` : `Nothing failed there: ${place} stays.`;
}
