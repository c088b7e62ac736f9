import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { prove } from '../../src/prove/prove.js';
import { table } from '../../src/prove/table.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { contract } from '../cli/workspace.js';

const workspace = path.resolve(import.meta.dirname, '../..');

describe('A sample of the proof', () => {
  it('finds every fault in it, and no fault in the correct APIs', async () => {
    const { ends, exitCode } = await prove({ source: { workspace }, sample: true });
    expect(ends.filter(({ result }) => result !== 'diagnosed' && result !== 'quiet')).toEqual([]);
    expect(exitCode).toBe(0);
    const tried = ends.filter(({ trial }) => trial.kind === 'fault').length;
    const [total] = table(ends).split('\n').slice(-1);
    expect(total).toMatch(new RegExp(`^\\| all +\\| +${tried} \\| +${tried} \\| +${tried} \\| +0 \\|$`));
  }, 180_000);
});

describe('contract prove', () => {
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

  it('tells a fault that holds in one environment only', async () => {
    const args = ['prove', '--fault', 'bearer-ignored@production'];
    const { code, stdout } = await contract(args, { cwd: workspace });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^diagnosed +bearer-ignored@production +authentication\/bearer-incorrect, in production, after \d+ requests/,
    );
  });
});
