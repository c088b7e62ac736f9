import { afterAll } from 'vitest';
import { NewmanHost } from '../src/drive/newman/host.js';

/** One thread of newman for all runs of a test file: to start one takes longer than most of these runs. */
export function newmanHost(scriptTimeout = 5_000): NewmanHost {
  const host = new NewmanHost(scriptTimeout);
  afterAll(() => host.close());
  return host;
}
