import { STATUS_CODES } from 'node:http';
import type { Json, JsonObject } from '../../contract/json.js';
import { bodyOf, textContent } from './body.js';
import type { Fields } from './fields.js';
import { pairsOf } from './pairs.js';
import { present } from './present.js';
import { urlOf } from './url.js';

const PREVIEWS = ['text', 'json', 'xml', 'html', 'javascript', 'yaml'];

/** Turns an example into a saved response of v2.1. `request` is its own, or that which it belongs to. */
export function savedResponse(example: Fields, name: string, request: JsonObject): JsonObject {
  const id = example.text('id');
  const originalRequest = originalRequestOf(example) ?? request;
  const response = example.fields('response');
  if (!response && example.get('response') === undefined) {
    example.findings.flaw(example.at(), '`response` is missing', 'Write what was answered into `response`');
  }
  const answer = response ? answerOf(response) : {};
  return present({ id, name, originalRequest, ...answer });
}

/** Its own request, unless it says nothing: a bare method without a URL is what Postman writes where it saved none. */
function originalRequestOf(example: Fields): JsonObject | undefined {
  const request = example.fields('request');
  if (!request) return undefined;
  const saysNothing = (request.get('url') ?? '') === '' && request.keys().every((key) => BARE.includes(key));
  if (saysNothing) return undefined;
  const read = requestParts(request);
  request.reportOthers();
  return read;
}

const BARE = ['url', 'method'];

/** Method, headers, body and URL, as a request and an example state them. */
export function requestParts(request: Fields): { method: string; [part: string]: Json } {
  const method = request.text('method') ?? 'GET';
  const header = pairsOf(request, 'headers', 'flaw');
  const body = bodyOf(request);
  return { method, header, ...(body ? { body } : {}), url: urlOf(request, true) };
}

function answerOf(response: Fields): JsonObject {
  const code = response.number('statusCode');
  if (code === undefined && response.get('statusCode') === undefined) {
    response.findings.flaw(response.at(), '`statusCode` is missing', 'Write it as a number');
  }
  const status = response.text('statusText') ?? phraseOf(response, code);
  const header = pairsOf(response, 'headers', 'empty');
  const body = previewed(response);
  response.reportOthers();
  return { status, code: code ?? 0, ...body.language, header, cookie: [], body: body.text };
}

function phraseOf(response: Fields, code = 0): string {
  const phrase = STATUS_CODES[code] ?? '';
  response.note('changed', 'statusText', `the answer has no \`statusText\`, and was taken as "${phrase}"`);
  return phrase;
}

function previewed(response: Fields): { text: string; language: JsonObject } {
  const body = response.fields('body');
  if (!body) {
    response.note('changed', 'body', 'the answer has no `body`, and was taken as empty');
    return { text: '', language: {} };
  }
  const type = body.text('type');
  if (type === undefined || !PREVIEWS.includes(type)) {
    body.note('changed', 'type', `\`type\` is none of ${PREVIEWS.join(', ')}, and was taken as text`);
  }
  const text = textContent(body);
  body.reportOthers();
  return { text, language: { _postman_previewlanguage: PREVIEWS.find((known) => known === type) ?? 'text' } };
}
