import type { Header, WireRequest } from '../contract/exchange.js';
import { type JsonObject, objectsOf, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { type SignedPart, signedByScript } from '../request/signed-by-script.js';

/** A request that was changed after the operation's scripts had signed it. */
export interface ToBeSigned {
  readonly operation: Operation;
  readonly base: WireRequest;
  readonly changed: WireRequest;
}

/** Whether a change touches what scripts sign; or why what they sign cannot be signed again. */
export function needsSigning({ operation, base, changed }: ToBeSigned): boolean | string {
  const signing = signedByScript(operation);
  if (!signing?.parts.some((part) => differs[part](base, changed))) return false;
  return signing.fixed === undefined || `${signing.fixed}, so no other can be sent`;
}

const differs: Record<SignedPart, (one: WireRequest, other: WireRequest) => boolean> = {
  method: (one, other) => one.method !== other.method,
  target: (one, other) => one.origin !== other.origin || one.target !== other.target,
  headers: (one, other) => JSON.stringify(one.headers) !== JSON.stringify(other.headers),
  body: (one, other) => !sameBody(one, other),
};

const sameBody = (one: WireRequest, other: WireRequest): boolean =>
  (one.body ?? NONE).equals(other.body ?? NONE);
const NONE = Buffer.alloc(0);

/** The changed request as an item's: what was changed as it is, and the headers of the collection for scripts to fill. */
export function unsigned({ request }: Operation, base: WireRequest, changed: WireRequest): JsonObject {
  const before = valuesByName(base.headers);
  const after = valuesByName(changed.headers);
  const written = own(request, 'header');
  const kept = objectsOf(written).filter((header) => {
    const name = scalarText(own(header, 'key'))?.toLowerCase() ?? '';
    return before.get(name)?.join() === after.get(name)?.join();
  });
  const others = changed.headers.filter(
    ([name]) => before.get(name.toLowerCase())?.join() !== after.get(name.toLowerCase())?.join(),
  );
  const { auth } = request;
  return {
    method: changed.method,
    url: changed.origin + changed.target,
    header:
      typeof written === 'string' ? written : [...kept, ...others.map(([key, value]) => ({ key, value }))],
    ...(auth !== undefined && { auth }),
    ...(changed.body && { body: { mode: 'raw', raw: changed.body.toString('utf8') } }),
  };
}

/** The changed request with the headers that scripts gave it anew; or why they made another request of it. */
export function signedAs(built: WireRequest, base: WireRequest, changed: WireRequest): WireRequest | string {
  const other = (['method', 'target', 'body'] as const).find((part) => differs[part](built, changed));
  if (other !== undefined)
    return `its script signs the request and changes its ${other === 'target' ? 'URL' : other} itself`;
  const before = valuesByName(base.headers);
  const made = valuesByName(built.headers);
  const headers = changed.headers.map(([name, value]): Header => {
    const key = name.toLowerCase();
    const again = made.get(key)?.shift();
    return [name, before.get(key)?.includes(value) ? (again ?? value) : value];
  });
  return { ...changed, headers };
}

function valuesByName(headers: readonly Header[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers)
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  return values;
}
