import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { json, partsOf } from '../cleanup/articles.js';
import { ran } from './run-collection.js';

const read = (name: string): string => readFileSync(`tests/fixtures/apis/${name}`, 'utf8');
const itemsOf = (name: string): unknown[] => JSON.parse(read(`${name}.json`)).item;

/** Profiles of one person, whom a log-in names as well. */
function profiles(text: string): string {
  const { path } = partsOf(text);
  if (path === '/login') return json(200, {});
  return path === '/profiles/celebann' ? json(200, { username: 'celebann' }) : json(404, {});
}

describe('A path segment that is made of a text and a variable', () => {
  const files = {
    'collections/sandbox.postman_environment.json': JSON.stringify({
      name: 'sandbox',
      values: [{ key: 'USERNAME', value: 'ann' }],
    }),
  };

  it('names what is asked for as a whole', async () => {
    const { of } = await ran(itemsOf('composed'), { rules: ['resource/*'], files, answer: profiles });
    expect(of('Profile', 'resource/identity')).toBe('passed');
    const another = (text: string): string => profiles(text).replace('celebann"', 'celebbob"');
    const wrong = await ran(itemsOf('composed'), { rules: ['resource/*'], files, answer: another });
    expect(wrong.of('Profile', 'resource/identity')).toMatch(/^failed: .*celebbob/);
  });

  it('may have its variable from a global that a script sets', async () => {
    const globals = { 'collections/globals.postman_globals.json': read('globals.postman_globals.json') };
    const { of, result } = await ran(itemsOf('globals'), {
      rules: ['collection/*', 'resource/*', 'status/success'],
      files: globals,
      answer: profiles,
    });
    expect([of('Login'), of('Profile'), of('Profile', 'status/success')]).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
    expect(result.counts.failed).toBe(0);
    // A log-in that keeps something creates nothing.
    expect(result.leftovers).toEqual([]);
  });
});
