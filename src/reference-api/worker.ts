import { parentPort, workerData } from 'node:worker_threads';
import { type Behaviour, type StartOptions, startReferenceApi } from './start.js';

const options: StartOptions = workerData;
const { environments, ca, become } = await startReferenceApi(options);
parentPort?.postMessage({ environments, ca });
parentPort?.on('message', async (behaviour: Behaviour) => parentPort?.postMessage(await become(behaviour)));
