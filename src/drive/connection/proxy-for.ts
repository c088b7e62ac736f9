import { proxiesOf } from '../wire/proxy.js';

/** The proxy that connections to a host go through, as undici's agent decides it for requests. */
export function proxyFor(host: string, port: number, variables: NodeJS.ProcessEnv): URL | undefined {
  const proxies = proxiesOf(variables);
  const proxy = proxies?.httpsProxy || proxies?.httpProxy;
  const exempt = variables['no_proxy'] ?? variables['NO_PROXY'] ?? '';
  return proxy && !isExempt(host, port, exempt) ? new URL(proxy) : undefined;
}

function isExempt(host: string, port: number, exempt: string): boolean {
  if (exempt === '*') return true;
  return exempt
    .split(/[,\s]/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, named = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
      const name = named.replace(/^\*?\./, '').toLowerCase();
      return (only === undefined || Number(only) === port) && (host === name || host.endsWith(`.${name}`));
    });
}
