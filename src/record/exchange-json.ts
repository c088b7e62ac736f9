import type { Exchange } from '../contract/exchange.js';
import type { RecordedBody, RecordedExchange } from './lines.js';

export function recordedExchange({ request, outcome, ...rest }: Exchange): RecordedExchange {
  const { body, ...sent } = request;
  return {
    ...rest,
    request: { ...sent, ...(body && { body: recorded(body) }) },
    outcome: outcome.kind === 'none' ? outcome : { ...outcome, body: recorded(outcome.body) },
  };
}

export function exchangeOf({ request, outcome, ...rest }: RecordedExchange): Exchange {
  const { body, ...sent } = request;
  return {
    ...rest,
    request: { ...sent, ...(body !== undefined && { body: bytes(body) }) },
    outcome: outcome.kind === 'none' ? outcome : { ...outcome, body: bytes(outcome.body ?? '') },
  };
}

function recorded(body: Buffer): RecordedBody {
  const text = body.toString('utf8');
  // Not every byte survives as text; what is recorded has to be judged alike.
  return Buffer.from(text, 'utf8').equals(body) ? text : { base64: body.toString('base64') };
}

const bytes = (body: RecordedBody): Buffer =>
  typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body.base64, 'base64');
