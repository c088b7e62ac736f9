import { ContractError } from '../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import type { SecretVariable } from '../contract/model.js';
import { refuseEqualCredentials } from './apart.js';
import { checkedBaseUrl } from './base-url.js';
import { checkedClientId, checkedToken } from './credentials.js';
import { columnsOf, type DataByEnvironment } from './data-rows.js';
import { DEFAULTS } from './defaults.js';
import { readExtraCa } from './extra-ca.js';
import { PROFILES } from './profiles.js';
import type { EnvironmentSettings, GivenSecret, KnownEnvironment, Settings } from './settings.js';
import { SETTINGS, settingsOf } from './table.js';
import type { Values } from './values.js';

/** The embedded API as it was started. */
export interface Embedded {
  readonly environments: Readonly<
    Record<
      EnvironmentName,
      { readonly baseUrl: string; readonly clientId: string; readonly bearerToken: string }
    >
  >;
  /** PEM of its CA. */
  readonly ca: string;
}

/** What the options say; each is undefined where it was not given. */
export interface SettingsOptions {
  readonly workspace: string;
  readonly environments?: readonly EnvironmentName[];
  readonly writes?: readonly EnvironmentName[];
  /** Requests per second; `off`: no limit, in production either. */
  readonly rate?: number | 'off';
  /** Milliseconds for one request. */
  readonly timeout?: number;
  readonly retries?: number;
  /** Seconds. */
  readonly maxWait?: number;
  readonly lanes?: number;
  readonly profile?: Settings['profile'];
  readonly demands?: Settings['demands'];
  readonly data?: DataByEnvironment;
  readonly embedded?: Embedded;
  /** Whether the collection uses `{{bearerToken}}`. */
  readonly needsToken: boolean;
  /** Whether the collection uses `{{clientId}}`; a base URL may hold it all the same. */
  readonly needsClientId?: boolean;
  /** The contract's secret variables. */
  readonly secrets?: readonly SecretVariable[];
}

/** The documented hosts. */
const BASE_URLS: Readonly<Record<EnvironmentName, string>> = {
  sandbox: 'https://sandbox.modernltv.com/billers/{CLIENT_ID}',
  production: 'https://app.modernltv.com/billers/{CLIENT_ID}',
};
const DOCUMENTED_HOST = /^https?:\/\/(?:[\w-]+\.)*modernltv\.com(?![\w.-])/i;

/**
 * Settings from options, the process environment, `.env` and defaults, the earlier winning.
 *
 * @throws ContractError USAGE, SETTING_MISSING, SETTING_INVALID, BASE_URL_INSECURE, ENVIRONMENTS_EQUAL, CA_UNREADABLE
 */
export async function readSettings(options: SettingsOptions, values: Values): Promise<Settings> {
  refuseOneEnvironment(options);
  const names = ENVIRONMENTS.filter((name) => (options.environments ?? ENVIRONMENTS).includes(name));
  const environments = options.embedded
    ? names.map((name) => embedded(name, options))
    : configured(names, options, values);
  const unchosen = options.embedded ? undefined : unchosenOf(names, values);
  if (!options.embedded) refuseEqualCredentials([...environments, ...(unchosen ? [unchosen] : [])]);
  const extraCa = options.embedded?.ca ?? (await extraCaOf(options.workspace, values));
  return {
    environments,
    ...(unchosen && { unchosen }),
    ...(extraCa !== undefined && { extraCa }),
    timeout: options.timeout ?? DEFAULTS.timeout,
    retries: options.retries ?? DEFAULTS.retries,
    maxWait: (options.maxWait ?? DEFAULTS.maxWait) * 1000,
    ...(options.lanes !== undefined && { lanes: options.lanes }),
    profile: options.profile ?? 'manual',
    ...(options.demands && { demands: options.demands }),
  };
}

function refuseOneEnvironment({ profile = 'manual', environments = ENVIRONMENTS }: SettingsOptions): void {
  if (!PROFILES[profile].needsBoth || ENVIRONMENTS.every((name) => environments.includes(name))) return;
  throw new ContractError(
    'USAGE',
    `--profile ${profile}`,
    `it checks both environments, and only ${environments.join(', ')} was chosen`,
    'Leave --env out, or choose another profile',
  );
}

async function extraCaOf(workspace: string, values: Values): Promise<string | undefined> {
  const named = values.get(SETTINGS.extraCa.name);
  return named && readExtraCa(workspace, named);
}

function embedded(name: EnvironmentName, options: SettingsOptions): EnvironmentSettings {
  const { embedded: api, rate = 'off' } = options;
  const writes = options.writes ?? (options.profile === 'release' ? PROFILES.release.writes : ENVIRONMENTS);
  if (!api) throw new TypeError('the embedded API was not started');
  return {
    name,
    ...api.environments[name],
    ...rowsFor(name, options),
    embedded: true,
    writes: writes.includes(name),
    ...limit(rate),
  };
}

