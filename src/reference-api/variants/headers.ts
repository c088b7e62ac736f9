import { createHash } from 'node:crypto';
import { answering, type Change, withHeaders } from '../changes.js';
import type { Variant } from './variant.js';

const renamed =
  (rename: (name: string) => string): Change =>
  (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      const headers = Object.entries(written.headers).map(([name, value]) => [rename(name), value]);
      return { ...written, headers: Object.fromEntries(headers) };
    },
  });

const typed =
  (type: string): Change =>
  (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (Buffer.isBuffer(reply.body)) return written;
      return { ...written, headers: { ...written.headers, 'Content-Type': type } };
    },
  });

const DAY = 86_400_000;
const dated = (days: number): string => new Date(Date.now() + days * DAY).toUTCString();

export const headers: readonly Variant[] = [
  {
    name: 'header-names-in-lower-case',
    says: 'Names of headers are written in lower case.',
    apply: renamed((name) => name.toLowerCase()),
  },
  {
    name: 'header-names-in-upper-case',
    says: 'Names of headers are written in upper case.',
    apply: renamed((name) => name.toUpperCase()),
  },
  {
    name: 'charset-told',
    says: 'The Content-Type tells the charset.',
    apply: typed('application/json; charset=utf-8'),
  },
  {
    name: 'content-type-in-other-letters',
    says: 'The Content-Type is written in other letters, with a quoted charset.',
    apply: typed('Application/JSON;charset="UTF-8"'),
  },
  {
    name: 'request-id-in-another-header',
    says: 'The request_id is told in the header Request-Id.',
    apply: withHeaders(({ requestId }) => ({ 'X-Request-Id': undefined, 'Request-Id': requestId })),
  },
  {
    name: 'no-request-id-header',
    says: 'No header tells the request_id.',
    apply: withHeaders(() => ({ 'X-Request-Id': undefined })),
  },
  {
    name: 'security-headers',
    says: 'Answers carry headers for browsers: HSTS, CSP, CORS.',
    apply: withHeaders(() => ({
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
      'Content-Security-Policy': "default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
      'Referrer-Policy': 'no-referrer',
    })),
  },
  {
    name: 'server-headers',
    says: 'Answers tell of servers and caches on their way.',
    apply: withHeaders(({ requestId }) => ({
      Server: 'nginx/1.27.1',
      Via: '1.1 varnish',
      'X-Powered-By': 'Express',
      'X-Cache': 'MISS',
      'CF-Ray': requestId.slice(4),
      'Server-Timing': 'db;dur=1.2',
      'Alt-Svc': 'h3=":443"; ma=86400',
    })),
  },
  {
    name: 'caching-headers',
    says: 'Answers tell how they may be cached.',
    apply: withHeaders(({ requestId }) => ({
      ETag: `W/"${requestId.slice(4, 12)}"`,
      'Cache-Control': 'no-store, private',
      Vary: 'Accept-Encoding, Origin',
      'Last-Modified': dated(-1),
      Expires: '0',
    })),
  },
  {
    name: 'rate-limit-headers',
    says: 'Answers tell how many requests are left.',
    apply: withHeaders(() => ({
      'RateLimit-Limit': '2000',
      'RateLimit-Remaining': '1999',
      'RateLimit-Reset': '1',
      'X-RateLimit-Limit': '2000',
    })),
  },
  {
    name: 'cookie-of-the-load-balancer',
    says: 'A cookie keeps a client at one server; there is nothing secret in it.',
    apply: withHeaders(() => ({ 'Set-Cookie': 'lb=node-3; Path=/; Secure; HttpOnly; SameSite=Lax' })),
  },
  {
    name: 'deprecation-announced',
    says: 'Answers tell of an end in the future.',
    apply: withHeaders(() => ({
      Deprecation: `@${Math.floor(Date.now() / 1000) + 90 * 86_400}`,
      Sunset: dated(300),
      Link: '<https://docs.example.com/deprecation>; rel="deprecation"',
    })),
  },
  {
    name: 'deprecated-since-long',
    says: 'Answers tell that they have been deprecated, and end in the future.',
    apply: withHeaders(() => ({ Deprecation: 'true', Sunset: dated(60) })),
  },
  {
    name: 'no-date',
    says: 'Answers carry no Date.',
    apply: (stages) => ({
      write: (written, call) => {
        call.response.sendDate = false;
        return stages.write(written, call);
      },
    }),
  },
  {
    name: 'location-of-what-was-created',
    says: 'A creation tells in Location where the new object is.',
    apply: answering((reply, { path }) =>
      reply.status === 201
        ? { ...reply, headers: { ...reply.headers, Location: path.replace('create', 'get') } }
        : reply,
    ),
  },
  {
    name: 'download-as-attachment',
    says: 'A download tells a file name and its digest.',
    apply: answering((reply) => {
      if (!Buffer.isBuffer(reply.body)) return reply;
      const digest = createHash('sha256').update(reply.body).digest('base64');
      const told = {
        'Content-Disposition': 'attachment; filename="export.csv.gz"',
        Digest: `SHA-256=${digest}`,
        'Accept-Ranges': 'bytes',
      };
      return { ...reply, headers: { ...reply.headers, ...told } };
    }),
  },
];
