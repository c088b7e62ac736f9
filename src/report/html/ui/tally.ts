import type { Model } from './model.js';

/** How many cases of one operation and family ended in which way, in one environment. */
export type Tally = Readonly<Record<string, number>>;

/** Counts for every environment, operation (-1: none) and family, by `keyOf`. */
export function talliesOf(model: Model): Map<string, Tally> {
  const tallies = new Map<string, Record<string, number>>();
  const add = (environment: number, operation: number, rule: number, status: number, count: number): void => {
    const key = keyOf(environment, operation, model.familyOf[rule] ?? -1);
    const tally = tallies.get(key) ?? {};
    const name = model.data.statuses[status] ?? '';
    tally[name] = (tally[name] ?? 0) + count;
    tallies.set(key, tally);
  };
  for (let place = 0; place < model.size; place += 1) {
    add(
      model.environment[place] ?? -1,
      model.operation[place] ?? -1,
      model.rule[place] ?? -1,
      model.status[place] ?? -1,
      1,
    );
  }
  for (const { environment, operation, rule, status, count } of model.data.unlisted) {
    add(environment, operation, rule, status, count);
  }
  return tallies;
}

export const keyOf = (environment: number, operation: number, family: number): string =>
  `${environment} ${operation} ${family}`;