function configured(
  names: readonly EnvironmentName[],
  options: SettingsOptions,
  values: Values,
): EnvironmentSettings[] {
  for (const name of names) {
    const { baseUrl } = variablesOf(name);
    const given = values.get(baseUrl);
    if (given) checkedBaseUrl(name, baseUrl, given, '');
  }
  const missing = names.flatMap((name) => missingFor(name, options, values));
  if (missing.length > 0) throw missingError(missing, names, values);
  return names.map((name) => {
    const {
      writes = PROFILES[options.profile ?? 'manual'].writes,
      rate = name === 'production' ? DEFAULTS.productionRate : 'off',
    } = options;
    return {
      name,
      ...credentials(name, values),
      ...secretsFor(name, options, values),
      ...rowsFor(name, options),
      embedded: false,
      writes: writes.includes(name),
      ...limit(rate),
    };
  });
}

function credentials(
  name: EnvironmentName,
  values: Values,
): Pick<EnvironmentSettings, 'baseUrl' | 'clientId' | 'bearerToken'> {
  const names = variablesOf(name);
  const [url, id, token] = [names.baseUrl, names.clientId, names.bearerToken].map((key) => values.get(key));
  const clientId = id ? checkedClientId(names.clientId, id) : '';
  const base = url ?? { text: BASE_URLS[name], source: 'default' };
  return {
    baseUrl: checkedBaseUrl(name, names.baseUrl, base, clientId),
    clientId,
    ...(token && { bearerToken: checkedToken(names.bearerToken, token) }),
  };
}

/** The environment that is not chosen, where the settings say enough of it. */
function unchosenOf(chosen: readonly EnvironmentName[], values: Values): KnownEnvironment | undefined {
  const name = ENVIRONMENTS.find((candidate) => !chosen.includes(candidate));
  if (!name || (isOtherApi(values) && !values.get(variablesOf(name).baseUrl))) return undefined;
  try {
    return { name, ...credentials(name, values), writes: false };
  } catch (error) {
    // What is wrong with it does not matter to this run.
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

function missingFor(name: EnvironmentName, options: SettingsOptions, values: Values): string[] {
  const { baseUrl, clientId, bearerToken } = variablesOf(name);
  const base = values.get(baseUrl)?.text ?? (isOtherApi(values) ? undefined : BASE_URLS[name]);
  const needsClientId = (options.needsClientId ?? true) || base?.includes('{CLIENT_ID}');
  const given = columnsOf(options.data?.[name]);
  const needed = (options.secrets ?? []).filter(
    (secret) => secret.needed.includes(name) && !given.has(secret.name),
  );
  const own = [
    ...(base === undefined ? [baseUrl] : []),
    ...(needsClientId ? [clientId] : []),
    ...(options.needsToken ? [bearerToken] : []),
  ];
  const secrets = needed.map(({ setting }) => settingOf(name, setting));
  return [
    ...own.filter((key) => values.get(key) === undefined),
    ...secrets.filter((key) => values.secret(key) === undefined),
  ];
}

/**
 * Whether a base URL is one of another API, or was asked for by an import that could not find it out: then the
 * documented hosts are no stand-in for the other environment, and nothing of that API belongs there.
 */
function isOtherApi(values: Values): boolean {
  return ENVIRONMENTS.some((name) => {
    const { baseUrl } = variablesOf(name);
    const given = values.get(baseUrl)?.text;
    return given === undefined ? values.asksFor(baseUrl) : !DOCUMENTED_HOST.test(given);
  });
}

function secretsFor(
  name: EnvironmentName,
  options: SettingsOptions,
  values: Values,
): { secrets?: GivenSecret[] } {
  const given = (options.secrets ?? []).flatMap((secret): GivenSecret[] => {
    const setting = settingOf(name, secret.setting);
    const value = values.secret(setting);
    return value ? [{ name: secret.name, value: value.text, setting }] : [];
  });
  return given.length > 0 ? { secrets: given } : {};
}

function rowsFor(name: EnvironmentName, { data }: SettingsOptions): Pick<EnvironmentSettings, 'data'> {
  const rows = data?.[name];
  return rows ? { data: rows } : {};
}

const settingOf = (name: EnvironmentName, setting: string): string => `${name.toUpperCase()}_${setting}`;

function missingError(
  missing: readonly string[],
  names: readonly EnvironmentName[],
  values: Values,
): ContractError {
  const complete = names.filter((name) => !missing.some((key) => key.startsWith(name.toUpperCase())));
  const alone = complete.map((name) => `run with --env ${name} alone, `).join('');
  const verb = missing.length === 1 ? 'has no value' : 'have no value';
  const empty = missing.find((key) => values.environment[key] !== undefined);
  return new ContractError(
    'SETTING_MISSING',
    missing.join(', '),
    empty === undefined ? verb : `${verb} (${empty} is set, and empty)`,
    `Set ${missing.length === 1 ? 'it' : 'them'} in the environment or in .env, ${alone}or try the suite on the embedded API: npm start`,
  );
}

/** Names of the settings of one environment. */
export function variablesOf(name: EnvironmentName): Record<'baseUrl' | 'clientId' | 'bearerToken', string> {
  const { baseUrl, clientId, bearerToken } = settingsOf(name);
  return { baseUrl: baseUrl.name, clientId: clientId.name, bearerToken: bearerToken.name };
}

const limit = (rate: number | 'off'): { rate?: number } => (rate === 'off' ? {} : { rate });
