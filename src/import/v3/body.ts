import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Fields } from './fields.js';
import { annotated, pairOf, pairsOf } from './pairs.js';
import { present } from './present.js';

const LANGUAGES = ['json', 'xml', 'html', 'javascript', 'text'];

/** Reads `body` of a request; undefined where it sends none. */
export function bodyOf(request: Fields): JsonObject | undefined {
  if (request.has('body') && own(request.object, 'body') === null) {
    return request.wrong('body', 'null', 'Write `type: none`, or delete the key');
  }
  const body = request.fields('body');
  if (!body) return undefined;
  const type = body.required('type', 'Write `type`, e.g. json');
  const read = type === undefined ? undefined : contentOf(body, type);
  body.get('content');
  body.reportOthers();
  return read;
}

function contentOf(body: Fields, type: string): JsonObject | undefined {
  if (LANGUAGES.includes(type)) {
    return { mode: 'raw', raw: textContent(body), options: { raw: { language: type } } };
  }
  if (type === 'urlencoded') return { mode: 'urlencoded', urlencoded: pairsOf(body, 'content', 'empty') };
  if (type === 'formdata') return { mode: 'formdata', formdata: formOf(body) };
  if (type === 'file') return { mode: 'file', file: fileOf(body) };
  if (type !== 'none') {
    const known = [...LANGUAGES, 'urlencoded', 'formdata', 'file', 'none'].join(', ');
    return body.wrong('type', 'no type of body', `Choose from ${known}`);
  }
  if (body.get('content') !== undefined) body.note('lost', 'content', 'a body of type none has content');
  return undefined;
}

/** Text of a body; where there is none it is empty, which is reported. */
export function textContent(body: Fields): string {
  const content = body.get('content');
  if (content === undefined)
    body.note('changed', 'content', 'the body has no `content`, and was taken as empty');
  return body.text('content') ?? '';
}

function formOf(body: Fields): JsonObject[] {
  const content = body.get('content');
  if (!isObject(content)) return body.each('content', partOf);
  body.note('changed', 'content', 'a form is written as a list, and this mapping was taken as its texts');
  return pairsOf(body, 'content', 'empty').map((pair) => ({ ...pair, type: 'text' }));
}

function partOf(entry: Fields): JsonObject | undefined {
  const type = entry.text('type') ?? guessedType(entry);
  const contentType = entry.text('contentType');
  const part = type === 'file' ? filePart(entry) : textPart(entry, type);
  entry.reportOthers();
  return part && present({ ...part, contentType });
}

function guessedType(entry: Fields): string {
  const type = entry.has('src') ? 'file' : 'text';
  entry.note('changed', 'type', `a part of the form has no \`type\`, and was taken as ${type}`);
  return type;
}

function textPart(entry: Fields, type: string): JsonObject | undefined {
  if (type !== 'text') return entry.wrong('type', 'no type of a part', 'Choose from text, file');
  const pair = pairOf(entry, 'empty');
  return pair && { ...pair, type };
}

function filePart(entry: Fields): JsonObject | undefined {
  const key = entry.required('key', 'Write `key`, or delete the entry');
  const src = sourceOf(entry);
  return key === undefined ? undefined : present({ key, type: 'file', src, ...annotated(entry) });
}

function sourceOf(entry: Fields): Json | undefined {
  const src = entry.get('src');
  if (!Array.isArray(src)) return entry.text('src');
  const paths = src.filter((path) => typeof path === 'string');
  return paths.length === src.length
    ? paths
    : entry.wrong('src', 'no list of paths', 'Write each path as a text');
}

function fileOf(body: Fields): JsonObject {
  const content = body.get('content');
  if (typeof content === 'string') {
    body.note('changed', 'content', 'a file is written as `src: path`, and this text was taken as its path');
    return { src: content };
  }
  const file = body.fields('content');
  const src = file?.text('src');
  file?.reportOthers();
  return present({ src });
}
