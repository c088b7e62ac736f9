import { isObject, own, stringsIn } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { splitScript } from '../contract/script-text.js';
import { scriptVariables } from '../contract/scripts.js';
import { templateVariables } from '../contract/variables.js';

/** Parts of a request that a signature may cover. */
export type SignedPart = 'method' | 'target' | 'headers' | 'body';

/** What an operation's scripts sign of its request. */
export interface Signing {
  readonly parts: readonly SignedPart[];
  /** Why no other request than the collection's can be signed; without it, scripts sign whatever they are given. */
  readonly fixed?: string;
}

/** What a script computes a digest or a signature with. */
const DIGEST =
  /\bCryptoJS\b|crypto|hmac|\b(?:sha|md)-?\d|\bsubtle\b|\bKJUR\b|jsrsasign|forge|\bsjcl\b|\bsign(?:ature|ed|er)?\b/i;
/** A look at a part of the request, or at the whole of it: what is set is none. */
const READS = /\bpm\s*\.\s*request\b(?!\s*\.\s*(?:headers|addHeader|upsertHeader|auth|name|id)\b)/;
const READS_LEGACY = /(?<![.\w$])request\s*\.\s*(?:data|url|method)\b/;
const READS_HEADERS =
  /(?<![\w$])request\s*\.\s*(?:headers\s*(?:\.\s*(?!add|upsert|append|insert|remove)\w|\[)|toJSON|getHeaders)/;
const SETS_HEADER =
  /\brequest\s*\.\s*(?:headers\s*\.\s*(?:add|upsert|append|insert)|addHeader|upsertHeader)\s*\(/;
/** Names of variables that hold a signature. */
const SIGNATURE = /sig|hash|digest|hmac|checksum|(?:^|_)mac(?:_|$)/i;

const known = new WeakMap<Operation, Signing | 'none'>();

/** What pre-request scripts sign of the operation's request, as far as their source shows; undefined where nothing. */
export function signedByScript(operation: Operation): Signing | undefined {
  const signing = known.get(operation) ?? read(operation) ?? 'none';
  known.set(operation, signing);
  return signing === 'none' ? undefined : signing;
}

function read({ scripts, request }: Operation): Signing | undefined {
  const sources = scripts.flatMap(({ listen, source }) => (listen === 'prerequest' ? [source] : []));
  const texts = sources.map(splitScript);
  const code = texts.map((text) => text.code).join('\n');
  const digests = [code, ...texts.flatMap(({ literals }) => literals)].some((text) => DIGEST.test(text));
  if (!digests) return undefined;
  const uses = sources.map(scriptVariables);
  const written = new Set(uses.flatMap(({ writes }) => writes));
  const made = (value: Parameters<typeof stringsIn>[0]): string[] =>
    stringsIn(value)
      .flatMap(templateVariables)
      .filter((name) => written.has(name));
  const inUrl = made(own(request, 'url'));
  const inBody = new Set(made(bodyOf(own(request, 'body'))));
  if (inUrl.length > 0)
    return { parts: ['method', 'target', 'body'], fixed: 'its script signs it with a part of the URL' };
  if ([...inBody].some((name) => SIGNATURE.test(name)))
    return { parts: ['body'], fixed: 'its script signs it with a part of the body' };
  const besideBody =
    SETS_HEADER.test(code) ||
    uses.some(({ hides }) => hides) ||
    [own(request, 'header'), own(request, 'auth')].some((part) => made(part).length > 0);
  const headers = READS_HEADERS.test(code) ? (['headers'] as const) : [];
  if (headers.length > 0 || READS.test(code) || READS_LEGACY.test(code))
    return besideBody ? { parts: ['method', 'target', 'body', ...headers] } : undefined;
  return inBody.size > 0 && (besideBody || inBody.size > 1)
    ? { parts: ['body'], fixed: 'its script signs a body of its own' }
    : undefined;
}

const bodyOf = (body: Parameters<typeof stringsIn>[0]) =>
  isObject(body) ? own(body, String(own(body, 'mode'))) : undefined;
