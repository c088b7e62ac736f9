import { parentPort, workerData } from 'node:worker_threads';
import type { SpreadOptions } from './spread.js';
import { Stand } from './stand.js';
import type { Trial } from './trial.js';
import { tryOne } from './try.js';

/** A thread with a stand of its own: tries what it is told, one after the other. */
const { source, whole }: SpreadOptions = workerData;
const stand = await Stand.open(source);
parentPort?.on('message', async (trial: Trial) => parentPort?.postMessage(await tryOne(stand, trial, whole)));
parentPort?.postMessage('ready');
