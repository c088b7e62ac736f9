import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/contract/exchange.js';
import { curl, unsetVariables } from '../../src/report/curl.js';
import { exchangeOf, HOSTILE, IDENTITY } from './run-result.js';

const { labels } = IDENTITY;

const VARIABLES = {
  SANDBOX_CLIENT_ID: 'cid 1',
  SANDBOX_BEARER_TOKEN: "to'ken",
  SANDBOX_TOKEN_CUT_IN_HALF: 'half',
  TOKEN_1: 'issued',
  SANDBOX_ORIGIN: 'https://localhost:8443',
  EXTRA_CA_CERTS: '/tmp/ca.pem',
};

/** What a shell hands to curl: its arguments, and its standard input. */
function handed(exchange: Exchange, embedded = false): { args: string[]; input: Buffer } {
  const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; case "$*" in *'@-'*) cat;; esac; }\n${curl(exchange, { embedded, labels })}`;
  const output = execFileSync('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...VARIABLES } });
  const end = output.indexOf('\0\0');
  return { args: output.subarray(0, end).toString('utf8').split('\0'), input: output.subarray(end + 2) };
}

const valuesOf = (args: readonly string[], option: string): string[] =>
  args.filter((_, index) => args[index - 1] === option);

describe('The curl line', () => {
  it('sends method, address, headers and body as they were', () => {
    const headers = [
      ['Authorization', 'Bearer {{SANDBOX_BEARER_TOKEN}}'],
      ['Content-Type', 'application/json'],
      ['Content-Length', '17'],
    ] as const;
    const { args } = handed(exchangeOf({ headers, body: '{"name": "it\'s"}' }));
    expect(valuesOf(args, '-X')).toEqual(['POST']);
    expect(valuesOf(args, '-H')).toContain("Authorization: Bearer to'ken");
    expect(valuesOf(args, '-H').join()).not.toContain('Content-Length');
    expect(valuesOf(args, '--data-raw')).toEqual(['{"name": "it\'s"}']);
    expect(args.at(-1)).toBe('https://sandbox.example.com/cid 1/things');
  });

  it('holds no secret, but a variable for each, spoilt ones and learned ones too', () => {
    const headers = [['Authorization', 'Bearer {{SANDBOX token, cut in half}}']] as const;
    const exchange = exchangeOf({ headers, body: '{"token":"{{token-1}}","kept":"{{name}}"}' });
    expect(curl(exchange, { embedded: false, labels })).toContain('"$SANDBOX_TOKEN_CUT_IN_HALF"');
    const { args } = handed(exchange);
    expect(valuesOf(args, '-H')).toContain('Authorization: Bearer half');
    expect(valuesOf(args, '--data-raw')).toEqual(['{"token":"issued","kept":"{{name}}"}']);
  });

  it('comes with what its variables stand for, but for the settings, on a line each', () => {
    const exchange = exchangeOf({
      target: '/{{SANDBOX_CLIENT_ID}}/x',
      headers: [['Authorization', 'Bearer {{SANDBOX token, cut in half}}']],
      body: '{"token":"{{token-2}}"}',
    });
    expect(unsetVariables(exchange, labels)).toEqual([
      ": 'SANDBOX_TOKEN_CUT_IN_HALF: SANDBOX token, cut in half'",
      ": 'TOKEN_2: a token that the API issued in the run'",
    ]);
  });

  it('keeps out the headers that curl would add, and sends empty ones', () => {
    const { args } = handed(exchangeOf({ headers: [['Authorization', '']], body: '{}' }));
    expect(valuesOf(args, '-H')).toEqual(['Authorization;', 'Content-Type:', 'Accept:', 'User-Agent:']);
  });

  it('lets no text of the request become a command', () => {
    const text = HOSTILE.replace(/[\p{Cc}\p{Cs}]/gu, '');
    const { args } = handed(
      exchangeOf({ method: '$(x)', target: `/${text}`, headers: [['X', text]], body: text }),
    );
    expect(valuesOf(args, '-X')).toEqual(['$(x)']);
    expect(valuesOf(args, '-H')).toContain(`X: ${text}`);
    expect(valuesOf(args, '--data-raw')).toEqual([text]);
    expect(args.at(-1)).toBe(`https://sandbox.example.com/${text}`);
  });

  it('sends bytes that are no text byte by byte', () => {
    const body = Buffer.from([0, 1, 254, 255, 10]);
    const { args, input } = handed(exchangeOf({ body }));
    expect(args).toContain('@-');
    expect(input).toEqual(body);
  });

  it('goes to where the embedded API is, by its own CA', () => {
    const { args } = handed(exchangeOf(), true);
    expect(valuesOf(args, '--cacert')).toEqual(['/tmp/ca.pem']);
    expect(args.at(-1)).toBe('https://localhost:8443/cid 1/things');
  });

  it('names the file of an own CA, where the shell knows one', () => {
    const line = curl(exchangeOf(), { embedded: false, ownCa: true, labels });
    const script = `curl() { printf %s "$CURL_CA_BUNDLE"; }\n${line}`;
    const bundle = (variables: Readonly<Record<string, string>>) =>
      execFileSync('sh', ['-c', script], {
        env: { PATH: process.env['PATH'], ...variables },
        encoding: 'utf8',
      });
    expect(bundle(VARIABLES)).toBe('/tmp/ca.pem');
    expect(bundle({ ...VARIABLES, EXTRA_CA_CERTS: '' })).toBe('');
    expect(curl(exchangeOf(), { embedded: false, labels })).not.toContain('CURL_CA_BUNDLE');
  });
});
