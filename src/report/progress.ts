import { stripVTControlCharacters } from 'node:util';
import { oneLine } from '../contract/visible.js';
import type { Progress } from '../judge/result.js';
import type { Colors } from './colors.js';
import { printed } from './printed.js';
import { counted, spoken } from './text.js';

/** Units done, requests per second, failures so far, time left: one line. */
function progressLine(progress: Progress, colors: Colors): string {
  const { unitsDone, units, casesDone, cases, failures, requests, elapsed, waiting } = progress;
  const failed = failures === 0 ? 'no failure' : colors.red(counted(failures, 'failure'));
  return [
    `${unitsDone}/${units} units`,
    `${casesDone}/${cases} cases`,
    `${perSecond(requests, elapsed)} requests/s`,
    failed,
    timeLeft(progress),
    ...(waiting && waiting.left >= TELLING ? [waitingText(waiting)] : []),
  ].join(' · ');
}

/** Milliseconds; shorter waits are over before they are read. */
const TELLING = 2000;

function waitingText({ endpoint, left }: NonNullable<Progress['waiting']>): string {
  const until = new Date(Date.now() + left).toTimeString().slice(0, 8);
  return `rate limit: ${oneLine(endpoint)} waits until ${until}`;
}

function perSecond(requests: number, elapsed: number): number {
  return elapsed > 0 ? Math.round((requests * 1000) / elapsed) : 0;
}

/** As long as the units so far took, in proportion. */
function timeLeft({ unitsDone, units, elapsed }: Progress): string {
  if (unitsDone === 0) return 'starting';
  if (unitsDone >= units) return `took ${spoken(elapsed)}`;
  return `about ${spoken((elapsed / unitsDone) * (units - unitsDone))} left`;
}

/** What of a stream a live view needs. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two lines where there is no terminal to redraw one on. */
const PLAIN_EVERY = 5000;
const CLEAR = '\r\x1b[2K';

/** Shows progress on a stream: one live line on a terminal, else a plain line every few seconds. */
export class ProgressView {
  #printed = 0;
  #live = false;

  constructor(
    readonly output: Output,
    readonly colors: Colors,
  ) {}

  show(progress: Progress): void {
    if (this.output.isTTY) this.#redraw(progress);
    else if (progress.elapsed - this.#printed >= PLAIN_EVERY) {
      this.#printed = progress.elapsed;
      this.output.write(`${progressLine(progress, this.colors)}\n`);
    }
  }

  /** Prints a line above the live one. */
  line(text: string): void {
    this.clear();
    this.output.write(`${printed(text)}\n`);
  }

  /** Takes the live line away. */
  clear(): void {
    if (this.#live) this.output.write(CLEAR);
    this.#live = false;
  }

  #redraw(progress: Progress): void {
    const line = progressLine(progress, this.colors);
    const plain = stripVTControlCharacters(line);
    const width = (this.output.columns ?? 80) - 1;
    // A line that wraps could not be taken back; colours are no part of its width.
    this.output.write(CLEAR + (plain.length <= width ? line : plain.slice(0, width)));
    this.#live = true;
  }
}
