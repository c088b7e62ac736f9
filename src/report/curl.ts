import { asText } from '../contract/body.js';
import type { Exchange, Header, WireRequest } from '../contract/exchange.js';

/** What stands for a secret in a recorded request: `{{SANDBOX_CLIENT_ID}}`, `{{SANDBOX token, cut in half}}`, `{{token-1}}`. */
const PLACEHOLDER = /\{\{((?:SANDBOX|PRODUCTION)[ _][^{}]{1,100}|token-\d+)\}\}/g;
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
}

/** A command line that sends the request again, with shell variables in place of secrets. */
export function curl({ request, environment }: Exchange, { embedded, ownCa = false }: CurlOptions): string {
  const origin = embedded ? `"$${environment.toUpperCase()}_ORIGIN"` : quoted(request.origin);
  const piped = request.body && isBinary(request.body) ? request.body : undefined;
  const command = [
    `${ownCa ? OWN_CA : ''}curl -i --globoff --path-as-is ${method(request)}`.trimEnd(),
    ...(embedded ? ['--cacert "$EXTRA_CA_CERTS"'] : []),
    ...headerOptions(request),
    ...(piped ? ['--data-binary @-'] : bodyOption(request.body)),
    joined(origin, quoted(request.target)),
  ].join(' ');
  return piped ? `printf %s ${piped.toString('base64')} | base64 -d | ${command}` : command;
}

/** Comments for a shell: what its variables stand for that are no settings. */
export function unsetVariables({ request }: Exchange): string[] {
  const texts = [request.target, ...request.headers.map(([, value]) => value)];
  if (request.body) texts.push(asText(request.body) ?? '');
  const labels = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, label = '']) => label));
  return [...new Set(labels)]
    .filter((label) => variableFor(label) !== label)
    .map((label) => `# ${variableFor(label)}: ${meaning(label)}`);
}

const meaning = (label: string): string =>
  label.startsWith('token-') ? 'a token that the API issued in the run' : label.replace(/[\s\p{Cc}]+/gu, ' ');

const method = ({ method: name }: WireRequest): string => (name === 'HEAD' ? '--head' : `-X ${quoted(name)}`);

function headerOptions({ headers, body }: WireRequest): string[] {
  const present = new Set(headers.map(([name]) => name.toLowerCase()));
  const absent = ADDED_BY_CURL.filter((name) => !present.has(name.toLowerCase())).filter(
    (name) => name !== 'Content-Type' || body !== undefined,
  );
  return [
    ...headers.filter(([name]) => !OF_CURL.test(name)).map(headerOption),
    ...absent.map((name) => `-H ${quoted(`${name}:`)}`),
  ];
}

/** curl sends a header without value only where its name ends in a semicolon. */
const headerOption = ([name, value]: Header): string =>
  `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`;

function bodyOption(body: Buffer | undefined): string[] {
  return body && body.length > 0 ? [`--data-raw ${quoted(body.toString('utf8'))}`] : [];
}

/** Control characters do not survive being copied from a report. */
function isBinary(body: Buffer): boolean {
  const text = asText(body);
  return text === undefined || /[^\P{Cc}\n\t]/u.test(text);
}

/** For a POSIX shell: single quotes, and double ones around the variables that stand for secrets. */
function quoted(text: string): string {
  const parts = text.split(PLACEHOLDER).map((part, index) => {
    if (index % 2 === 1) return `"$${variableFor(part)}"`;
    if (part === '') return '';
    return /^[\w./:=@%+-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`;
  });
  return parts.join('') || "''";
}

const joined = (origin: string, target: string): string => (target === "''" ? origin : origin + target);

const variableFor = (label: string): string => label.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
