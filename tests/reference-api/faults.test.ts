import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../src/reference-api/faults/index.js';
import { startReferenceApi } from '../../src/reference-api/start.js';
import { Client } from './client.js';
import { tour } from './tour.js';

let correct: string[];
let other: string[];
const open: (() => unknown)[] = [];

beforeAll(async () => {
  [correct = [], other = []] = await tours([]);
});
afterAll(() => Promise.all(open.map((close) => close())));

/** What sandbox and production answer on the same tour. */
async function tours(names: readonly string[]): Promise<string[][]> {
  const api = await startReferenceApi({ faults: names });
  const clients = [new Client(api, 'sandbox'), new Client(api, 'production')];
  open.push(api.close, ...clients.map((client) => () => client.close()));
  return await Promise.all(clients.map(tour));
}

describe('Without a fault', () => {
  it('both environments answer alike, and nothing but what is documented', () => {
    expect(other).toEqual(correct);
    expect(correct.join('\n')).not.toMatch(/ (none|500|503|405|418) /);
  });
});

describe('A fault', () => {
  it.each(faults)('$name shows in its environment: $says', async ({ name }) => {
    const [sandbox, production] = await tours([`${name}@sandbox`]);
    expect(sandbox).not.toEqual(correct);
    expect(production).toEqual(correct);
  });

  it('without an environment holds in both', async () => {
    const [sandbox, production] = await tours(['teapot']);
    expect(sandbox).not.toEqual(correct);
    expect(production).toEqual(sandbox);
  });

  it('leaves the others their place', async () => {
    const [both = []] = await tours(['teapot', 'echo-changed']);
    const changed = both.filter((line, index) => line !== correct[index]);
    expect(changed).toEqual([
      expect.stringContaining('CUSTOMERS OF OURS'),
      expect.stringContaining('/attributes/list 418'),
    ]);
  });
});

describe('A fault that is not there', () => {
  it.each(['no-such-fault', 'teapot@staging', ''])(
    '“%s” is an error before anything starts',
    async (name) => {
      await expect(startReferenceApi({ faults: ['teapot', name] })).rejects.toMatchObject({
        name: 'UnknownFaultError',
        fault: name,
        known: faults.map((fault) => fault.name),
      });
    },
  );
});
