import { isUtf8 } from 'node:buffer';
import type { Exchange, Header, WireRequest } from '../contract/exchange.js';
import type { RunIdentity } from '../judge/result.js';
import { shellRemark, shellWord } from './shell.js';

/** What may stand for a secret in a recorded request: `{{SANDBOX_CLIENT_ID}}`, `{{SANDBOX token, cut in half}}`, `{{token-1}}`. */
const LABEL = /\{\{((?:SANDBOX|PRODUCTION)[ _][^{}]{1,100}|token-[1-9]\d{0,8})\}\}/g;
/** Headers that curl writes itself. */
const OF_CURL = /^(host|connection|content-length|keep-alive|accept-encoding)$/i;
/** What curl would add where the request has none; naming it without a value keeps it out. */
const ADDED_BY_CURL = ['Content-Type', 'Accept', 'User-Agent'];

/** Empty where the shell knows no such file: curl takes it in place of its own roots, not beside them. */
const OWN_CA = 'CURL_CA_BUNDLE="$EXTRA_CA_CERTS" ';

export interface CurlOptions {
  /** The embedded API has another port each time: the origin is a variable, and its CA must be named. */
  readonly embedded: boolean;
  /** Whether the certificate may be of a CA that `EXTRA_CA_CERTS` names. */
  readonly ownCa?: boolean | undefined;
  /** The labels that the run gave out: the API may write such a text as well, which is then a text. */
  readonly labels: RunIdentity['labels'];
}

/** A command line that sends the request again, with shell variables in place of secrets. */
export function curl({ request, environment }: Exchange, options: CurlOptions): string {
  const { embedded, ownCa = false, labels } = options;
  const origin = embedded ? `"$${environment.toUpperCase()}_ORIGIN"` : shellWord(request.origin);
  const piped = request.body && isBinary(request.body) ? request.body : undefined;
  const command = [
    `${ownCa ? OWN_CA : ''}curl -i --globoff --path-as-is ${method(request)}`,
    ...(embedded ? ['--cacert "$EXTRA_CA_CERTS"'] : []),
    ...headerOptions(request, labels),
    ...(piped ? ['--data-binary @-'] : bodyOption(request.body, labels)),
    origin + (request.target === '' ? '' : quoted(request.target, labels)),
  ].join(' ');
  return piped ? `printf %s ${piped.toString('base64')} | base64 -d | ${command}` : command;
}

/** Remarks for a shell: what its variables stand for that are no settings. */
export function unsetVariables({ request }: Exchange, labels: RunIdentity['labels']): string[] {
  const texts = [request.target, ...request.headers.map(([, value]) => value)];
  if (request.body && !isBinary(request.body)) texts.push(request.body.toString('utf8'));
  const found = texts.flatMap((text) => parts(text, labels).filter((_, index) => index % 2 === 1));
  return [...new Set(found)]
    .filter((label) => variableFor(label) !== label)
    .map((label) => shellRemark(`${variableFor(label)}: ${meaning(label)}`));
}

const meaning = (label: string): string =>
  label.startsWith('token-') ? 'a token that the API issued in the run' : label.replace(/\s+/g, ' ');

const method = ({ method: name }: WireRequest): string =>
  name === 'HEAD' ? '--head' : `-X ${shellWord(name)}`;

function headerOptions({ headers, body }: WireRequest, labels: CurlOptions['labels']): string[] {
  const present = new Set(headers.map(([name]) => name.toLowerCase()));
  const absent = ADDED_BY_CURL.filter((name) => !present.has(name.toLowerCase())).filter(
    (name) => name !== 'Content-Type' || body !== undefined,
  );
  return [
    ...headers.filter(([name]) => !OF_CURL.test(name)).map((header) => headerOption(header, labels)),
    ...absent.map((name) => `-H ${shellWord(`${name}:`)}`),
  ];
}

/** curl sends a header without value only where its name ends in a semicolon. Each character is a byte on the wire. */
function headerOption([name, value]: Header, labels: CurlOptions['labels']): string {
  const line = value === '' ? `${name};` : `${name}: ${value}`;
  const bytes = Buffer.from(line, 'latin1');
  if (/[^\0-\xff]/.test(line)) return `-H ${quoted(line, labels)}`;
  return `-H ${isUtf8(bytes) ? quoted(bytes.toString('utf8'), labels) : quoted(line, labels, true)}`;
}

function bodyOption(body: Buffer | undefined, labels: CurlOptions['labels']): string[] {
  return body && body.length > 0 ? [`--data-raw ${quoted(body.toString('utf8'), labels)}`] : [];
}

/** No argument of a program holds the character NUL. */
const isBinary = (body: Buffer): boolean => !isUtf8(body) || body.includes(0);

/** Double quotes around the variables that stand for secrets; the rest as shells take it. */
function quoted(text: string, labels: CurlOptions['labels'], bytes = false): string {
  const words = parts(text, labels).map((part, index) => {
    if (index % 2 === 1) return `"$${variableFor(part)}"`;
    return part === '' ? '' : shellWord(part, bytes);
  });
  return words.join('') || "''";
}

/** What stands before, between and behind the labels of the run, and the labels, in turn. */
function parts(text: string, labels: CurlOptions['labels']): string[] {
  let end = 0;
  const found = [...text.matchAll(LABEL)]
    .filter(([, label = '']) => isGiven(label, labels))
    .flatMap(({ 0: whole, 1: label = '', index }) => {
      const before = text.slice(end, index);
      end = index + whole.length;
      return [before, label];
    });
  return [...found, text.slice(end)];
}

const isGiven = (label: string, { names, tokens }: NonNullable<CurlOptions['labels']> = NONE): boolean =>
  label.startsWith('token-') ? Number(label.slice('token-'.length)) <= tokens : names.includes(label);

const NONE = { names: [], tokens: 0 };

const variableFor = (label: string): string => label.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
