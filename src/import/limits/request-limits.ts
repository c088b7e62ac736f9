import {
  isObject,
  type Json,
  type JsonObject,
  objectsOf,
  own,
  scalarText,
  stringsIn,
} from '../../contract/json.js';
import type { Notes } from '../notes.js';
import { noteConnection } from './connection.js';

/** A request of the collection under its final name. */
export interface Limited {
  readonly name: string;
  readonly item: JsonObject;
  readonly request: JsonObject;
  readonly auth?: JsonObject;
}

/** What of one request is not sent as Postman would send it. */
export function noteRequestLimits({ name, request, auth }: Limited, found: Notes): void {
  noteProtocol(name, request, found);
  noteVault(name, request, auth, found);
  noteFiles(name, own(request, 'body'), found);
  noteConnection(name, request, found);
  noteToken(name, auth, found);
}

const OTHER_PROTOCOL = /^\s*(wss?|grpcs?|mqtts?|tcp):\/\//i;

function noteProtocol(name: string, request: JsonObject, found: Notes): void {
  const url = own(request, 'url');
  const raw = scalarText(isObject(url) ? own(url, 'raw') : url) ?? '';
  const protocol = isObject(url) ? scalarText(own(url, 'protocol')) : undefined;
  const [, scheme] = OTHER_PROTOCOL.exec(protocol === undefined ? raw : `${protocol}://`) ?? [];
  if (scheme === undefined) return;
  found.note('lost', name, `it is no HTTP request (${scheme.toLowerCase()}), and is not sent`, 'Take it out');
}

function noteVault(name: string, request: JsonObject, auth: JsonObject | undefined, found: Notes): void {
  const names = new Set<string>();
  for (const text of [...stringsIn(request), ...stringsIn(auth)]) {
    if (!text.includes('vault:')) continue;
    for (const [, secret = ''] of text.matchAll(/\{\{\s*vault:([^{}]*)\}\}/g)) names.add(secret.trim());
  }
  for (const secret of names) {
    const fact = `it uses the secret \`${secret}\` of the Postman vault, which is in no export`;
    found.note('lost', name, fact, `Make it a variable: {{${secret}}}, with its value in the environment`);
  }
}

const ABSOLUTE = /^(?:[\\/]|[a-z]:[\\/]|file:|~)/i;

function noteFiles(name: string, body: Json | undefined, found: Notes): void {
  if (!isObject(body) || own(body, 'disabled') === true) return;
  const mode = own(body, 'mode');
  const sources =
    mode === 'file'
      ? [own(body, 'file') ?? null]
      : mode === 'formdata'
        ? objectsOf(own(body, 'formdata')).filter((field) => own(field, 'type') === 'file')
        : [];
  for (const source of sources) {
    if (isObject(source) && (own(source, 'disabled') === true || Object.hasOwn(source, 'content'))) continue;
    const files = filesOf(isObject(source) ? own(source, 'src') : source);
    if (files.length === 0) {
      found.note('advice', name, 'it sends a file, and no file is chosen', 'Choose one in Postman');
    }
    for (const file of files) noteFile(name, file, found);
  }
}

function filesOf(source: Json | undefined): string[] {
  const list = Array.isArray(source) ? source : [source ?? null];
  return list.flatMap((file) => scalarText(file) || []);
}

function noteFile(name: string, file: string, found: Notes): void {
  const short = file.split(/[\\/]/).at(-1) || file;
  if (ABSOLUTE.test(file)) {
    const fact = `it sends the file \`${short}\` by an absolute path, which is only there on the machine of its author`;
    found.note('lost', name, fact, 'Put the file beside the collection, and write its name alone');
    return;
  }
  found.note('advice', name, `it sends the file \`${short}\``, 'Put the file beside the collection');
}

function noteToken(name: string, auth: JsonObject | undefined, found: Notes): void {
  if (!auth || own(auth, 'type') !== 'oauth2') return;
  const token = objectsOf(own(auth, 'oauth2')).find((parameter) => own(parameter, 'key') === 'accessToken');
  if (token && scalarText(own(token, 'value'))) return;
  const fact = 'its OAuth 2 token is fetched by the Postman app, which is not done here';
  found.note('lost', name, fact, 'Fetch the token in a pre-request script, or give one as a variable');
}
