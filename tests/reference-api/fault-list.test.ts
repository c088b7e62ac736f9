import { describe, expect, it } from 'vitest';
import { endpoints } from '../../src/reference-api/endpoints/index.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { variants } from '../../src/reference-api/variants/index.js';

/** Every rule that can fail, by family. */
const RULES: Readonly<Record<string, string>> = {
  collection: 'assertion',
  authentication:
    'client-id-missing client-id-empty client-id-incorrect client-id-of-other-environment bearer-missing bearer-empty bearer-incorrect bearer-malformed bearer-of-other-environment credential-missing credential-empty credential-incorrect credential-malformed credential-of-other-environment',
  request:
    'content-type-missing content-type-other content-type-parameters body-malformed body-empty body-not-object post-only',
  status: 'documented success no-server-error repeatable unknown-endpoint unknown-resource',
  error: 'envelope success-is-not-error catalogued code-fits-type code-fits-status code-fits-cause',
  parameter:
    'required null type enum format range length pattern unknown-field overlong deep-nesting unicode special-characters unknown-reference duplicate',
  response: 'schema header json content-type complete binary echo undocumented-field',
  resource: 'identity unique persisted partial-update listed deleted pagination filter',
  environment: 'isolation parity',
  transport: 'tls-minimum plaintext-refused certificate no-redirect',
  lifecycle: 'deprecation',
  privacy: 'secret-echo stack-trace consumer-data sensitive-field',
  'rate-limit': 'limited',
};
const ids = Object.entries(RULES).flatMap(([family, names]) =>
  names.split(' ').map((name) => `${family}/${name}`),
);
const paths = endpoints.map(({ path }) => path);

describe.each([
  ['faults', faults],
  ['variants', variants],
])('The list of %s', (_, list) => {
  it('names each once, in kebab-case', () => {
    const names = list.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });

  it('says of each in one sentence, and of no two the same, how it behaves', () => {
    const sentences = list.map(({ says }) => says);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Za-z\d].*[^.]\.$/);
  });
});

describe('The list of faults', () => {
  it('has one at least for each rule that can fail, and none for another', () => {
    expect([...new Set(faults.map(({ rule }) => rule))].sort()).toEqual([...ids].sort());
  });

  it('names endpoints that there are, each once', () => {
    for (const { name, touches, requests } of faults) {
      // Those with requests of their own have endpoints of their own.
      if (!touches || requests) continue;
      expect([name, touches.filter((path) => !paths.includes(path))]).toEqual([name, []]);
      expect([name, touches]).toEqual([name, [...new Set(touches)]]);
    }
  });

  it('has some on every endpoint', () => {
    const touched = new Set(faults.flatMap(({ touches = [] }) => touches));
    expect(paths.filter((path) => !touched.has(path))).toEqual([]);
  });
});
