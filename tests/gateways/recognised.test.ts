import { describe, expect, it } from 'vitest';
import type { Header } from '../../src/contract/exchange.js';
import { gatewayOf } from '../../src/contract/gateway-pages.js';
import { nginxPage, PAGES } from './pages.js';

const answer = (status: number, body: string, headers: readonly Header[] = []) => ({
  ...({ kind: 'answer', status, statusText: '', headers, body: Buffer.from(body) } as const),
  size: body.length,
});

describe('An answer with the page of a gateway', () => {
  it.each(PAGES)('is known as that of $by ($status)', ({ by, status, body, headers }) => {
    expect(gatewayOf(answer(status, body, headers))).toBe(by);
  });

  it('is not known as one where the page is of another status', () => {
    for (const { status, body, headers } of PAGES.filter(({ body }) => /\d{3}/.test(body.slice(0, 300)))) {
      if (body.startsWith('error code') || body.startsWith('upstream')) continue;
      expect(gatewayOf(answer(status === 400 ? 403 : 400, body, headers))).toBeUndefined();
    }
  });
});

describe('An answer of the API itself is not taken for that of a gateway', () => {
  const own: readonly (readonly [what: string, status: number, body: string, headers?: readonly Header[]])[] =
    [
      ['an error in its envelope', 400, '{"error_code":"bad","error_type":"input"}'],
      ['a 502 in its envelope', 502, '{"error_code":"no_carrier","error_type":"server"}'],
      [
        'a page of its own',
        404,
        '<html><body><h1>404 Not Found</h1>\nThere is no such book.\n</body></html>\n',
      ],
      [
        'a page of its framework',
        404,
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>404 Not Found</title>\n</head>\n<body>\n<h1>Not Found</h1>\n</body></html>',
      ],
      ['a plain text', 404, '404 page not found\n'],
      ['nothing', 400, ''],
      ['a page that comes with success', 200, nginxPage(200, 'OK')],
      ['the page of a web server that it crashed in', 500, nginxPage(500, 'Internal Server Error')],
      ['JSON that quotes a page', 400, JSON.stringify({ message: nginxPage(400, 'Bad Request') })],
      ['a number that only a CDN would explain', 403, 'error code: 1020', [['Server', 'gunicorn']]],
    ];
  for (const [what, status, body, headers] of own)
    it(what, () => {
      expect(gatewayOf(answer(status, body, headers))).toBeUndefined();
    });
});
