import { ContractError } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import type { Value } from './values.js';

const CLIENT_ID_PLACEHOLDER = '{CLIENT_ID}';

/**
 * A base URL as the reference writes it: https, with the placeholder `{CLIENT_ID}`, no trailing slash. Sandbox may be an
 * http address of this machine.
 * A client id that was written out in it becomes the placeholder again, so that no report shows it.
 *
 * @throws ContractError SETTING_INVALID, BASE_URL_INSECURE (`D5`)
 */
export function checkedBaseUrl(
  environment: EnvironmentName,
  name: string,
  { text, source }: Value,
  clientId: string,
): string {
  const place = `${name} (${source})`;
  const url = parsed(text);
  if (!url) throw invalid(place, 'it is no URL');
  const here = environment === 'sandbox' && LOOPBACK.test(url.hostname);
  if (url.protocol === 'http:' && !here) {
    throw new ContractError(
      'BASE_URL_INSECURE',
      place,
      'the base URL is http, and the API is served over HTTPS only',
      'Write https://; http is for sandbox on localhost alone',
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw invalid(place, `its scheme is ${url.protocol.slice(0, -1)}`);
  if (url.username || url.password) throw invalid(place, 'it holds a user name or password');
  if (url.search || url.hash) throw invalid(place, 'it holds a query or a fragment');
  const written = clientId === '' ? text : text.replaceAll(clientId, CLIENT_ID_PLACEHOLDER);
  return written.replace(/(?<!\/)\/+$/, '');
}

/** As URL writes the addresses of this machine (RFC 6761, 6.3). */
const LOOPBACK = /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function parsed(text: string): URL | undefined {
  const filled = text.replaceAll(CLIENT_ID_PLACEHOLDER, 'x');
  return URL.canParse(filled) ? new URL(filled) : undefined;
}

function invalid(place: string, fact: string): ContractError {
  return new ContractError(
    'SETTING_INVALID',
    place,
    fact,
    'Write it like https://sandbox.modernltv.com/billers/{CLIENT_ID}',
  );
}
