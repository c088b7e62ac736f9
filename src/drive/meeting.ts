import type { EnvironmentName } from '../contract/exchange.js';
import type { Scopes } from './newman/protocol.js';

/** Where the units of one operation, one in each environment, wait for each other and show their variables. */
export class Meeting {
  readonly #scopes = new Map<EnvironmentName, Scopes>();
  readonly #present: Set<EnvironmentName>;
  readonly #arrived = new Set<EnvironmentName>();
  #waiting: (() => void)[] = [];

  constructor(environments: readonly EnvironmentName[]) {
    this.#present = new Set(environments);
  }

  /** Shows the variables that are in force in an environment. */
  show(environment: EnvironmentName, scopes: Scopes): void {
    this.#scopes.set(environment, scopes);
  }

  /** The variables in force in another environment than the given one; undefined where its unit has none. */
  shownBeside(environment: EnvironmentName): Scopes | undefined {
    return [...this.#scopes].find(([name]) => name !== environment)?.[1];
  }

  /** Resolves when every unit that is still there has come so far. */
  async gather(environment: EnvironmentName): Promise<void> {
    if (!this.#present.has(environment)) return;
    const gone = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#arrived.add(environment);
    this.#release();
    await gone;
  }

  /** A unit that is through, or broke, is waited for no longer. */
  leave(environment: EnvironmentName): void {
    this.#present.delete(environment);
    this.#arrived.delete(environment);
    this.#release();
  }

  #release(): void {
    if (this.#arrived.size < this.#present.size) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#arrived.clear();
    for (const resolve of waiting) resolve();
  }
}
