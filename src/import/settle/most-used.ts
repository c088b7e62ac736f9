/** Counts texts; of those counted most often, the first. */
export class MostUsed {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  count(text: string): number {
    return this.#counts.get(text) ?? 0;
  }

  get winner(): string | undefined {
    let winner: string | undefined;
    for (const [text, count] of this.#counts) {
      if (winner === undefined || count > this.count(winner)) winner = text;
    }
    return winner;
  }
}
