import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { JsonObject } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import { NewmanHost, type RunEnd, type RunHandlers } from '../../src/drive/newman/host.js';
import type { ItemReport } from '../../src/drive/newman/protocol.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { type EnvironmentSettings, EVERYTHING } from '../../src/settings/settings.js';
import { type Comparable, comparable } from './comparable.js';
import type { Generated } from './generated.js';
import { generatedJourney } from './generated-journeys.js';
import { FILES } from './generated-texts.js';
import { type NewmanRun, runByNewman } from './newman-run.js';
import { type RawLog, rawLog } from './raw-log.js';
import { hereAt, numbered } from './sent.js';

/** What can be said of a run by newman and of the suite's journey, one line each. */
export interface Told {
  /** Each request in its order, byte for byte but for what differs from request to request. */
  readonly requests: readonly string[];
  /** Each item in its order, with its assertions, its exceptions, and whether its request was left unsent. */
  readonly items: readonly string[];
  /** Ids of the requests that failed. */
  readonly failed: readonly string[];
}

interface Difference {
  readonly seed: number;
  readonly lines: readonly string[];
}

export interface JourneyComparison {
  readonly collections: number;
  readonly requests: number;
  readonly assertions: number;
  /** Collections that newman has a failure in. */
  readonly red: number;
  readonly different: readonly Difference[];
}

/** Runs generated collections by newman and as the suite's journey, and compares all that both show. */
export async function journeysCompared(count: number, seed: number): Promise<JourneyComparison> {
  const server = await rawLog();
  const host = new WatchedHost(5_000);
  await host.start();
  const total = { collections: 0, requests: 0, assertions: 0, red: 0, different: [] as Difference[] };
  try {
    for (let round = 0; round < count && total.different.length < 5; round += 1) {
      const [sample] = fc.sample(generatedJourney(new URL(server.origin).port), {
        seed: seed + round,
        numRuns: 1,
      });
      if (!sample) continue;
      const { theirs, ours } = await bothWays(sample, server, host);
      total.collections += 1;
      total.requests += theirs.requests.length;
      total.assertions += assertionsIn(theirs);
      total.red += theirs.failed.length > 0 ? 1 : 0;
      const lines = differing(theirs, ours);
      if (lines.length > 0) total.different.push({ seed: seed + round, lines });
    }
    return total;
  } finally {
    await host.close();
    await server.close();
  }
}

export const assertionsIn = ({ items }: Told): number => items.join().split('assertion ').length - 1;

/** The first line of each kind that differs. */
export function differing(theirs: Told, ours: Told): string[] {
  return (['requests', 'items', 'failed'] as const).flatMap((kind) => {
    const length = Math.max(theirs[kind].length, ours[kind].length);
    const at = Array.from({ length }, (_, index) => index).find(
      (index) => theirs[kind][index] !== ours[kind][index],
    );
    if (at === undefined) return [];
    return [
      `${kind}, number ${at} of ${theirs[kind].length} and ${ours[kind].length}`,
      `  newman: ${theirs[kind][at] ?? 'none'}`,
      `  suite:  ${ours[kind][at] ?? 'none'}`,
    ];
  });
}

/** One collection, in a workspace of its own. */
async function bothWays(
  sample: Generated,
  server: RawLog,
  host: WatchedHost,
): Promise<{ theirs: Told; ours: Told }> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'parity-'));
  try {
    const folder = path.join(workspace, 'collections');
    await mkdir(folder);
    const collection = numbered(sample.collection);
    const written = {
      'c.json': collection,
      'sandbox.postman_environment.json': { name: 'generated', values: sample.environment },
      'globals.postman_globals.json': { values: sample.globals },
    };
    for (const [file, json] of Object.entries(written))
      await writeFile(path.join(folder, file), JSON.stringify(json));
    for (const [file, text] of Object.entries(FILES)) await writeFile(path.join(folder, file), text);
    const before = server.requests.length;
    const theirs = await runByNewman({ ...sample, collection }, 'generated', folder);
    const ran = requestsOf(server, before);
    const contract = await loadContract({ workspace, collection: 'collections/c.json', sending: false });
    const { silent, ...ours } = await journeyOf(contract, hereAt(server.origin), server, host);
    return { theirs: { ...told(theirs, silent), requests: ran }, ours };
  } finally {
    await rm(workspace, { recursive: true });
  }
}

