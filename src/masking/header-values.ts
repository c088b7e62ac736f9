import type { WireRequest } from '../contract/exchange.js';
import { ADDRESSES } from './free-text.js';

/** What stands for the parts of a header's value that may tell of a person. */
export interface Instead {
  /** For an e-mail address. */
  address(address: string): string;
  /** For a value whose name says that it is of a person. */
  value(value: string): string;
  /** For free words on what went wrong. */
  words(text: string): string;
}

/** Headers whose value is words for people. */
const SPEAKS = /message|detail|reason|description|debug|exception|stack|warning|error/i;
const CODE = /(?:code|type|id|class)$/i;
/** `name=value`, as cookies, links and queries have it. */
const PAIR = /(?<![\w-])([\w-]{1,40})=("[^"]{0,4096}"|[^;,&\s"]{1,4096})/g;
/** `"name":"value"`. */
const FIELD = /"([\w-]{1,40})"(\s*:\s*)"([^"\\]{1,4096})"/g;

/** A header's value with something else in place of data of persons. */
export function withoutPersons(
  name: string,
  value: string,
  isConsumer: (name: string) => boolean,
  instead: Instead,
): string {
  if (isConsumer(name)) return instead.value(value);
  const fields = value.includes('"')
    ? value.replace(FIELD, (whole, key: string, colon: string, held: string) =>
        isConsumer(key) ? `"${key}"${colon}"${instead.value(held)}"` : whole,
      )
    : value;
  const pairs = fields.includes('=')
    ? fields.replace(PAIR, (whole, key: string, held: string) =>
        isConsumer(key) ? `${key}=${instead.value(held)}` : whole,
      )
    : fields;
  if (SPEAKS.test(name) && !CODE.test(name)) return instead.words(pairs);
  return /@|%40/.test(pairs) ? pairs.replace(ADDRESSES, (address) => instead.address(address)) : pairs;
}

/** Everything that a request says, in lower case, as it is written and decoded. */
export function saidBy({ target, headers, body }: WireRequest): string {
  const texts = [target, ...headers.map(([, value]) => value), body?.toString('utf8') ?? ''];
  return texts
    .flatMap((text) => [text, decoded(text)])
    .join('\n')
    .toLowerCase();
}

function decoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : '';
  } catch {
    return '';
  }
}
