import { ContractError } from '../../contract/errors.js';

/**
 * The proxies that the process environment names, as everywhere: lower case before upper case, empty counts as
 * none, a missing scheme is `http`. `NO_PROXY` is read by the agent itself.
 *
 * @returns undefined where there is none
 * @throws ContractError SETTING_INVALID
 */
export function proxiesOf(
  variables: NodeJS.ProcessEnv,
): { readonly httpProxy: string; readonly httpsProxy: string } | undefined {
  const [httpProxy = '', httpsProxy = ''] = ['HTTP_PROXY', 'HTTPS_PROXY'].map((name) => {
    const value = variables[name.toLowerCase()] || variables[name];
    return value ? addressOf(name, value) : '';
  });
  return httpProxy || httpsProxy ? { httpProxy, httpsProxy } : undefined;
}

/** The message does not repeat the value: it may hold a password. */
function addressOf(name: string, value: string): string {
  const address = value.includes('://') ? value : `http://${value}`;
  if (URL.canParse(address) && /^https?:/i.test(address)) return address;
  const fix = 'Write it as http://host:port, or leave it out';
  throw new ContractError('SETTING_INVALID', name, 'the value is no address of an HTTP proxy', fix);
}
