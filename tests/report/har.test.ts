import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderHar } from '../../src/report/har.js';
import { caseOf, exchangeOf, failed, passed, resultOf } from './run-result.js';

const text = { type: 'string' };
const number = { type: 'number' };
const pairs = {
  type: 'array',
  items: { type: 'object', required: ['name', 'value'], properties: { name: text, value: text } },
};
const message = { httpVersion: text, cookies: pairs, headers: pairs, headersSize: number, bodySize: number };
const closed = (properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties: { comment: text, ...properties },
});

/** What the HAR 1.2 specification asks for. */
const HAR = closed({
  log: closed({
    version: { const: '1.2' },
    creator: closed({ name: text, version: text }),
    pages: { type: 'array' },
    entries: {
      type: 'array',
      items: closed({
        startedDateTime: {
          type: 'string',
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
        },
        time: { type: 'number', minimum: 0 },
        request: closed(
          {
            method: text,
            url: text,
            queryString: pairs,
            postData: closed({ mimeType: text, text }),
            ...message,
          },
          ['postData'],
        ),
        response: closed({
          status: number,
          statusText: text,
          redirectURL: text,
          content: closed({ size: number, mimeType: text, text }, ['text']),
          ...message,
        }),
        cache: { type: 'object' },
        timings: closed({ send: number, wait: number, receive: number }),
      }),
    },
  }),
});
const valid = new Ajv({ strict: false }).compile(HAR);

const rendered = (...parts: Parameters<typeof resultOf>) => {
  const har = JSON.parse([...renderHar(resultOf(...parts))].join(''));
  expect(valid(har), JSON.stringify(valid.errors)).toBe(true);
  return har.log;
};

describe('run.har', () => {
  it('is valid HAR 1.2 without, and with, exchanges of every kind', () => {
    expect(rendered([caseOf(passed())]).entries).toEqual([]);
    const unanswered = {
      ...exchangeOf(),
      outcome: { kind: 'none', reason: 'timeout', detail: 'no answer' },
    } as const;
    const samples = [
      exchangeOf({ target: '/a?b=c%20d&e', body: '{"a":1}' }),
      exchangeOf({ answer: Buffer.from([0, 255]) }),
      unanswered,
    ];
    expect(rendered([], { samples }).entries).toHaveLength(3);
  });

  it('has the exchanges of failures first, and each once', () => {
    const [bad, good] = [exchangeOf({ status: 500 }), exchangeOf()];
    const { entries } = rendered([caseOf(failed({ exchange: bad }))], { samples: [good, bad] });
    expect(entries.map((entry: { response: { status: number } }) => entry.response.status)).toEqual([
      500, 200,
    ]);
  });

  it('stays small whatever the run, and tells what it leaves out', () => {
    const samples = Array.from({ length: 4000 }, () =>
      exchangeOf({ answer: JSON.stringify({ a: 'x'.repeat(5000) }) }),
    );
    const log = rendered([], { samples });
    expect(JSON.stringify(log).length).toBeLessThan(5 * 1024 * 1024);
    expect(log.comment).toMatch(/\d+ more were left out/);
  });
});
