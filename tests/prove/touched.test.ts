import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { pickFor, pickSpread } from '../../src/prove/touched.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const all = contract.operations.map(({ name }) => name);

describe('The operations that a fault is tried on', () => {
  it('are those that it touches, one that needs them and one that does not', () => {
    const { operations, faulty } = pickFor(contract, ['/exports/{export_id}/download'], false);
    expect(faulty).toEqual(['Exports / Download an export']);
    expect(operations).toContain('Exports / Download an export');
    const touchesCreate = pickFor(contract, ['/customers/create'], false);
    expect(touchesCreate.faulty).toEqual(['Customers / Create a customer']);
    expect(touchesCreate.operations).toHaveLength(3);
  });

  it('are a few of different roles where it touches every one', () => {
    const { operations, faulty } = pickFor(contract, undefined, false);
    expect(faulty).toBeUndefined();
    expect(operations).toHaveLength(3);
  });

  it('are none that has it where the collection lacks what it touches', () => {
    expect(pickFor(contract, ['/nowhere'], false).faulty).toEqual([]);
  });

  it('are all of them where all are asked for', () => {
    expect(pickFor(contract, ['/customers/create'], true).operations).toEqual(all);
    expect(pickSpread(contract, undefined, true).operations).toEqual(all);
  });
});

describe('The operations that a correct variant is tried on', () => {
  it('are one of each role, and those that it is told to show on', () => {
    const usual = pickSpread(contract, undefined, false).operations;
    const { operations } = pickSpread(contract, ['/destinations/list'], false);
    expect(usual).not.toContain('Destinations / List destinations');
    expect(operations).toEqual([...usual, 'Destinations / List destinations']);
  });
});
