import { asText } from '../contract/body.js';
import { type Exchange, type Header, header, type Outcome } from '../contract/exchange.js';
import { bodyText, receivedBody, requestIdShown, sentBody } from './body-text.js';
import { cut } from './text.js';

/** Headers that a report shows, and characters of each. */
const HEADERS = 30;
const VALUE = 300;

/** The request as lines: method and address, headers, body. */
export function requestText({ request }: Exchange): string {
  const body = sentBody(request.body);
  const lines = [`${request.method} ${request.origin}${request.target}`, ...headerLines(request.headers)];
  return [...lines, ...(body ? ['', bodyText(body)] : [])].join('\n');
}

/** What came back as lines: status, headers, body; or why nothing did. */
export function outcomeText({ outcome, duration }: Exchange): string {
  if (outcome.kind === 'none') return `no answer (${outcome.reason}): ${outcome.detail}`;
  const body = receivedBody(outcome.body);
  return [
    `HTTP ${[outcome.status, outcome.statusText].join(' ').trimEnd()} in ${Math.round(duration)} ms`,
    ...headerLines(outcome.headers),
    ...(outcome.defect ? [`(${outcome.defect.kind}: ${outcome.defect.detail})`] : []),
    ...(body ? ['', bodyText(body)] : []),
  ].join('\n');
}

/** The identifier that the API gave to the request, for its operators: from the body, else from a header. */
export function requestIdOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'none') return undefined;
  const shown = requestIdShown(outcome.body);
  if (shown !== undefined) return shown;
  const inBody = /"request_?id"\s*:\s*"([^"\\]{1,200})"/i.exec(asText(outcome.body) ?? '')?.[1];
  return inBody ?? header(outcome.headers, 'x-request-id') ?? header(outcome.headers, 'request-id');
}

function headerLines(headers: readonly Header[]): string[] {
  const lines = headers.slice(0, HEADERS).map(([name, value]) => `${name}: ${cut(value, VALUE)}`);
  const more = headers.length - lines.length;
  return more > 0 ? [...lines, `(${more} more headers)`] : lines;
}
