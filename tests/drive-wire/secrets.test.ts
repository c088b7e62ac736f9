import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrdinary } from '../../src/masking/ordinary.js';
import { Secrets } from '../../src/masking/secrets.js';
import { answer, exchangeOf, requestOf } from './exchanges.js';
import { answerOf } from './wire.js';

const LABEL = '{{SANDBOX_CLIENT_ID}}';

function secretsOf(...secrets: string[]): Secrets {
  const made = new Secrets();
  for (const secret of secrets) made.add(secret, LABEL);
  return made;
}

/** What becomes of a text as the body of an answer. */
function redacted(secrets: Secrets, text: string | Buffer): string {
  const { outcome } = secrets.redact(exchangeOf(requestOf(), answer(text)));
  return answerOf(outcome).body.toString('utf8');
}

const hex = (character: string, width: number): string =>
  character.charCodeAt(0).toString(16).padStart(width, '0');

/** Each way to write a text, and to read it again. */
const ENCODINGS: Readonly<
  Record<string, readonly [write: (s: string) => string, read?: (s: string) => string]>
> = {
  plain: [(s) => s, (s) => s],
  'percent-encoded': [encodeURIComponent, decodeURIComponent],
  'percent-encoded in lower case': [
    (s) => encodeURIComponent(s).replace(/%../g, (byte) => byte.toLowerCase()),
    decodeURIComponent,
  ],
  'a form': [
    (s) => new URLSearchParams({ a: s }).toString().slice(2),
    (s) => new URLSearchParams(`a=${s}`).get('a') ?? '',
  ],
  JSON: [(s) => JSON.stringify(s).slice(1, -1), (s) => JSON.parse(`"${s}"`)],
  'JSON with \\/': [
    (s) => JSON.stringify(s).slice(1, -1).replaceAll('/', '\\/'),
    (s) => JSON.parse(`"${s}"`),
  ],
  'JSON in \\uXXXX': [(s) => s.replace(/[\s\S]/g, (c) => `\\u${hex(c, 4)}`), (s) => JSON.parse(`"${s}"`)],
  'JSON for HTML': [
    (s) =>
      JSON.stringify(s)
        .slice(1, -1)
        .replace(/[<>&]/g, (c) => `\\u${hex(c, 4)}`),
    (s) => JSON.parse(`"${s}"`),
  ],
  'HTML names': [
    (s) =>
      s
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
  ],
  'HTML numbers': [(s) => [...s].map((c) => `&#${c.codePointAt(0)};`).join('')],
  'hexadecimal HTML numbers': [(s) => [...s].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join('')],
  hex: [(s) => Buffer.from(s).toString('hex'), (s) => Buffer.from(s, 'hex').toString()],
  'upper-case hex': [
    (s) => Buffer.from(s).toString('hex').toUpperCase(),
    (s) => Buffer.from(s, 'hex').toString(),
  ],
  Base64: [(s) => Buffer.from(s).toString('base64')],
  Base64url: [(s) => Buffer.from(s).toString('base64url')],
};

const alphanumeric = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
  minLength: 10,
  maxLength: 60,
});
const printable = fc
  .tuple(alphanumeric, fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), alphanumeric)
  .map((parts) => parts.join(''))
  // Words and filling such as `aaaaaaaa` are hidden where they stand as credentials only.
  .filter((secret) => !isOrdinary(secret));

const LOOKING_ESCAPED = [
  'aaaaaaaaaa%00&aaaaaaaaaa',
  'aaaaaaaaaa&lt;%aaaaaaaaaa',
  'aaaaaaaaaa\\n&%41aaaaaaaaaa',
];

