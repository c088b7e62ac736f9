import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { newmanHost } from '../newman-host.js';
import { rowsUnder } from './documented.js';
import { type Kind, type Lines, needs } from './gateway.js';
import { apache } from './kinds/apache.js';
import { haproxy } from './kinds/haproxy.js';
import { lighttpd } from './kinds/lighttpd.js';
import { nginx } from './kinds/nginx.js';
import { varnish } from './kinds/varnish.js';
import { behind, referenceContract, runOn } from './run-behind.js';

const host = newmanHost(20_000);

interface Situation extends Lines {
  readonly kind: Kind;
  /** As `docs/gateways.md` has it. */
  readonly what: string;
  readonly answers: readonly number[];
}

const SITUATIONS: readonly Situation[] = [
  {
    kind: nginx,
    what: 'a body over `client_max_body_size`',
    answers: [413],
    more: 'client_max_body_size 2k;',
  },
  {
    kind: nginx,
    what: 'more requests than `limit_req` lets through',
    answers: [503],
    before: 'limit_req_zone $server_port zone=all:1m rate=100r/s;',
    more: 'limit_req zone=all;',
  },
  {
    kind: nginx,
    what: 'a method that `limit_except` does not list',
    answers: [403],
    more: 'limit_except POST { deny all; }',
  },
  {
    kind: nginx,
    what: 'a back end that is not there',
    answers: [502],
    more: 'proxy_pass http://localhost:9;',
  },
  {
    kind: nginx,
    what: 'a connection that `keepalive_requests` ends after five requests',
    answers: [],
    before: 'keepalive_requests 5;',
  },
  {
    kind: apache,
    what: 'a path that `ProxyPass` leaves out',
    answers: [404, 405],
    more: 'ProxyPassMatch /create$ !',
  },
  {
    kind: apache,
    what: 'a path that `Require` denies',
    answers: [403],
    more: '<Location />\nRequire all denied\n</Location>',
  },
  {
    kind: apache,
    what: 'a back end that is not there',
    answers: [503],
    more: 'ProxyPass / http://localhost:9/',
  },
  {
    kind: haproxy,
    what: 'more requests than a stick table lets through',
    answers: [403],
    more: 'stick-table type ip size 10k store http_req_rate(1s)\n  http-request track-sc0 src\n  http-request deny if { sc_http_req_rate(0) gt 50 }',
  },
  {
    kind: haproxy,
    what: 'a body that a rule finds too large',
    answers: [413],
    more: 'http-request deny deny_status 413 if { req.hdr_val(content-length) gt 2000 }',
  },
  {
    kind: haproxy,
    what: 'no back end for a path',
    answers: [503],
    more: 'use_backend none if { path_end /create }',
  },
  {
    kind: lighttpd,
    what: 'a body over `server.max-request-size`',
    answers: [413],
    more: 'server.max-request-size = 2',
  },
  {
    kind: lighttpd,
    what: 'a path that `url.access-deny` names',
    answers: [403],
    more: 'url.access-deny = ( "create" )',
  },
  {
    kind: varnish,
    what: 'a request that `vcl_recv` refuses',
    answers: [405],
    more: 'sub vcl_recv { if (req.method != "POST") { return (synth(405)); } }',
  },
  {
    kind: varnish,
    what: 'a back end that is not there',
    answers: [503],
    more: 'backend none { .host = "127.0.0.1"; .port = "9"; }\nsub vcl_recv { set req.backend_hint = none; }',
  },
];

let api: ReferenceApi;
let contract: Contract;
beforeAll(async () => {
  [api, contract] = await Promise.all([launchReferenceApi(), referenceContract()]);
});
afterAll(() => api.close());

it('docs/gateways.md lists what is tried', () => {
  const tried = SITUATIONS.map(({ kind, what, answers }) => [
    kind.name,
    what.replaceAll('`', ''),
    answers.join(', ') || 'none',
  ]);
  expect(rowsUnder('Own answers')).toEqual(tried);
});

for (const { kind, what, answers, ...lines } of SITUATIONS)
  it(`${kind.name}: ${what} is told once, and not as the API's`, async (context) => {
    needs(kind, context);
    const gateway = await behind(kind, api, lines);
    try {
      const { problems } = await runOn(
        gateway,
        contract,
        host,
        { operations: ['Customers / Create a customer'] },
        { only: ['sandbox'], retries: 0 },
      );
      expect(problems.map(({ finding }) => finding.received)).toEqual(
        answers.map((status): unknown =>
          expect.stringMatching(`status ${status}.*answered by a gateway \\(.*\\), not by the API$`),
        ),
      );
      if (answers.length > 0) expect(problems.flatMap(({ rules }) => rules)).toContain('response/json');
    } finally {
      await gateway.close();
    }
  });
