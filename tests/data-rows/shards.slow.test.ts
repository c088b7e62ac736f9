import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { imported } from './imported.js';

describe('A collection that reads data rows', () => {
  it('is run in shards with the same file in each, and in no others', async () => {
    const { cwd, run } = await imported();
    await writeFile(path.join(cwd, 'other.csv'), 'name,zip\n"Ada","1"\n"Bob","2"\n');
    const shard = (part: string, file: string) =>
      run([
        'run',
        '--env',
        'sandbox',
        '--rule',
        'status/success',
        '--shard',
        part,
        '--data',
        file,
        '--out',
        `s/${part[0]}`,
      ]);
    expect([(await shard('1/2', 'data.csv')).code, (await shard('2/2', 'data.csv')).code]).toEqual([0, 0]);
    expect((await run(['merge', 's/1', 's/2', '--out', 'whole'])).code).toBe(0);
    await shard('2/2', 'other.csv');
    const { code, stderr } = await run(['merge', 's/1', 's/2', '--out', 'whole']);
    expect([code, stderr.split(' ')[0]]).toEqual([2, 'SHARDS_UNMATCHED']);
    expect((await run(['judge', 's/1/record.ndjson.gz'])).code).toBe(0);
  });
});
