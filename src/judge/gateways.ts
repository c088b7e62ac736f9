import type { EnvironmentName, Exchange } from '../contract/exchange.js';
import { gatewayNamed } from '../contract/gateway-words.js';

/** Operations that a note names. */
const NAMED = 3;

interface Kind {
  readonly environment: EnvironmentName;
  readonly by: string;
  readonly status: number;
  readonly operations: Set<string>;
  count: number;
  first: number;
  last: number;
}

/** What gateways answered in the API's place, whether or not the documentation allows it: each kind once. */
export class Gateways {
  readonly #kinds = new Map<string, Kind>();

  add({ environment, operation, outcome, startedAt }: Exchange): void {
    if (outcome.kind === 'none' || outcome.gateway === undefined) return;
    const { gateway: by, status } = outcome;
    const key = `${environment} ${by} ${status}`;
    const kind: Kind = this.#kinds.get(key) ?? {
      ...{ environment, by, status, operations: new Set(), count: 0 },
      ...{ first: startedAt, last: startedAt },
    };
    this.#kinds.set(key, kind);
    kind.operations.add(operation);
    kind.count += 1;
    kind.first = Math.min(kind.first, startedAt);
    kind.last = Math.max(kind.last, startedAt);
  }

  /** One for each kind, as the end of what is noted of its environment. */
  get notes(): readonly (readonly [environment: EnvironmentName, note: string])[] {
    return [...this.#kinds.values()].map(({ environment, by, status, operations, count, first, last }) => {
      const [named, more] = [[...operations].slice(0, NAMED), operations.size - NAMED];
      const where = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
      const when =
        count === 1 ? `once, at ${clock(first)}` : `${count} times, ${clock(first)} to ${clock(last)}`;
      return [environment, `${gatewayNamed(by)}, not the API, answered ${status} (${when} UTC): ${where}`];
    });
  }
}

/** `12:00:03`. */
const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);