describe('A secret in a body', () => {
  it.each(Object.entries(ENCODINGS))('is hidden in: %s', (_name, [write, read]) => {
    fc.assert(
      fc.property(printable, (secret) => {
        const secrets = secretsOf(secret);
        const written = write(secret);
        const hidden = redacted(secrets, `{"before":1,"x":"${written}","after":2}`);
        expect(hidden).not.toContain(written);
        expect(secrets.leak(`<${written}>`)).toBe(LABEL);
        expect(secrets.leak(hidden)).toBeUndefined();
        const [before, after] = ['{"before":1,"x":"', '","after":2}'];
        expect(hidden.startsWith(before) && hidden.endsWith(after)).toBe(true);
        // What is put in its place is its pseudonym, written in the same way.
        if (read) expect(read(hidden.slice(before.length, -after.length))).toBe(redacted(secrets, secret));
      }),
      // Secrets that look escaped themselves are rare among those that are made up.
      { numRuns: 60, examples: LOOKING_ESCAPED.map((secret) => [secret]) },
    );
  });

  it('is hidden in a longer Base64, wherever it begins there', () => {
    fc.assert(
      fc.property(
        printable,
        fc.string({ maxLength: 7 }),
        fc.string({ maxLength: 7 }),
        (secret, before, after) => {
          const written = Buffer.from(`${before}${secret}${after}`).toString('base64');
          const hidden = Buffer.from(redacted(secretsOf(secret), written), 'base64').toString('latin1');
          // A character at either end shares its place with a neighbour and may stay.
          expect(hidden).not.toContain(Buffer.from(secret).toString('latin1').slice(1, -1));
        },
      ),
    );
  });

  it('is hidden where it holds characters beyond ASCII', () => {
    const secret = 'Zoë-42-🔑-pässword';
    for (const [name, [write]] of Object.entries(ENCODINGS))
      expect(redacted(secretsOf(secret), write(secret)), name).not.toContain(write(secret));
  });

  it('is hidden as a whole where it holds another one', () => {
    const secrets = new Secrets();
    secrets.add('abcdef123456', '{{inner}}');
    secrets.add('xxabcdef123456yy', '{{outer}}');
    const hidden = redacted(secrets, 'xxabcdef123456yy and abcdef123456');
    expect(secrets.show(hidden)).toBe('{{outer}} and {{inner}}');
  });

  it('leaves a body without it as it is, down to the buffer', () => {
    const body = Buffer.from([0, 255, 128, 10, 13, 200]);
    const outcome = { ...answer(), body };
    const exchange = secretsOf('a-secret-of-17-ch').redact(exchangeOf(requestOf(), outcome));
    expect(answerOf(exchange.outcome).body).toBe(body);
  });

  it('leaves the bytes around it as they are', () => {
    const around = Buffer.from([0, 255, 128, 200]);
    const outcome = { ...answer(), body: Buffer.concat([around, Buffer.from('secret-123456'), around]) };
    const { body } = answerOf(secretsOf('secret-123456').redact(exchangeOf(requestOf(), outcome)).outcome);
    expect(body.subarray(0, 4)).toEqual(around);
    expect(body.subarray(-4)).toEqual(around);
    expect(body.toString('latin1')).not.toContain('secret-123456');
  });

  it('is found among very many', () => {
    const many = Array.from({ length: 600 }, (_, index) => `token-${index}-${(index * 7919) % 10_007}-x`);
    const secrets = secretsOf(...many);
    for (const secret of many.slice(0, 50)) expect(redacted(secrets, `a ${secret} b`)).not.toContain(secret);
    expect(secrets.leak('token-9999-1-x')).toBeUndefined();
  });
});

