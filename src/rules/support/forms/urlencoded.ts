import type { Form } from './entry.js';

/** Pairs of names and texts, as a form of HTML sends them. */
export function urlencoded(body: Buffer): Form {
  const pairs = body.toString('latin1').split('&');
  return {
    entries: pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...text] = pair.split('=');
        return { name: decoded(name), text: decoded(text.join('=')), bytes: Buffer.from(pair, 'latin1') };
      }),
    written: (name, text) => Buffer.from(new URLSearchParams([[name, text]]).toString()),
    body: (entries) => Buffer.from(entries.map((entry) => entry.toString('latin1')).join('&'), 'latin1'),
  };
}

function decoded(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8').replaceAll('+', ' ');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
