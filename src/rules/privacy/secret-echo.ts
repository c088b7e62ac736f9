import { type Answer, isSuccessful } from '../../contract/exchange.js';
import { leaves, placeOf } from '../../contract/places.js';
import type { ObservationRule, Seen, View } from '../rule.js';
import { documentedNames } from '../support/documented-names.js';
import { read } from '../support/reading.js';
import { shownByTests } from '../support/shown-by-tests.js';

export const secretEcho: ObservationRule = {
  id: 'privacy/secret-echo',
  kind: 'observation',
  documented: ['D9'],
  says: 'No answer repeats a client_id, a Bearer token or another token that it did not have to.',
  sends: 'nothing of its own: it looks for every secret of the run in every answer, in every usual encoding',
  accepts:
    'a token where it is issued for the first time, or in a field of a success that is named for it, where document or tests show that',
  plan: () => undefined,
  judge: (seen, view) => {
    const { outcome } = seen.exchange;
    if (outcome.kind === 'none') return undefined;
    const [found] = [...inHeaders(outcome, seen), ...inBody(outcome, seen, view)];
    if (!found) return { holds: true };
    return {
      holds: false,
      expected: 'an answer without credentials in it',
      received: `${found.secret} in ${found.place}`,
      at: found.place,
      advice:
        'Leave credentials out of answers, texts of errors and redirects; refer to the request_id instead.',
      cause: `secret in ${found.place.replace(/\[\d+\]/g, '[]')}`,
    };
  },
};

interface Found {
  readonly secret: string;
  readonly place: string;
}

/** What was first seen in this very answer is issued by it. */
const known = (text: string, seen: Seen): string[] =>
  seen
    .secrets(text)
    .filter((secret) => !seen.exchange.issued?.includes(secret))
    // What only its shape tells (a cursor may have it) is a credential where it was sent as one.
    .filter((secret) => !RECOGNISED.test(secret) || inHeader(secret, seen));

const inHeader = (secret: string, { exchange: { request }, secrets }: Seen): boolean =>
  request.headers.some(([, value]) => secrets(value).includes(secret));

function* inHeaders({ headers }: Answer, seen: Seen): Generator<Found> {
  const sent = sentIn(seen);
  for (const [name, value] of headers) {
    // A session's cookie is given again and again; only a credential in a cookie is an echo.
    const cookie = name.toLowerCase() === 'set-cookie';
    for (const secret of known(value, seen))
      if (!cookie || sent.has(secret) || !ISSUED.test(secret)) yield { secret, place: `header ${name}` };
  }
}

/** Label of a secret that is known by its shape alone. */
const RECOGNISED = /^\{\{signed-\d+\}\}$/;
/** Label of a secret that an answer issued at some time. */
const ISSUED = /^\{\{token-\d+\}\}$/;

function sentIn({ exchange: { request }, secrets }: Seen): Set<string> {
  const cookie = request.headers
    .filter(([name]) => name.toLowerCase() !== 'cookie')
    .map(([, value]) => value);
  return new Set([request.target, ...cookie, request.body?.toString('latin1') ?? ''].flatMap(secrets));
}

/** Fields that are there to hold a credential. */
const NAMED = /token|secret|key|client_?id|credential|password|session/i;

function* inBody(answer: Answer, seen: Seen, { contract, operation }: View): Generator<Found> {
  const reading = read(seen.exchange);
  if (!reading || known(reading.text, seen).length === 0) return;
  if (reading.json === undefined)
    return yield* known(reading.text, seen).map((secret) => ({ secret, place: 'the body' }));
  const documented = isSuccessful(answer)
    ? new Set([...documentedNames(contract, operation, answer.status), ...shownByTests(operation)])
    : new Set<string>();
  const sent = sentIn(seen);
  for (const leaf of leaves(reading.json)) {
    const { name, value } = leaf;
    if (NAMED.test(name) && documented.has(name)) continue;
    for (const secret of known(String(value), seen)) {
      // A field that is named for a secret and holds one of its own is no echo: `privacy/sensitive-field` tells of it.
      if (NAMED.test(name) && ISSUED.test(secret) && !sent.has(secret)) continue;
      yield { secret, place: placeOf(leaf.path) };
    }
  }
}
