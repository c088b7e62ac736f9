import type { Exchange, Header, Outcome } from '../../contract/exchange.js';
import { type Body, bodyText, receivedBody, sentBody } from '../body-text.js';
import { requestIdOf } from '../exchange-text.js';
import { cut, spoken } from '../text.js';
import type { ExchangeData, MessageData } from './data.js';

/** Headers that are shown, and characters of each value. */
const HEADERS = 30;
const VALUE = 300;
/** Characters of anything else; bodies are shorter. */
const TEXT = 4000;

/** An exchange as the page shows it: bodies cut as in the other reports. */
export function exchangeData({
  environment,
  request,
  outcome,
  startedAt,
  duration,
  retried,
}: Exchange): ExchangeData {
  const requestId = requestIdOf(outcome);
  return {
    environment,
    request: {
      start: text(`${request.method} ${request.origin}${request.target}`),
      headers: headersData(request.headers),
      ...bodyData(sentBody(request.body)),
    },
    ...outcomeData(outcome),
    startedAt: new Date(startedAt).toISOString(),
    duration: Math.round(duration),
    ...(requestId !== undefined && { requestId: text(requestId) }),
    retried: retried.map(({ detail, waited }) => text(`${detail}, tried again after ${spoken(waited)}`)),
  };
}

function outcomeData(outcome: Outcome): { readonly answer: MessageData } | { readonly none: string } {
  if (outcome.kind === 'none') return { none: text(`${outcome.reason}: ${outcome.detail}`) };
  const { status, statusText, headers, body, size, defect } = outcome;
  return {
    answer: {
      start: text(`${status} ${statusText}`.trimEnd()),
      headers: headersData(headers),
      ...bodyData(receivedBody(body)),
      size,
      ...(defect && { defect: text(`${defect.kind}: ${defect.detail}`) }),
    },
  };
}

function headersData(headers: readonly Header[]): MessageData['headers'] {
  const shown = headers
    .slice(0, HEADERS)
    .map(([name, value]) => [text(name), text(cut(value, VALUE))] as const);
  const more = headers.length - shown.length;
  return more > 0 ? [...shown, ['…', `${more} more headers`] as const] : shown;
}

const bodyData = (body: Body | undefined) => body && { body: text(bodyText(body)) };
const text = (value: string): string => cut(value, TEXT);
