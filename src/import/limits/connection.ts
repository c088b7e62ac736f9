import { isObject, type JsonObject, own } from '../../contract/json.js';
import type { Notes } from '../notes.js';

const WEAKENING = ['insecureHTTPParser', 'tlsDisabledProtocols', 'tlsCipherSelection'] as const;

/** Settings of a collection, folder or request that change how connections are verified: none of them does here. */
export function noteSettings(place: string, holder: JsonObject, found: Notes): void {
  const settings = own(holder, 'protocolProfileBehavior');
  if (!isObject(settings)) return;
  const set = WEAKENING.filter((key) => {
    const value = own(settings, key);
    return value === true || (Array.isArray(value) && value.length > 0);
  });
  for (const key of [...(own(settings, 'strictSSL') === false ? ['strictSSL'] : []), ...set]) {
    const fact = `its setting \`${key}\` is not followed: certificates are always verified, in the same way`;
    found.note('lost', place, fact);
  }
}

/** A client certificate or a proxy that a request brings along. */
export function noteConnection(place: string, request: JsonObject, found: Notes): void {
  for (const key of ['certificate', 'proxy'] as const) {
    if (isObject(own(request, key))) found.note('lost', place, `its own \`${key}\` is not used`);
  }
}
