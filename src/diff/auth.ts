import { isObject, objectsOf, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import type { Findings } from './difference.js';

/** How a request proves who sends it: by the auth in force, or by a header that does the same. */
export function compareAuth(before: Operation, after: Operation, findings: Findings): void {
  const [old, now] = [authOf(before), authOf(after)];
  if (old === now) return;
  if (old === undefined) findings.add('auth/added', `it asks for ${now} now`);
  else if (now === undefined) findings.add('auth/removed', `it does not ask for ${old} any more`);
  else findings.add('auth/changed', `${old} became ${now}`);
}

function authOf({ auth, request }: Operation): string | undefined {
  const type = auth ? scalarText(own(auth, 'type')) : undefined;
  if (type === 'apikey' && auth)
    return `an API key in ${detail(auth, 'in') ?? 'header'} ${detail(auth, 'key') ?? ''}`.trim();
  if (type !== undefined) return type === 'bearer' ? 'a Bearer token' : `auth of type ${type}`;
  const header = objectsOf(own(request, 'header')).find(
    (entry) =>
      own(entry, 'disabled') !== true && scalarText(own(entry, 'key'))?.toLowerCase() === 'authorization',
  );
  const scheme = header ? (scalarText(own(header, 'value')) ?? '').trim().split(/\s/)[0] : undefined;
  if (scheme === undefined) return undefined;
  return /^bearer$/i.test(scheme) ? 'a Bearer token' : `auth of type ${scheme.toLowerCase()}`;
}

/** One of the settings of an auth, a list in v2.1. */
function detail(auth: NonNullable<Operation['auth']>, key: string): string | undefined {
  const settings = own(auth, scalarText(own(auth, 'type')) ?? '');
  if (isObject(settings)) return scalarText(own(settings, key));
  const setting = objectsOf(settings).find((entry) => own(entry, 'key') === key);
  return setting && scalarText(own(setting, 'value'));
}
