import type { Header, WireRequest } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';
import { jsonOf } from '../../contract/places.js';

/** The request without a header, whatever its case. */
export function withoutHeader(request: WireRequest, name: string): WireRequest {
  const unwanted = name.toLowerCase();
  return { ...request, headers: request.headers.filter(([key]) => key.toLowerCase() !== unwanted) };
}

/** The request with a header's value replaced, or the header added. */
export function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  const wanted = name.toLowerCase();
  if (header(request.headers, name) === undefined)
    return { ...request, headers: [...request.headers, [name, value]] };
  const headers = request.headers.map(
    (pair): Header => (pair[0].toLowerCase() === wanted ? [pair[0], value] : pair),
  );
  return { ...request, headers };
}

/** The request with another body; a stated Content-Length goes, so that the sender states the right one. */
export function withBody(request: WireRequest, body: string | Buffer): WireRequest {
  return { ...withoutHeader(request, 'content-length'), body: Buffer.from(body) };
}

export function withoutBody({ body: _, ...request }: WireRequest): WireRequest {
  return withoutHeader(request, 'content-length');
}

/** The JSON that a request carries, or undefined. */
export function jsonBody(request: WireRequest): unknown {
  return request.body && jsonOf(request.body.toString('utf8'));
}
