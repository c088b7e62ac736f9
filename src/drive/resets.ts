import { type Exchange, saysUnknown } from '../contract/exchange.js';
import { clock, type Loss } from '../contract/loss.js';
import type { Belongings, Created } from './belongings.js';

/** Things that are asked for, to tell a loss of all from the loss of one. */
const WITNESSES = 4;
/** So many of them have to be unknown, and none known. */
const ENOUGH = 2;
/** Suspicions that are looked into: an operation that answers 404 at all times would raise one in each unit. */
const MOST = 20;

/** Asks for a thing that was created; undefined where nothing can be said of it. */
type Ask = (created: Created) => Promise<Exchange | undefined>;

interface Reset {
  readonly since: number;
  readonly reason: string;
}

/** Whether an environment forgets on the way all that was created in it: sandboxes are emptied by the clock. */
export class Resets {
  readonly #madeAt = new WeakMap<Created, number>();
  #last: Reset | undefined;
  #asking: Promise<void> | undefined;
  #asked = 0;
  #loss: Loss | undefined;

  constructor(
    readonly environment: string,
    readonly belongings: Belongings,
    readonly ask: Ask,
  ) {}

  made(created: Created, at: number): void {
    this.#madeAt.set(created, at);
  }

  /**
   * Why an answer says nothing of its request: what was created before is unknown since, all of it, and what is
   * created anew is there.
   *
   * @param own what the request's own setup created
   * @param another sets up the same once more
   */
  async reason(
    exchange: Exchange,
    own: readonly Created[],
    another: () => Promise<readonly Created[]>,
  ): Promise<string | undefined> {
    const setUp = Math.max(...own.map((created) => this.#madeAt.get(created) ?? 0));
    if (!saysUnknown(exchange.outcome) || own.length === 0) return undefined;
    await this.#asking;
    if (this.#last === undefined || setUp >= this.#last.since) {
      if (this.#asked >= MOST) return undefined;
      this.#asked += 1;
      this.#asking = this.#look(exchange, setUp, another);
      await this.#asking;
    }
    return this.#last !== undefined && setUp < this.#last.since ? this.#last.reason : undefined;
  }

  async #look(exchange: Exchange, setUp: number, another: () => Promise<readonly Created[]>): Promise<void> {
    // What was created later may be there again.
    const older = this.belongings.held.filter((created) => (this.#madeAt.get(created) ?? 0) <= setUp);
    const unknown: Exchange[] = [];
    for (const created of older.slice(-WITNESSES)) {
      const asked = await this.ask(created);
      // Somebody may have deleted it meanwhile.
      if (!asked || !this.belongings.held.includes(created)) continue;
      if (!saysUnknown(asked.outcome)) return;
      unknown.push(asked);
    }
    if (unknown.length < ENOUGH) return;
    const made = await another();
    const anew = await Promise.all(made.map((created) => this.ask(created)));
    if (!anew.some((asked) => asked?.outcome.kind === 'answer' && asked.outcome.status < 300)) return;
    const since = exchange.startedAt;
    const reason = `${this.environment} was reset before ${clock(since)}: what was set up until ${clock(setUp)} is unknown there`;
    this.#last = { since, reason };
    const fact = 'all that was created before is unknown, and what is created anew is there,';
    this.#loss = { kind: 'reset', fact, until: setUp, since, exchange, before: unknown };
  }

  takeLoss(): Loss | undefined {
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }
}
