import type { Change } from '../changes.js';
import type { Variant } from './variant.js';

const speaking =
  (minVersion: 'TLSv1.2' | 'TLSv1.3', maxVersion: 'TLSv1.2' | 'TLSv1.3'): Change =>
  (stages) => ({
    tls: async (options, authority) => ({
      ...(await stages.tls(options, authority)),
      minVersion,
      maxVersion,
    }),
  });

/** Sends valid requests on within the host: what is asked for lies there. */
const moved =
  (paths: readonly string[]): Change =>
  (stages) => ({
    handle: (input, call) => {
      const { url = '' } = call.request;
      if (url.includes('?') || !paths.includes(call.path)) return stages.handle(input, call);
      return { status: 308, body: {}, headers: { Location: `${url}?moved=yes` } };
    },
  });

const MOVED = ['/customers/list', '/models/create', '/sources/get'];

export const transport: readonly Variant[] = [
  {
    name: 'redirects-within-the-host',
    says: 'Where customers are listed, models created and sources read, the answer lies behind a redirect.',
    touches: MOVED,
    apply: moved(MOVED),
  },
  {
    name: 'tls-1-3-only',
    says: 'Only TLS 1.3 is spoken.',
    apply: speaking('TLSv1.3', 'TLSv1.3'),
  },
  {
    name: 'tls-1-2-only',
    says: 'Only TLS 1.2 is spoken.',
    apply: speaking('TLSv1.2', 'TLSv1.2'),
  },
  {
    name: 'certificate-ends-soon',
    says: 'The certificate is valid for ten days more.',
    apply: (stages) => ({
      tls: async (options, authority) =>
        stages.tls({ ...options, ...(await authority.issue({ days: [-80, 10] })) }, authority),
    }),
  },
  {
    name: 'certificate-for-more-hosts',
    says: 'The certificate is for other hosts too.',
    apply: (stages) => ({
      tls: async (options, authority) => {
        const hosts = ['localhost', '*.localhost', 'api.example.com', '127.0.0.1', '::1'];
        return stages.tls({ ...options, ...(await authority.issue({ hosts })) }, authority);
      },
    }),
  },
];
