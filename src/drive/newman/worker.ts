import { type MessagePort, parentPort } from 'node:worker_threads';
import newman from 'newman';
import type { Outcome } from '../../contract/exchange.js';
import { CollectionRun, type RuntimeRun } from './collection-run.js';
import { gatewayAgents } from './gateway.js';
import { heapClearer } from './heap-clearer.js';
import { lightenAnswers } from './light-answers.js';
import type { Arrived, FromWorker, RunOrder, ScopeTypes, ToWorker } from './protocol.js';
import { quickenTimers } from './quick-timers.js';
import { tellTheApisTime } from './response-times.js';
import { sealConnections } from './sealed.js';

/** The thread in which newman and the scripts of collections run, and nothing else. */
function serve(port: MessagePort): void {
  sealConnections();
  quickenTimers();
  lightenAnswers();
  tellTheApisTime();
  const runs = new Map<number, CollectionRun>();
  const waiting = new Map<number, (arrived: Arrived) => void>();
  let requests = 0;
  const clearHeap = heapClearer();
  const post = (message: FromWorker): void => port.postMessage(message);

  // A rejected promise that a script forgot would end the process, and newman with it.
  process.on('unhandledRejection', (reason) => {
    for (const run of runs.values()) run.unheard(`unhandled rejection: ${messageOf(reason)}`);
  });
  process.on('uncaughtException', (error) => {
    for (const run of runs.values()) run.unheard(`uncaught: ${messageOf(error)}`);
  });

  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'run':
        return start(message);
      case 'answer':
        waiting.get(message.id)?.({ ...message, outcome: restore(message.outcome) });
        waiting.delete(message.id);
        return;
      case 'abort':
        runs.get(message.run)?.abort();
        return;
      case 'ping':
        return post({ type: 'pong' });
    }
  });

  function start(order: RunOrder): void {
    const run = new CollectionRun(order, post);
    runs.set(order.run, run);
    const agents = gatewayAgents(
      (request) =>
        new Promise((resolve) => {
          const id = ++requests;
          waiting.set(id, resolve);
          post({ type: 'request', run: order.run, id, ...run.sender(), request });
        }),
    );
    const emitter = newman.run(
      {
        collection: { ...order.collection, variable: variablesOf(order, 'collection') },
        environment: { name: order.environment, values: variablesOf(order, 'environment') },
        globals: { values: variablesOf(order, 'globals') },
        ...(order.rows && { iterationData: order.rows.all }),
        requestAgents: agents,
        timeoutScript: order.scriptTimeout,
        workingDir: order.folder,
        insecureFileRead: false,
      },
      (error) => {
        runs.delete(order.run);
        clearHeap();
        post({ type: 'done', run: order.run, ...(error && { error: error.message }) });
      },
    );
    emitter.on('start', (_error: Error | null, { run: runtime }: { run: RuntimeRun }) => {
      run.listen(emitter, runtime);
    });
  }

  post({ type: 'ready' });
}

function variablesOf({ scopes, types }: RunOrder, scope: keyof ScopeTypes): object[] {
  return Object.entries(scopes[scope]).map(([key, value]) => ({
    key,
    value,
    ...(Object.hasOwn(types[scope], key) && { type: types[scope][key] }),
  }));
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

/** A Buffer arrives from the other thread as a plain Uint8Array. */
function restore(outcome: Outcome): Outcome {
  return outcome.kind === 'answer' ? { ...outcome, body: Buffer.from(outcome.body) } : outcome;
}

if (parentPort) serve(parentPort);
