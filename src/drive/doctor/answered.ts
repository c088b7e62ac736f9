import { type Answer, header, isSuccessful, redirectOf } from '../../contract/exchange.js';
import { gatewayNamed } from '../../contract/gateway-words.js';
import { isObject, own, scalarText } from '../../contract/json.js';
import type { Contract, Operation } from '../../contract/model.js';
import type { EnvironmentSettings } from '../../settings/settings.js';
import { settingsOf } from '../../settings/table.js';
import type { Diagnosis } from './diagnosis.js';
import type { Asked } from './visit.js';

/** Says what is wrong with answers; nothing where the last one is that of an API that took the request. */
export function answered(
  asked: readonly (Asked & { readonly answer: Answer })[],
  contract: Contract,
  settings: EnvironmentSettings,
): Diagnosis[] {
  const last = asked.at(-1);
  if (!last) return [];
  const { operation, answer, exchange } = last;
  const baseUrl = settingsOf(settings.name).baseUrl.name;
  const said = `${operation?.name ?? 'a request without credentials'} was answered ${answer.status}${byGateway(answer)}`;
  const stops = (place: string, fact: string, fix: string): Diagnosis[] => [
    { gravity: 'stops', place, fact, fix },
  ];
  const type = header(answer.headers, 'content-type') ?? '';
  if (isSuccessful(answer)) {
    if (contract.config.promises.responses !== 'json' || !/^text\/html\b/i.test(type)) return [];
    const fact = `${said} with a page of HTML: it may be a login page or a gateway, and not the API`;
    return stops(baseUrl, fact, `Correct ${baseUrl}, or sign in to the network first`);
  }
  const slash = slashFault(operation, exchange.request.target);
  const location = redirectOf(answer);
  if (location !== undefined || answer.status === 404) {
    if (slash !== undefined)
      return stops(baseUrl, `${said}: ${slash}`, `Correct ${baseUrl}, or the URL in the collection`);
  }
  if (location !== undefined)
    return stops(baseUrl, `${said}, which leads to ${location}`, `Write where the API is into ${baseUrl}`);
  // Nobody says what is at the base URL itself.
  if (!operation)
    return answer.status === 407 || answer.status >= 500 ? stops(baseUrl, said, AT_THE_SERVER) : [];
  if (answer.gateway !== undefined && answer.status !== 404)
    return stops(settings.name, said, AT_THE_GATEWAY);
  if (answer.status === 401 || answer.status === 403) {
    const names = credentialsOf(operation, contract, settings);
    const fix =
      names.length > 0
        ? `Check ${names.join(', ')}: of this environment, whole, and not run out`
        : 'The request carries no credential of the settings: give it its auth in the collection';
    return stops(names[0] ?? settings.name, `the credentials are refused: ${said}`, fix);
  }
  if (answer.status === 404) {
    const all = asked.length > 1 ? `all ${asked.length} operations that were tried are unknown there` : said;
    const client = settings.baseUrl.includes('{CLIENT_ID}')
      ? `, or ${settingsOf(settings.name).clientId.name}`
      : '';
    const path = new URL(settings.baseUrl.replaceAll('{CLIENT_ID}', 'x')).pathname;
    const part = path === '/' ? 'a part of the path may be missing' : 'its path may be wrong';
    return stops(baseUrl, `${all} (404)`, `Correct ${baseUrl}${client}: ${part}`);
  }
  if (answer.status === 429 || answer.status >= 500) return stops(settings.name, said, AT_THE_SERVER);
  return [
    {
      gravity: 'note',
      place: operation.name,
      fact: `its valid request was answered ${answer.status}, so the environment is there, and the request may not fit it`,
      fix: 'Look at its variables and its body in the collection',
    },
  ];
}

/** A page of a gateway says nothing of the settings that the API would look at. */
const byGateway = ({ gateway }: Answer): string =>
  gateway === undefined ? '' : ` by ${gatewayNamed(gateway)}, not by the API`;

const AT_THE_GATEWAY =
  'See in the log of the gateway what it refused: an address, a credential or a client certificate of its own, a limit';
const AT_THE_SERVER = 'Try again later, or look at the server: the settings may be right';

/** A slash too many, or one that is missing, between base URL and path. */
function slashFault(operation: Operation | undefined, target: string): string | undefined {
  const [path = ''] = target.split('?');
  if (path.includes('//')) return `its path has a doubled slash (${path})`;
  if (operation && lacksSlash(operation))
    return 'the collection writes no slash between {{baseUrl}} and the path';
  return undefined;
}

export function lacksSlash({ request }: Operation): boolean {
  const url = own(request, 'url');
  const raw = isObject(url) ? scalarText(own(url, 'raw')) : scalarText(url);
  return /^\{\{baseUrl\}\}[^/?#:{]/.test(raw ?? '');
}

/** The settings that an operation's credentials come from. */
function credentialsOf(
  { reads }: Operation,
  { secrets }: Contract,
  { name, baseUrl, clientId, bearerToken }: EnvironmentSettings,
): string[] {
  const own = settingsOf(name);
  return [
    ...(bearerToken !== undefined && reads.includes('bearerToken') ? [own.bearerToken.name] : []),
    ...(clientId !== '' && (reads.includes('clientId') || baseUrl.includes('{CLIENT_ID}'))
      ? [own.clientId.name]
      : []),
    ...secrets
      .filter((secret) => reads.includes(secret.name))
      .map(({ setting }) => `${name.toUpperCase()}_${setting}`),
  ];
}
