import { header, type WireRequest } from '../../contract/exchange.js';

/** Methods that may be sent in place of the declared one: they change nothing. */
export const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Headers by which a server takes a request for one of another method; CGI makes no difference of `-` and `_`. */
const METHOD_HEADER = /^x[-_](?:http[-_])?method(?:[-_]override)?$/i;
/** Parameters of a query or a form that do the same. */
const METHOD_PARAMETER = /^(?:_method|x[-_](?:http[-_])?method(?:[-_]override)?)$/i;
/** Headers by which a server takes a request for one to another URL. */
const URL_HEADER = /^x[-_](?:original|rewrite)[-_]url$/i;

/** Says what makes a server take a request for another one than its method and URL tell. */
export function madeAnother(request: WireRequest): string | undefined {
  const { method, headers } = request;
  const reads = (value: string): boolean =>
    READING.has(value.toUpperCase()) || value.toUpperCase() === method.toUpperCase();
  const named = headers.find(([name, value]) => METHOD_HEADER.test(name) && !reads(value));
  if (named) return `its header ${named[0]} makes it a request of another method`;
  const moved = headers.find(([name]) => URL_HEADER.test(name));
  if (moved) return `its header ${moved[0]} makes it a request to another URL`;
  const parameter = parametersOf(request).find(
    ([name, value]) => METHOD_PARAMETER.test(name) && !reads(value),
  );
  return parameter && `its parameter ${parameter[0]} makes it a request of another method`;
}

function parametersOf({ target, headers, body }: WireRequest): [name: string, value: string][] {
  const at = target.indexOf('?');
  const query = at < 0 ? '' : target.slice(at + 1);
  const form = /x-www-form-urlencoded/i.test(header(headers, 'content-type') ?? '');
  const text = form && body ? body.toString('utf8') : '';
  return [query, text].flatMap((part) => [...new URLSearchParams(part)]);
}
