import { describe, expect, it } from 'vitest';
import { certificate as rule } from '../../src/rules/transport/certificate.js';
import { tlsMinimum } from '../../src/rules/transport/tls-minimum.js';
import { type CertificateOptions, certificate, httpsServer } from '../tls-server.js';
import { closing, judged, lookAt } from './looking.js';

async function serving(options: CertificateOptions) {
  const requests: string[] = [];
  const server = closing(
    await httpsServer(
      (request, response) => {
        requests.push(request.url ?? '');
        response.end('{}');
      },
      await certificate(options),
    ),
  );
  return { server, requests };
}

describe('A certificate', () => {
  it('that verifies passes, without a remark where it is valid for long', async () => {
    const { server } = await serving({ until: 60 });
    expect(judged(rule, await lookAt(server))['']).toEqual({ holds: true, notes: [] });
  });

  it('that ends soon passes with a remark', async () => {
    const { server } = await serving({ until: 20 });
    expect(judged(rule, await lookAt(server))['']).toMatchObject({
      holds: true,
      notes: expect.arrayContaining([
        expect.stringMatching(/^the certificate of localhost expires on .* in 19 days/),
      ]),
    });
  });

  const flaws: readonly (readonly [string, CertificateOptions, RegExp, RegExp])[] = [
    ['has expired', { from: -3, until: -1 }, /localhost has expired on \d{4}-/, /Renew/],
    ['is of the future', { from: 1, until: 3 }, /localhost is not valid yet: it begins on/, /clock/],
    [
      'is for another host',
      { host: 'other.example' },
      /for another host: it is for other\.example, and localhost was asked for/,
      /names the host/,
    ],
    ['signed itself', { selfSigned: true }, /localhost is self-signed/, /no server’s own/],
    [
      'comes without its intermediate',
      { withoutIntermediate: true },
      /alone.*an intermediate certificate is missing, or that issuer is a private root/,
      /whole chain/,
    ],
  ];
  it.each(flaws)('that %s is told as that, and nothing is sent', async (_name, options, says, advice) => {
    const { server, requests } = await serving(options);
    const seen = await lookAt(server);
    const judgement = judged(rule, seen)[''];
    expect(judgement).toMatchObject({ holds: false, received: expect.stringMatching(says) });
    expect(judgement).toMatchObject({ advice: expect.stringMatching(advice) });
    expect(requests).toEqual([]);
    // The handshake itself is judged all the same.
    expect(judged(tlsMinimum, seen)['TLS 1.2 or 1.3']).toMatchObject({ holds: true });
  });

  it('of an unknown issuer is told as that', async () => {
    const { server } = await serving({});
    const other = await certificate({ root: 'Other root' });
    const judgement = judged(rule, await lookAt(server, { extraCa: other.ca }))[''];
    expect(judgement).toMatchObject({
      holds: false,
      received: expect.stringMatching(/under Test root, an unknown issuer/),
      advice: expect.stringContaining('EXTRA_CA_CERTS'),
    });
  });

  it('with several flaws is told with all of them', async () => {
    const { server } = await serving({ selfSigned: true, from: -3, until: -1, host: 'other.example' });
    expect(judged(rule, await lookAt(server))['']).toMatchObject({
      received: expect.stringMatching(/self-signed; .*expired.*; .*another host/),
      cause: 'certificate: self-signed',
    });
  });

  it('of a host where nobody answers is not judged', async () => {
    const { server } = await serving({});
    await server.close();
    const seen = await lookAt(server);
    expect(judged(rule, seen)['']).toMatchObject({ holds: 'unknown' });
    for (const judgement of Object.values(judged(tlsMinimum, seen))) expect(judgement.holds).toBe('unknown');
  });
});
