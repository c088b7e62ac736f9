import { asText } from '../contract/body.js';
import type { Exchange, Header } from '../contract/exchange.js';
import { shownJson } from '../contract/shown-json.js';
import type { RunResult } from '../judge/result.js';
import { type Body, receivedBody, sentBody } from './body-text.js';

/** Characters of all entries together: developer tools hold the whole file in memory. */
const MOST = 4 * 1024 * 1024;
const VERSION = 'HTTP/1.1';

/**
 * `run.har`: exchanges for the developer tools of a browser, as HAR 1.2. Those of failed cases come first, then one
 * valid request of each operation, as far as there is room. Bodies are cut as in the other reports.
 */
export function* renderHar(result: RunResult): Generator<string> {
  const { suite } = result.identity;
  const creator = { name: suite.name, version: suite.version };
  yield `{"log":{"version":"1.2","creator":${shownJson(creator)},"pages":[],"entries":[`;
  let written = 0;
  let left = 0;
  for (const exchange of shown(result)) {
    const entry = shownJson(entryOf(exchange));
    if (written + entry.length > MOST) left += 1;
    else {
      yield `${written === 0 ? '\n' : ',\n'}${entry}`;
      written += entry.length;
    }
  }
  const comment = `${result.identity.startedAt.toISOString()}: exchanges of failed cases, then one valid request of each operation${left > 0 ? `; ${left} more were left out for size` : ''}`;
  yield `\n],"comment":${shownJson(comment)}}}\n`;
}

/** Each exchange once. */
function* shown({ results, samples = [] }: RunResult): Generator<Exchange> {
  const seen = new Set<number>();
  const failed = results.flatMap(({ verdict }) =>
    'finding' in verdict ? [verdict.finding.exchange, verdict.finding.counterpart] : [],
  );
  for (const exchange of [...failed, ...samples]) {
    if (!exchange || seen.has(exchange.id)) continue;
    seen.add(exchange.id);
    yield exchange;
  }
}

function entryOf(exchange: Exchange) {
  const { id, environment, operation, startedAt, duration } = exchange;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: rounded(duration),
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: rounded(duration), receive: 0 },
    comment: `${environment} › ${operation} (exchange ${id})`,
  };
}

function requestOf({ request }: Exchange) {
  const { method, origin, target, headers, body } = request;
  const text = bodyOf(sentBody(body));
  return {
    method,
    url: origin + target,
    httpVersion: VERSION,
    cookies: [],
    headers: headersOf(headers),
    queryString: queryOf(target),
    ...(body && { postData: { mimeType: typeOf(headers), text: text ?? '' } }),
    headersSize: -1,
    bodySize: body?.length ?? 0,
  };
}

function responseOf({ outcome }: Exchange) {
  const common = { httpVersion: VERSION, cookies: [], headersSize: -1 };
  if (outcome.kind === 'none') {
    // As browsers write what was never answered.
    const nothing = { size: 0, mimeType: 'x-unknown' };
    const comment = `no answer (${outcome.reason}): ${outcome.detail}`;
    return {
      ...common,
      status: 0,
      statusText: '',
      headers: [],
      content: nothing,
      redirectURL: '',
      bodySize: -1,
      comment,
    };
  }
  const { status, statusText, headers, body, size } = outcome;
  const text = bodyOf(receivedBody(body));
  return {
    ...common,
    status,
    statusText,
    headers: headersOf(headers),
    content: { size, mimeType: typeOf(headers), ...(text !== undefined && { text }) },
    redirectURL: headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '',
    bodySize: size,
  };
}

function bodyOf(body: Body | undefined): string | undefined {
  if (!body) return undefined;
  return body.kind === 'text' ? body.text : `(${body.bytes} bytes that are not shown)`;
}

const headersOf = (headers: readonly Header[]) =>
  headers.map(([name, value]) => ({ name, value: plain(value) }));

const typeOf = (headers: readonly Header[]): string =>
  headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

/** Header values hold one byte a character; where they are UTF-8, as that. */
const plain = (value: string): string => asText(Buffer.from(value, 'latin1')) ?? value;

function queryOf(target: string) {
  const [, query = ''] = target.split(/\?(.*)/s);
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return { name: decoded(name), value: decoded(value) };
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const rounded = (milliseconds: number): number => Math.round(Math.max(0, milliseconds) * 10) / 10;
