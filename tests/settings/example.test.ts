import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';

const text = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');

describe('.env.example', () => {
  it('gives no value to a credential: a copy that was not filled in is told so', () => {
    expect(Object.values(parse(text)).join('')).toBe('');
  });
});
