import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compared, told } from './sent.js';

describe('The valid request of the suite', () => {
  it('has the bytes that newman sends, whatever the collection', async () => {
    const { requests, impossible, different } = await compared(200, 1);
    expect(different.map(told)).toEqual([]);
    expect(requests).toBeGreaterThanOrEqual(200);
    expect(impossible / requests).toBeLessThan(0.05);
  });

  it('is built by the version of the runtime that was compared', () => {
    const newman = createRequire(createRequire(import.meta.url).resolve('newman'));
    const versions = ['newman', 'postman-runtime', 'postman-collection'].map((name) => {
      const { version }: { version: string } = newman(`${name}/package.json`);
      return `${name} ${version}`;
    });
    // Another version: compare twenty thousand requests (npm run bench -- parity), then write it here.
    expect(versions).toEqual(['newman 6.2.2', 'postman-runtime 7.39.1', 'postman-collection 4.4.0']);
  });
});
