import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Settings } from '../../src/settings/settings.js';
import type { OtherApi } from './api.js';

/** The collection of the library of books, as a user would export it: no schemas, no contract.yaml. */
export const BOOKS = {
  info: { name: 'Books', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
  variable: [{ key: 'book', value: '' }],
  item: [
    {
      name: 'Books',
      item: [
        operation(
          'Add',
          'books:add',
          { title: 'Title {{$randomInt}}', copies: 2 },
          [
            "pm.test('added', () => pm.response.to.have.status(201));",
            "pm.collectionVariables.set('book', pm.response.json().book.bookId);",
          ],
          { status: 201, body: { book: { bookId: 7, title: 'Title 3', copies: 2 } } },
        ),
        operation('Find', 'books:find', {}, ["pm.test('found', () => pm.response.to.have.status(200));"]),
        operation('Show', 'books/{{book}}:show', {}, [
          "pm.test('same', () => pm.expect(pm.response.json().book.bookId).to.eql(Number(pm.collectionVariables.get('book'))));",
        ]),
        operation('Rename', 'books/{{book}}:rename', { title: 'Other {{$guid}}' }, []),
        operation('Drop', 'books/{{book}}:drop', {}, []),
      ],
    },
  ],
};

interface Saved {
  readonly status: number;
  readonly body: unknown;
}

function operation(name: string, path: string, body: unknown, tests: readonly string[], saved?: Saved) {
  return {
    name,
    event: tests.length > 0 ? [{ listen: 'test', script: { type: 'text/javascript', exec: tests } }] : [],
    request: {
      method: 'POST',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      url: { raw: `{{baseUrl}}/${path}`, host: ['{{baseUrl}}'], path: path.split('/') },
      body: { mode: 'raw', raw: JSON.stringify(body), options: { raw: { language: 'json' } } },
    },
    response: saved
      ? [
          {
            name: 'Success',
            code: saved.status,
            header: [{ key: 'Content-Type', value: 'application/json' }],
            body: JSON.stringify(saved.body),
          },
        ]
      : [],
  };
}

const folders: string[] = [];
// The bench uses it as well, and has no tests to wait for.
if (process.env.VITEST)
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

/** A workspace in a folder of its own, gone after the tests of the file. */
export function workspaceOf(collection: unknown, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-'));
  folders.push(folder);
  const all = { 'collections/books.postman_collection.json': JSON.stringify(collection), ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export interface Chosen {
  readonly environments?: readonly ('sandbox' | 'production')[];
  readonly writes?: readonly ('sandbox' | 'production')[];
  readonly timeout?: number;
}

export function settingsOf(api: OtherApi, { environments, writes, timeout }: Chosen = {}): Settings {
  return {
    environments: (environments ?? ['sandbox', 'production']).map((name) => ({
      name,
      ...api.environments[name],
      writes: (writes ?? ['sandbox', 'production']).includes(name),
      embedded: false,
    })),
    extraCa: api.certificate.ca,
    timeout: timeout ?? 5000,
    retries: 2,
    profile: 'manual',
  };
}

/** The collection of books with a test script of its own on the listing. */
export function booksWithScript(source: string) {
  const [folder] = BOOKS.item;
  const item = folder?.item.map((operation) =>
    operation.name === 'Find'
      ? { ...operation, event: [{ listen: 'test', script: { type: 'text/javascript', exec: [source] } }] }
      : operation,
  );
  return { ...BOOKS, item: [{ ...folder, item }] };
}
