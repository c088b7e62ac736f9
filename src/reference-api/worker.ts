import { parentPort, workerData } from 'node:worker_threads';
import { type StartOptions, startReferenceApi } from './start.js';

const options: StartOptions = workerData;
const { environments, ca } = await startReferenceApi(options);
parentPort?.postMessage({ environments, ca });