export const requestsOf = (server: RawLog, from: number, to = server.requests.length): string[] =>
  server.requests.slice(from, to).map((bytes) => JSON.stringify(framedByLength(comparable(bytes))));

/** The suite frames each body by its length: `docs/decisions/one-request.md`. */
function framedByLength(made: Comparable): Comparable {
  const headers = made.headers.filter((header) => !/^transfer-encoding: chunked$/i.test(header));
  if (headers.length === made.headers.length) return made;
  let body = '';
  for (let at = 0, size = 1; size > 0; ) {
    const head = /^([\da-f]+)\r\n/i.exec(made.body.slice(at));
    size = Number.parseInt(head?.[1] ?? '0', 16);
    at += head?.[0].length ?? 0;
    body += made.body.slice(at, at + size);
    at += size + 2;
  }
  return { ...made, headers, body, framing: [...made.framing, `content-length: ${body.length}`].sort() };
}

/** Of a timer and of a request of a script, in one script: whichever is first, in newman too. */
const RACING = /^(assertion (later|by a timer|its own request|both)\b|thrown (by|behind) a )/;

const inOneOrder = (item: NewmanRun['items'][number]): string => {
  const racingLast = (lines: readonly string[]) => [
    ...lines.filter((line) => !RACING.test(line)),
    ...lines.filter((line) => RACING.test(line)).sort(),
  ];
  return JSON.stringify({
    ...item,
    assertions: racingLast(item.assertions),
    exceptions: racingLast(item.exceptions),
  });
};

export const told = ({ items, failed }: NewmanRun, silent: ReadonlySet<string>): Omit<Told, 'requests'> => ({
  items: items.map(inOneOrder),
  failed: [...failed].filter((id) => !silent.has(id)).sort(),
});

/** Keeps what newman's thread tells of the journey: all variables go back before each chunk of a setup, and never in it. */
export class WatchedHost extends NewmanHost {
  readonly reports: ItemReport[] = [];
  /** Is told when a journey begins and when it is over. */
  journey: (is: 'begun' | 'over') => void = () => undefined;

  override async run(
    order: Parameters<NewmanHost['run']>[0],
    handlers: RunHandlers,
    signal?: AbortSignal,
  ): Promise<RunEnd> {
    if (order.resets.size > 0) return super.run(order, handlers, signal);
    this.journey('begun');
    const item = (report: ItemReport): void => {
      this.reports.push(report);
      handlers.item(report);
    };
    const end = await super.run(
      order,
      { ...handlers, request: (request) => handlers.request(request), item },
      signal,
    );
    this.journey('over');
    return end;
  }
}

/** `silent`: requests without a script have no case here; that one cannot be sent is told by other rules. */
type Ours = Told & { readonly silent: ReadonlySet<string> };

export async function journeyOf(
  contract: Contract,
  environment: EnvironmentSettings,
  server: RawLog,
  host: WatchedHost,
): Promise<Ours> {
  const marks: number[] = [];
  host.reports.splice(0);
  host.journey = () => marks.push(server.requests.length);
  const result = await run({
    contract,
    settings: { environments: [environment], timeout: 3_000, retries: 0, profile: 'manual' },
    host,
    selection: { ...EVERYTHING, rules: ['collection/assertion'] },
  });
  const silent = contract.operations.filter(({ scripts }) => scripts.length === 0);
  return {
    silent: new Set(silent.map(({ item }) => String(item['id']))),
    requests: requestsOf(server, marks[0] ?? server.requests.length, marks.at(-1)),
    items: host.reports.map((report) => inOneOrder(itemOf(report))),
    failed: failedOf(result, new Map(contract.operations.map(({ name, item }) => [name, item]))),
  };
}

const itemOf = ({
  item,
  parts,
  exceptions,
  skipped,
  requestError,
}: ItemReport): NewmanRun['items'][number] => ({
  item,
  assertions: parts.map(
    ({ name, result, message }) =>
      `assertion ${name}: ${result}${message === undefined ? '' : ` (${message})`}`,
  ),
  exceptions,
  skipped,
  ...(requestError !== undefined && { error: requestError }),
});

function failedOf({ results }: RunResult, items: ReadonlyMap<string, JsonObject>): string[] {
  return results
    .filter(({ verdict: { status } }) => status === 'failed' || status === 'errored')
    .map(({ case: { operation = '' } }) => String(items.get(operation)?.['id']))
    .sort();
}
