import type { Values } from './values.js';

const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];

/** Proxy settings of `.env`, for the process environment, which is where clients look for them. */
export function proxiesOf(values: Values): Record<string, string> {
  const told = PROXIES.flatMap((name) => {
    const value = values.get(name);
    return value ? [[name, value.text] as const] : [];
  });
  return Object.fromEntries(told);
}
