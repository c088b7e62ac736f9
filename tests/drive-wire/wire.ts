import { afterAll } from 'vitest';
import type { Answer, NoAnswer, Outcome, WireRequest } from '../../src/contract/exchange.js';
import { WireClient, type WireOptions } from '../../src/drive/wire/client.js';
import type { Gate } from '../../src/drive/wire/recorder.js';
import type { TestServer } from '../tls-server.js';

const open: { close(): Promise<void> }[] = [];

/** Registers something to be closed after the tests of a file. */
export function closing<T extends { close(): Promise<void> }>(closable: T): T {
  open.push(closable);
  return closable;
}

afterAll(async () => {
  await Promise.all(open.map((closable) => closable.close()));
});

/** A client that trusts the server. */
export function clientOf(server: Pick<TestServer, 'ca'>, options: Partial<WireOptions> = {}): WireClient {
  return closing(new WireClient({ timeout: 5_000, cap: 1_000_000, extraCa: server.ca, ...options }));
}

/** Lets out what goes to the server. */
export const gateTo = ({ origin }: TestServer): Gate => ({
  refusal: (request) => (request.origin === origin ? undefined : 'it goes elsewhere'),
});

export const get = (origin: string, target = '/', headers: WireRequest['headers'] = []): WireRequest => ({
  method: 'GET',
  origin,
  target,
  headers,
});

export function answerOf(outcome: Outcome): Answer {
  if (outcome.kind === 'none') throw new Error(`no answer: ${outcome.reason}, ${outcome.detail}`);
  return outcome;
}

export function noneOf(outcome: Outcome): NoAnswer {
  if (outcome.kind === 'answer') throw new Error(`an answer: ${outcome.status}`);
  return outcome;
}
