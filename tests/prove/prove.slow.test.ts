import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { prove } from '../../src/prove/prove.js';
import { table } from '../../src/prove/table.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { contract } from '../cli/workspace.js';

const workspace = path.resolve(import.meta.dirname, '../..');

/** Faults of several families, one of which holds in one environment only. */
const FAULTS = ['bearer-ignored-in-downloads@production', 'another-customer-read', 'sunset-past'];

describe('A sample of the proof', () => {
  it('finds every fault in it, and no fault in a correct API', async () => {
    const { ends, exitCode } = await prove({
      source: { workspace },
      faults: FAULTS,
      variants: ['authentication-first'],
    });
    expect(ends.filter(({ result }) => result !== 'diagnosed' && result !== 'quiet')).toEqual([]);
    expect(exitCode).toBe(0);
    const [total] = table(ends).split('\n').slice(-1);
    expect(total).toMatch(/^\| all +\| +3 \| +3 \| +3 \| +0 \|$/);
    const inProduction = ends.find(({ trial }) => trial.name === 'bearer-ignored-in-downloads@production');
    expect(inProduction?.environments).toEqual(['production']);
  }, 180_000);
});

describe('contract-suite prove', () => {
  it('lists the faults, a line each, the name first', async () => {
    const { code, stdout } = await contract(['prove', '--list']);
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(faults.map(({ name }) => name));
  });

  it('names the nearest fault for one that it does not know', async () => {
    const { code, stderr } = await contract(['prove', '--fault', 'bearer-ignord']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^FAULT_UNKNOWN --fault bearer-ignord: .*“bearer-ignored”/);
  });
});
