import { type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';

/**
 * Headers of a v1 request as a v2.1 list: those of `headerData`, and those that only the text `headers` holds. Postman's
 * converter takes `Referer:http://x` for a header named `Referer:http`, and fails on an entry without a key.
 */
export function headersOf(request: JsonObject): JsonObject[] {
  const text = own(request, 'headers');
  if (Array.isArray(text)) return objectsOf(text);
  const listed = objectsOf(own(request, 'headerData')).map(fromData);
  const known = new Set(listed.map(({ key }) => key));
  const written = (scalarText(text) ?? '')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap(fromLine)
    .filter(({ key }) => !known.has(key));
  return [...listed, ...written];
}

function fromData(entry: JsonObject): JsonObject & { key: string } {
  const { enabled, ...rest } = entry;
  const header = { ...rest, ...uncommented(scalarText(own(entry, 'key')) ?? '') };
  return enabled === false ? { ...header, disabled: true } : header;
}

function fromLine(line: string): (JsonObject & { key: string })[] {
  const [, key = '', value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
  return key.trim() === '' ? [] : [{ ...uncommented(key), value: value.trim() }];
}

/** v1 turns a header off by two slashes before its name. */
function uncommented(key: string): { key: string; disabled?: true } {
  const off = /^\s*\/\/\s*/.exec(key);
  return off ? { key: key.slice(off[0].length).trim(), disabled: true } : { key: key.trim() };
}