describe('A secret elsewhere', () => {
  const secret = 'cl_8f3a+/9Zq==';
  const secrets = secretsOf(secret);

  it('is hidden in target, headers, bodies, status text and details', () => {
    const request = requestOf({
      target: `/billers/${encodeURIComponent(secret)}/x?y=${secret}`,
      headers: [['X-Client', secret]],
      body: secret,
    });
    const back = answer(secret, [['Location', `/billers/${encodeURIComponent(secret)}`]]);
    const defect = { kind: 'cut', detail: `cut at ${secret}` } as const;
    const whole = { ...back, statusText: `No ${secret}`, defect };
    const retried = [{ detail: `no ${secret}`, waited: 1 }];
    const exchange = secrets.redact({ ...exchangeOf(request, whole), retried });
    const texts = JSON.stringify(exchange, (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value).toString('latin1') : value,
    );
    expect(secrets.leak(texts)).toBeUndefined();
    const none = secrets.redact(exchangeOf(requestOf(), { kind: 'none', reason: 'dns', detail: secret }));
    expect(JSON.stringify(none)).not.toContain(secret);
  });

  it('shows as its label', () => {
    const { request } = secrets.redact(
      exchangeOf(requestOf({ target: `/a/${secret}/${encodeURIComponent(secret)}` }), answer()),
    );
    expect(secrets.show(request.target)).toBe(`/a/${LABEL}/${LABEL}`);
  });

  it('too short to be told from chance is hidden in paths and credentials, and nowhere else', () => {
    const short = secretsOf('acme');
    const request = requestOf({
      target: '/billers/acme/acmes?x=acme',
      headers: [
        ['X-Client-Id', 'acme'],
        ['X-Company', 'acme'],
      ],
      body: '{"company":"acme"}',
    });
    const back = answer('{"company":"acme"}', [['Location', 'https://h/billers/acme/1']]);
    const exchange = short.redact(exchangeOf(request, back));
    expect(exchange.request.target).toMatch(/^\/billers\/(?!acme)[a-z]{4}\/acmes\?x=acme$/);
    expect(exchange.request.headers[0]?.[1]).toMatch(/^(?!acme)[a-z]{4}$/);
    expect(exchange.request.headers[1]?.[1]).toBe('acme');
    expect(exchange.request.body?.toString()).toBe('{"company":"acme"}');
    expect(answerOf(exchange.outcome).headers[0]?.[1]).not.toContain('acme');
    expect(short.show(exchange.request.target)).toBe(`/billers/${LABEL}/acmes?x=acme`);
  });
});

describe('A pseudonym', () => {
  const kindOf = (character: string): string =>
    [/[0-9]/, /[a-f]/, /[g-z]/, /[A-F]/, /[G-Z]/].find((kind) => kind.test(character))?.source ?? character;

  it('has the length of its secret and the kind of each of its characters, and is another text', () => {
    fc.assert(
      fc.property(printable, (secret) => {
        const made = redacted(secretsOf(secret), secret);
        expect(made).not.toBe(secret);
        expect([...made].map(kindOf)).toEqual([...secret].map(kindOf));
      }),
    );
  });

  it('is the same all through a run, and another one in the next', () => {
    const secret = '3f0c9a7e-52d1-4b6e-9c0f-8a1d2e3f4a5b';
    const [one, other] = [secretsOf(secret), secretsOf(secret)];
    expect(redacted(one, secret)).toBe(redacted(one, secret));
    expect(redacted(one, secret)).not.toBe(redacted(other, secret));
  });

  it('keeps what tells the kind of a token, so that it fits its schema', () => {
    expect(redacted(secretsOf('sk_live_4eC39HqLyjWDarjtT1'), 'sk_live_4eC39HqLyjWDarjtT1')).toMatch(
      /^sk_live_(?!4eC39HqLyjWDarjtT1)[A-Za-z0-9]{18}$/,
    );
  });

  it('is made of letters where there are hardly any', () => {
    expect(redacted(secretsOf('--------'), '--------')).toMatch(/^[a-z]{8}$/);
    expect(redacted(secretsOf('пароль-42'), 'пароль-42')).toMatch(/^[à-ÿ]{6}-\d\d$/);
  });
});

describe('A spoilt credential', () => {
  it('is made once, and hidden as a secret of its own', () => {
    const secrets = secretsOf('credential-123');
    let count = 0;
    const spoil = (credential: string): string => `${credential}-${++count}`;
    const made = secrets.spoilt('credential-123', '{{wrong}}', spoil);
    expect(secrets.spoilt('credential-123', '{{wrong}}', spoil)).toBe(made);
    expect(secrets.show(redacted(secrets, `Bearer ${made}`))).toBe('Bearer {{wrong}}');
  });
});
