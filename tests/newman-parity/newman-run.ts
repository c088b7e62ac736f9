import newman from 'newman';
import type { Generated } from './generated.js';

/** What newman itself tells of a run. */
export interface NewmanRun {
  readonly items: readonly {
    readonly item: string;
    readonly assertions: readonly string[];
    /** What newman counts as a failure of a script. */
    readonly exceptions: readonly string[];
    readonly skipped: boolean;
    /** Why newman could not send the request, or got no answer. */
    readonly error?: string;
  }[];
  /** Ids of the requests that newman's summary has a failure of. */
  readonly failed: ReadonlySet<string>;
}

interface Told {
  readonly item: { readonly id: string };
}
/** A request of a script is sent in the name of the item as well. */
interface Sending {
  readonly cursor: { readonly scriptId?: string };
}
interface Asserted extends Told {
  readonly assertion: string;
  readonly skipped?: boolean;
}

/** Runs a collection with newman, as its command line does. */
export async function runByNewman(
  { collection, environment, globals }: Generated,
  name: string,
  folder: string,
): Promise<NewmanRun> {
  const items: {
    item: string;
    assertions: string[];
    exceptions: string[];
    skipped: boolean;
    error?: string;
  }[] = [];
  const summary = await new Promise<newman.NewmanRunSummary>((resolve, reject) => {
    const run = newman.run(
      {
        collection,
        environment: { name, values: environment },
        globals: { values: globals },
        timeoutRequest: 3_000,
        workingDir: folder,
      },
      (error, summary) => (error ? reject(error) : resolve(summary)),
    );
    run.on('beforeItem', (_error, { item }: Told) =>
      items.push({ item: item.id, assertions: [], exceptions: [], skipped: true }),
    );
    // Only a request that a script leaves unsent has none at all.
    run.on('beforeRequest', (_error, { cursor }: Sending) => {
      if (cursor.scriptId === undefined) Object.assign(items.at(-1) ?? {}, { skipped: false });
    });
    run.on('assertion', (error: Error | null, { assertion, skipped }: Asserted) => {
      const result = skipped ? 'skipped' : error ? 'failed' : 'passed';
      items.at(-1)?.assertions.push(`assertion ${assertion}: ${result}${error ? ` (${error.message})` : ''}`);
    });
    run.on('request', (error: Error | null, { cursor }: Sending) => {
      if (error && cursor.scriptId === undefined) Object.assign(items.at(-1) ?? {}, { error: error.message });
    });
    run.on('script', (error: Error | null) => {
      if (error) items.at(-1)?.exceptions.push(error.message);
    });
  });
  return { items, failed: new Set(summary.run.failures.map(({ source }) => source?.id ?? '')) };
}
