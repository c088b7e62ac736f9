import path from 'node:path';

const SCHEME = /^([a-z][a-z\d+.-]*:|\/\/|\\)/i;

/** Absolute path of the file that the part of a `$ref` before its `#` names; undefined for an address or absolute path. */
export function fileOfRef(from: string, address: string): string | undefined {
  const named = decoded(address.replace(/\?.*$/s, ''));
  if (named === undefined || SCHEME.test(named) || path.isAbsolute(named) || named.includes('\0'))
    return undefined;
  return path.resolve(path.dirname(from), named);
}

/** Whether a `$ref` asks for the network. */
export function isOnNetwork(ref: string): boolean {
  return /^([a-z][a-z\d+.-]+:)?\/\//i.test(ref) && !/^file:/i.test(ref);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
