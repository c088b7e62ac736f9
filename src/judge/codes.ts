import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import type { ErrorCatalog } from '../contract/model.js';

/** How often an error code was answered by an operation in an environment. */
interface SeenAt {
  readonly environment: EnvironmentName;
  /** Operation name. */
  readonly operation: string;
  readonly count: number;
}

export interface CodeSeen {
  readonly code: string;
  readonly seen: readonly SeenAt[];
  /** Places that `seen` has no room for. */
  readonly more: number;
}

/** Which error codes a run provoked, and where. */
export interface CodeCoverage {
  /** Every code of the catalogue, in its order; those that were never seen have no place. */
  readonly catalogued: readonly (CodeSeen & { readonly type: string })[];
  /** Codes that are in no catalogue. */
  readonly uncatalogued: readonly CodeSeen[];
}

/** Codes that no catalogue knows, at most: an API may make each of them up. */
const UNKNOWN = 200;
/** Places of one code, at most. */
const PLACES = 500;
/** Characters of a code that no catalogue knows. */
const LENGTH = 100;

/** The error codes of a run as they come in. */
export class Codes {
  readonly #seen = new Map<string, Map<EnvironmentName, Map<string, number>>>();
  #unknown = 0;

  constructor(readonly catalog: ErrorCatalog | undefined) {}

  add(environment: EnvironmentName, operation: string, code: string): void {
    const places = this.#placesOf(code);
    if (!places) return;
    const counts = places.get(environment) ?? new Map<string, number>();
    places.set(environment, counts.set(operation, (counts.get(operation) ?? 0) + 1));
  }

  /** How often each code was seen in an environment. */
  in(environment: EnvironmentName): ReadonlyMap<string, number> {
    return new Map(
      [...this.#seen].flatMap(([code, places]) => {
        const counts = places.get(environment);
        return counts ? [[code, [...counts.values()].reduce((sum, count) => sum + count, 0)] as const] : [];
      }),
    );
  }

  coverage(show: (code: string) => string): CodeCoverage {
    const known = this.catalog?.codes;
    return {
      catalogued: [...(known?.values() ?? [])].map(({ code, type }) => ({
        type: type ?? '',
        ...this.#codeSeen(code, code),
      })),
      uncatalogued: [...this.#seen.keys()]
        .filter((code) => !known?.has(code))
        .map((code) => this.#codeSeen(code, show(code).slice(0, LENGTH))),
    };
  }

  #placesOf(code: string): Map<EnvironmentName, Map<string, number>> | undefined {
    const places = this.#seen.get(code);
    if (places) return places;
    if (!this.catalog?.codes.has(code) && ++this.#unknown > UNKNOWN) return undefined;
    const made = new Map<EnvironmentName, Map<string, number>>();
    this.#seen.set(code, made);
    return made;
  }

  #codeSeen(code: string, shown: string): CodeSeen {
    const places = this.#seen.get(code);
    const seen = ENVIRONMENTS.flatMap((environment) =>
      [...(places?.get(environment) ?? [])].map(([operation, count]) => ({ environment, operation, count })),
    );
    return { code: shown, seen: seen.slice(0, PLACES), more: Math.max(0, seen.length - PLACES) };
  }
}

/** What several parts of one run saw, as one. */
export function joinedCodes(parts: readonly CodeCoverage[]): CodeCoverage {
  const [first] = parts;
  const all = parts.flatMap(({ catalogued, uncatalogued }): CodeSeen[] => [...catalogued, ...uncatalogued]);
  const joined = (code: string): CodeSeen => {
    const own = all.filter((seen) => seen.code === code);
    return {
      code,
      seen: own.flatMap(({ seen }) => seen),
      more: own.reduce((sum, { more }) => sum + more, 0),
    };
  };
  const unknown = new Set(parts.flatMap(({ uncatalogued }) => uncatalogued.map(({ code }) => code)));
  return {
    catalogued: (first?.catalogued ?? []).map(({ code, type }) => ({ type, ...joined(code) })),
    uncatalogued: [...unknown].map(joined),
  };
}

/** Percent of the catalogue's codes that were seen, rounded down; undefined where there is no catalogue. */
export function percentSeen({ catalogued }: CodeCoverage): number | undefined {
  if (catalogued.length === 0) return undefined;
  return Math.floor((100 * catalogued.filter(({ seen }) => seen.length > 0).length) / catalogued.length);
}
