import { ENVIRONMENTS, type EnvironmentName } from '../../contract/exchange.js';
import { type Json, type JsonObject, scalarText } from '../../contract/json.js';
import { namedRequests } from '../../contract/operations.js';
import { collectionVariables } from '../../contract/variables.js';
import type { EnvironmentExport, ExportedVariable, ImportNote } from '../taken.js';
import { settleBaseUrl } from './base-url.js';
import { settleClientId } from './client-id.js';
import type { Draft } from './draft.js';
import { addGlobals, assigned, environmentIn, stayGlobal } from './environments.js';
import { fill } from './fill.js';
import { MostUsed } from './most-used.js';
import { scriptUse } from './script-use.js';
import { moveSecrets, type SecretDraft } from './secrets.js';
import { spotsOf, writeRequestsAsObjects } from './spots.js';
import { settleToken } from './token.js';
import { Told } from './told.js';
import { splitHead, urlText } from './url-text.js';
import { writeUserInfoAsAuth } from './user-info.js';
import { textsOf, watchedTexts } from './watched-texts.js';

/** A setting for `.env`. */
interface SettingDraft {
  readonly name: string;
  /** Empty where a person has to fill it in. */
  readonly value: string;
  readonly secret: boolean;
}

/** A collection and its environments in the form that the suite runs: settled names, no secrets. */
export interface Settled {
  readonly collection: JsonObject;
  /** For `collections/<environment>.postman_environment.json`; none where nothing but the settings is left. */
  readonly environments: Partial<Record<EnvironmentName, JsonObject>>;
  /** For `collections/globals.postman_globals.json`; undefined where there are none. */
  readonly globals?: JsonObject;
  readonly settings: readonly SettingDraft[];
  readonly secrets: readonly SecretDraft[];
  /** Hosts (host or host:port) of requests that are not at the base URL. */
  readonly hosts: readonly string[];
  readonly notes: readonly ImportNote[];
}

/**
 * Base URL, client id and token become `{{baseUrl}}`, `{{clientId}}`, `{{bearerToken}}`; secrets leave collection and
 * environments. The same requests are sent as before.
 *
 * @param collection in format v2.1; it is changed in place
 * @throws ContractError USAGE where two exports are for the same environment
 */
export function settle(collection: JsonObject, exports: readonly EnvironmentExport[]): Settled {
  const draft = draftOf(collection, exports);
  const before = textsOf(draft.collection);
  settleClientId(draft);
  const tokens = settleToken(draft);
  writeUserInfoAsAuth(draft);
  settleBaseUrl(draft);
  const secrets = moveSecrets(draft, tokens);
  watchedTexts(draft.collection, before, (fact, place, fix) => draft.told.add('advice', fact, place, fix));
  const globals = stayGlobal(draft.environments, exports);
  return {
    collection: draft.collection,
    environments: Object.fromEntries(
      ENVIRONMENTS.flatMap((name) => {
        const values = valuesOf(draft, name);
        const called = draft.environmentNames.get(name);
        if (values.length === 0 && (called === undefined || !asksForName(draft))) return [];
        return [[name, { name: called ?? name, values, _postman_variable_scope: 'environment' }]];
      }),
    ),
    ...(globals.length > 0 && {
      globals: { name: 'Globals', values: globals.map(written), _postman_variable_scope: 'globals' },
    }),
    settings: [...draft.settings].map(([name, setting]) => ({ name, ...setting })),
    secrets,
    hosts: [...draft.hosts].sort(),
    notes: draft.told.notes(),
  };
}

function draftOf(collection: JsonObject, exports: readonly EnvironmentExport[]): Draft {
  const told = new Told();
  const requests = namedRequests(collection);
  writeRequestsAsObjects(requests);
  const spots = spotsOf(requests);
  const { found: environments, names: environmentNames } = assigned(exports, told);
  const values = collectionVariables(collection);
  if (environments.size === 0) environments.set(homeOf(spots, values, told), new Map());
  addGlobals(environments, exports, values, told);
  return {
    collection,
    requests,
    spots,
    scripts: scriptUse(collection),
    environments,
    environmentNames,
    aliases: new Map(),
    settings: new Map(),
    hosts: new Set(),
    told,
  };
}

/** The environment that the collection's own values are for, where no export says it. */
function homeOf(spots: Draft['spots'], values: ReadonlyMap<string, string>, told: Told): EnvironmentName {
  const heads = new MostUsed();
  for (const { request, example } of spots) {
    if (!example) heads.add(fill(splitHead(urlText(request['url'])).head, values));
  }
  const home = environmentIn(heads.winner ?? '');
  if (home) return home;
  if (heads.winner && !heads.winner.includes('{{')) {
    told.add(
      'advice',
      'nothing in the host says which environment it is; it is taken for the sandbox, where data may be changed',
      'SANDBOX_BASE_URL',
      'Where it is the production, rename the settings in .env',
    );
  }
  return 'sandbox';
}

/** Whether a script looks at what its environment is called. */
const asksForName = ({ collection }: Draft): boolean =>
  /\benvironment\s*\.\s*name\b/.test(JSON.stringify(collection));

function written({ key, value, secret, enabled, description, typed }: ExportedVariable): Json {
  // What settling changed is a text of its own.
  const asIs =
    typed && (scalarText(typed.value) ?? JSON.stringify(typed.value)) === value ? typed : undefined;
  return {
    key,
    value: asIs ? asIs.value : value,
    type: secret ? 'secret' : (asIs?.type ?? (asIs ? 'any' : 'default')),
    enabled,
    ...(description !== undefined && { description }),
  };
}

function valuesOf(draft: Draft, environment: EnvironmentName): Json[] {
  const variables = [...(draft.environments.get(environment)?.values() ?? [])].map(written);
  const aliases = [...draft.aliases].map(
    ([key, value]): Json => ({ key, value, type: 'default', enabled: true }),
  );
  return [...variables, ...aliases];
}
