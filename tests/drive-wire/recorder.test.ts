import { describe, expect, it } from 'vitest';
import { Holds } from '../../src/drive/wire/holds.js';
import { Pace } from '../../src/drive/wire/pace.js';
import { Recorder } from '../../src/drive/wire/recorder.js';
import { Secrets } from '../../src/masking/secrets.js';
import { httpsServer } from '../tls-server.js';
import { answerOf, clientOf, closing, gateTo, get } from './wire.js';

const LOOK = { by: 'look', operation: undefined } as const;

async function recorderOf(answers: readonly [status: number, body: string][]) {
  let served = 0;
  let ids = 6;
  const received: (string | undefined)[] = [];
  const server = closing(
    await httpsServer((request, response) => {
      received.push(request.headers.authorization);
      const [status, body] = answers[served++] ?? [200, '{}'];
      response.writeHead(status, { 'Retry-After': '0' }).end(body);
    }),
  );
  const secrets = new Secrets();
  const recorder = new Recorder(
    'sandbox',
    gateTo(server),
    clientOf(server),
    new Pace(),
    new Holds(),
    secrets,
    {
      retries: 2,
      nextId: () => ++ids,
    },
  );
  return { server, secrets, recorder, received };
}

describe('A recorder', () => {
  it('gives the drive what came, and everything else what holds no secret', async () => {
    const { server, secrets, recorder, received } = await recorderOf([[201, '{"token":"issued-4711-x"}']]);
    const request = get(server.origin, '/tokens', [['Authorization', 'Bearer given-0815-y']]);
    const { raw, exchange } = await recorder.exchange(request, LOOK);
    expect(received).toEqual(['Bearer given-0815-y']);
    expect(answerOf(raw).body.toString()).toBe('{"token":"issued-4711-x"}');
    const shown = answerOf(exchange.outcome).body.toString();
    expect(shown).toMatch(/^\{"token":"[a-z]{6}-\d{4}-[a-z]"\}$/);
    expect(secrets.show(shown)).toBe('{"token":"{{token-2}}"}');
    expect(secrets.show(exchange.request.headers[0]?.[1] ?? '')).toBe('Bearer {{token-1}}');
    expect(exchange).toMatchObject({
      id: 7,
      environment: 'sandbox',
      operation: '(the environment)',
      retried: [],
    });
  });

  it('keeps the beginning of a body that is not judged, and no part of a secret at its end', async () => {
    const secret = 'sk-7Qm2xR9vKz4LpW8';
    const body = `${'.'.repeat(64 * 1024 - 9)}${secret}${'.'.repeat(200_000)}`;
    const server = closing(
      await httpsServer((_request, response) => {
        response.writeHead(200, { 'Content-Length': body.length + 1 }).write(body, () => response.destroy());
      }),
    );
    const secrets = new Secrets();
    secrets.add(secret, '{{SECRET}}');
    const options = { retries: 0, nextId: () => 1 };
    const recorder = new Recorder(
      'sandbox',
      gateTo(server),
      clientOf(server),
      new Pace(),
      new Holds(),
      secrets,
      options,
    );
    const { exchange } = await recorder.exchange(get(server.origin), LOOK);
    const kept = answerOf(exchange.outcome);
    expect(kept).toMatchObject({ defect: {}, size: body.length });
    expect(kept.body).toHaveLength(64 * 1024);
    expect(kept.body.toString()).not.toContain(secret.slice(0, 9));
  });

  it('counts every request that was sent, repeated ones too, and tells of them', async () => {
    const { server, recorder } = await recorderOf([
      [503, ''],
      [429, ''],
      [200, '{}'],
    ]);
    const { exchange } = await recorder.exchange(get(server.origin), LOOK);
    expect(recorder.requests).toBe(3);
    expect(exchange.retried.map(({ status }) => status)).toEqual([503, 429]);
    await recorder.exchange(get(server.origin), LOOK);
    expect(recorder.requests).toBe(4);
  });

  it('counts nothing that was refused', async () => {
    const { recorder, received } = await recorderOf([]);
    const { raw } = await recorder.exchange(get('https://elsewhere.example'), LOOK);
    expect(raw).toMatchObject({ kind: 'none', reason: 'guard' });
    expect(recorder.requests).toBe(0);
    expect(received).toEqual([]);
  });
});
