import type { EnvironmentName } from '../contract/exchange.js';

/** A setting that no option gives: the process environment holds it, or `.env`. */
export interface Setting {
  readonly name: string;
  /** What the page of settings says of it. */
  readonly says: string;
}

/** Settings of one environment; their names begin with its name. */
const OF_ENVIRONMENT = {
  baseUrl: {
    name: 'BASE_URL',
    says: 'where the API is, https (a sandbox also http on `localhost`), with the placeholder `{CLIENT_ID}` where the reference has it',
  },
  clientId: { name: 'CLIENT_ID', says: 'the client id' },
  bearerToken: { name: 'BEARER_TOKEN', says: 'the Bearer token, without the word “Bearer”' },
} as const satisfies Record<string, Setting>;

/** Settings of all that a run does. */
export const SETTINGS = {
  extraCa: {
    name: 'EXTRA_CA_CERTS',
    says: 'a PEM file with certificates of your own CA, beside the root bundle; verification is never off',
  },
  httpsProxy: { name: 'HTTPS_PROXY', says: 'the proxy, as everywhere; `HTTP_PROXY` and small letters too' },
  noProxy: { name: 'NO_PROXY', says: 'hosts that are reached without it' },
  readableBy: {
    name: 'REPORTS_READABLE_BY',
    says: 'who may read what a run writes: `owner`, `group` or `all` (default: `owner`)',
  },
  postmanApiKey: { name: 'POSTMAN_API_KEY', says: 'needed to import a collection by its uid' },
} as const satisfies Record<string, Setting>;

/** The settings of one environment, with its name. */
export function settingsOf(environment: EnvironmentName): Record<keyof typeof OF_ENVIRONMENT, Setting> {
  const own = ({ name, says }: Setting): Setting => ({ name: `${environment.toUpperCase()}_${name}`, says });
  return {
    baseUrl: own(OF_ENVIRONMENT.baseUrl),
    clientId: own(OF_ENVIRONMENT.clientId),
    bearerToken: own(OF_ENVIRONMENT.bearerToken),
  };
}
