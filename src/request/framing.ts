import type { Header } from '../contract/exchange.js';
import { header } from '../contract/exchange.js';

export interface Framing {
  /** The headers that the wire client takes; it writes the others itself. */
  readonly carried: readonly Header[];
  /** Where it writes them otherwise than newman does, each in a few words. */
  readonly framed: readonly string[];
}

/** Methods for which it does not say that a body is missing. */
const SILENT = new Set(['GET', 'HEAD', 'TRACE', 'DELETE', 'CONNECT', 'OPTIONS']);
const NEVER = new Set(['transfer-encoding', 'expect', 'upgrade', 'keep-alive']);

/**
 * What of newman's headers the wire client writes by itself: Host, Connection and Content-Length, which a probe then
 * need not change along. It frames a request by the length of its body and by nothing else: a connection that several
 * requests share cannot bear another.
 */
export function framing(method: string, headers: readonly Header[], host: string, length: number): Framing {
  const framed: string[] = [];
  let connections = 0;
  const carried = headers.filter(([name, value]) => {
    switch (name.toLowerCase()) {
      case 'host':
        return value !== host;
      case 'connection':
        if (!/^(keep-alive|close)$/i.test(value)) framed.push(`its header ${name} is left out`);
        if (connections++ > 0) framed.push('its header Connection goes once');
        if (/^close$/i.test(value) && method === 'HEAD') framed.push('it leaves the connection open');
        return /^close$/i.test(value);
      case 'content-length':
        if (Number(value) !== length) framed.push('its Content-Length is the length of its body');
        if (length === 0 && SILENT.has(method)) framed.push('it goes without Content-Length: 0');
        return false;
      default:
        if (NEVER.has(name.toLowerCase())) framed.push(`its header ${name} is left out`);
        return !NEVER.has(name.toLowerCase());
    }
  });
  for (const name of ['Host', 'Connection']) {
    if (header(headers, name) === undefined) framed.push(`it goes with a header ${name}`);
  }
  if (length > 0 && header(headers, 'content-length') === undefined)
    framed.push('it goes with a Content-Length');
  return { carried, framed };
}
