import { endsWithSlash, pathSegments } from '../../contract/items.js';
import type { Operation } from '../../contract/model.js';
import type { ImportNote } from '../taken.js';
import type { Endpoint } from './endpoints.js';
import { baseRank, LEARNED } from './lead.js';
import { decoded, type Fit, type Pattern, patternOf } from './segments.js';

export interface Matched {
  readonly operation: Operation;
  readonly endpoint: Endpoint;
}

export interface Matching {
  readonly matched: readonly Matched[];
  readonly unmatched: { readonly operations: string[]; readonly endpoints: string[] };
  readonly notes: readonly ImportNote[];
}

interface Candidate {
  readonly endpoint: Endpoint;
  /** Segments of the request before the documented path. */
  readonly lead: readonly string[];
  /** How well the lead is explained; 0 is best. */
  readonly rank: number;
  readonly fits: readonly Fit[];
  /** Whether both end with a slash, or neither. */
  readonly sameEnd: boolean;
}

/**
 * The documented endpoint of each request of a collection, by method and path. What stands before the documented
 * path may be a server's base path, a version, a variable, or what most of the collection's requests have there.
 */
export function match(operations: readonly Operation[], endpoints: readonly Endpoint[]): Matching {
  const index = new Index(endpoints);
  const found = operations.map((operation) => ({ operation, candidates: index.candidates(operation) }));
  const learned = learnedLeads(found.map(({ candidates }) => candidates));
  const notes: ImportNote[] = [];
  const matched = found.flatMap(({ operation, candidates }) => {
    const allowed = candidates.filter(({ rank, lead }) => rank < LEARNED || learned.has(leadKey(lead)));
    const [best, second] = allowed.sort(better);
    if (!best) return [];
    if (second && better(best, second) === 0 && second.endpoint !== best.endpoint) {
      notes.push(ambiguous(operation, best.endpoint, second.endpoint));
    }
    return [{ operation, endpoint: best.endpoint }];
  });
  const taken = new Set(matched.map(({ endpoint }) => endpoint));
  const known = new Set(matched.map(({ operation }) => operation));
  return {
    matched,
    unmatched: {
      operations: operations.filter((operation) => !known.has(operation)).map(({ name }) => name),
      endpoints: endpoints.filter((endpoint) => !taken.has(endpoint)).map(({ key }) => key),
    },
    notes,
  };
}

/** A documented endpoint, ready to be compared with requests. */
interface Entry {
  readonly endpoint: Endpoint;
  readonly patterns: readonly Pattern[];
  /** In the document. */
  readonly position: number;
}

/** Endpoints by the end of their paths, so that a request is not compared with all of some thousands. */
class Index {
  readonly #byEnd = new Map<string, Entry[]>();
  /** Leading segments that every path has. */
  readonly #common: readonly string[];

  constructor(endpoints: readonly Endpoint[]) {
    for (const [position, endpoint] of endpoints.entries()) {
      const patterns = endpoint.path.map(patternOf);
      const end = endOf(endpoint.method, patterns.at(-1)?.text);
      const entries = this.#byEnd.get(end) ?? [];
      entries.push({ endpoint, patterns, position });
      this.#byEnd.set(end, entries);
    }
    this.#common = commonLead(endpoints.map(({ path }) => path));
  }

  candidates({ method, request }: Operation): Candidate[] {
    const segments = pathSegments(request).filter((segment) => segment !== '');
    const slash = endsWithSlash(request);
    const ends = [endOf(method, decoded(segments.at(-1) ?? '')), endOf(method, undefined)];
    return ends
      .flatMap((end) => this.#byEnd.get(end) ?? [])
      .sort((a, b) => a.position - b.position)
      .flatMap(({ endpoint, patterns }) =>
        this.#ways(endpoint, patterns, segments).map((way) => ({
          ...way,
          sameEnd: slash === endpoint.slash,
        })),
      );
  }

  /** A base URL may end with what the documented paths begin with, so that a request lacks it. */
  #ways(
    endpoint: Endpoint,
    patterns: readonly Pattern[],
    segments: readonly string[],
  ): Omit<Candidate, 'sameEnd'>[] {
    const ways: Omit<Candidate, 'sameEnd'>[] = [];
    for (let left = 0; left <= this.#common.length && left <= patterns.length; left++) {
      const documented = patterns.slice(left);
      const fits = fitsAtEnd(documented, segments);
      if (!fits || (left > 0 && documented.length === 0)) continue;
      const lead = segments.slice(0, segments.length - documented.length);
      const rank = baseRank(lead, endpoint.bases, this.#common.slice(0, left));
      if (rank !== undefined) ways.push({ endpoint, lead, rank, fits });
    }
    return ways;
  }
}

/** A method, and the text that a path ends with; undefined where it may end with any. */
function endOf(method: string, text: string | undefined): string {
  return text === undefined ? method : `${method} ${text}`;
}

/** How each documented segment fits the last segments of a request; undefined where one does not. */
function fitsAtEnd(patterns: readonly Pattern[], segments: readonly string[]): Fit[] | undefined {
  if (segments.length < patterns.length) return undefined;
  const fits: Fit[] = [];
  for (let back = 1; back <= patterns.length; back++) {
    const fit = patterns.at(-back)?.fit(segments.at(-back) ?? '') ?? 0;
    if (fit === 0) return undefined;
    fits.unshift(fit);
  }
  return fits;
}

function better(a: Candidate, b: Candidate): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.fits.length !== b.fits.length) return b.fits.length - a.fits.length;
  const differs = a.fits.findIndex((fit, at) => fit !== b.fits[at]);
  if (differs < 0) return Number(b.sameEnd) - Number(a.sameEnd);
  return (b.fits[differs] ?? 0) - (a.fits[differs] ?? 0);
}

/** Leads that at least half of the requests have, before more than one endpoint. */
function learnedLeads(all: readonly (readonly Candidate[])[]): Set<string> {
  const seen = new Map<string, { requests: number; endpoints: Set<Endpoint> }>();
  for (const candidates of all) {
    for (const key of new Set(candidates.map(({ lead }) => leadKey(lead)))) {
      const known = seen.get(key) ?? { requests: 0, endpoints: new Set() };
      known.requests++;
      for (const { lead, endpoint } of candidates) if (leadKey(lead) === key) known.endpoints.add(endpoint);
      seen.set(key, known);
    }
  }
  const often = [...seen].filter(
    ([, { requests, endpoints }]) => requests * 2 >= all.length && endpoints.size > 1,
  );
  return new Set(often.map(([key]) => key));
}

function leadKey(lead: readonly string[]): string {
  return lead.join('/');
}

function commonLead(paths: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = paths;
  const end = first.findIndex(
    (segment, at) => segment.includes('{') || others.some((path) => path[at] !== segment),
  );
  return others.length === 0 || end < 0 ? [] : first.slice(0, end);
}

function ambiguous({ name }: Operation, taken: Endpoint, other: Endpoint): ImportNote {
  return {
    fate: 'advice',
    place: name,
    fact: `it may be ${taken.key} or ${other.key} of the document, and was taken for the first`,
    fix: 'Look at its schemas',
  };
}
