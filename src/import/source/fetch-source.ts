import { ContractError } from '../../contract/errors.js';
import { textOf } from './bytes.js';
import { download } from './download.js';
import { shownUrl } from './shown-url.js';
import type { SourceOptions, TextSource } from './source.js';

/**
 * Fetches a document, following redirects, but not from https to http. A name and password in the URL are sent as
 * basic auth; neither they nor the query are told on.
 *
 * @throws ContractError SOURCE_UNKNOWN, SOURCE_UNREADABLE
 */
export async function fetchSource(named: string, options: SourceOptions): Promise<TextSource> {
  if (!URL.canParse(named)) {
    const place = shownUrl(named);
    throw new ContractError('SOURCE_UNKNOWN', place, 'this is no URL', 'Correct the address');
  }
  const url = new URL(named);
  const place = `${url.origin}${url.pathname}`;
  const headers = { accept: 'application/json, application/yaml, */*;q=0.1', ...basicAuth(url) };
  url.username = '';
  url.password = '';
  const got = await download({ url: url.href, headers, place, redirects: 'follow' }, options);
  if (url.protocol === 'https:' && new URL(got.url).protocol === 'http:') {
    const fact = 'it redirects from https to http, where anybody can change what comes';
    throw new ContractError('SOURCE_UNREADABLE', place, fact, 'Name an address that stays on https');
  }
  if (got.status !== 200) {
    const fact = `the server answered ${got.status}`;
    throw new ContractError('SOURCE_UNREADABLE', place, fact, fixFor(got.status));
  }
  return { kind: 'text', text: textOf(got.bytes, place), place };
}

function basicAuth({ username, password }: URL): { authorization?: string } {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function fixFor(status: number): string {
  if (status === 401 || status === 403)
    return 'Download the file with the rights that it needs, and name the file';
  return status === 429 || status >= 500
    ? 'Try again later, or download the file and name it'
    : 'Check the address';
}
