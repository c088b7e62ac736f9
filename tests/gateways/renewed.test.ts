import { createServer } from 'node:https';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { makeCertificates } from '../../src/reference-api/certificates.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { workspaceOf } from '../other-api/workspace.js';
import { request } from '../steering/run-collection.js';

const host = newmanHost();

it('A certificate that is renewed on the way is noted where it verifies, and breaks nothing', async () => {
  const { ca, issue, ...first } = await makeCertificates();
  const second = await issue({ days: [-1, 60] });
  let count = 0;
  const server = createServer(first, (_request, response) => {
    count += 1;
    if (count === 3) server.setSecureContext(second);
    // Connections that are kept would never see the new one.
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  try {
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    const contract = await loadContract({
      workspace: workspaceOf({
        info: { name: 'X', schema },
        item: ['A', 'B'].map((name) => request(name, { test: '' })),
      }),
    });
    const { notes, problems, counts } = await run({
      contract,
      settings: {
        environments: [
          {
            name: 'sandbox',
            baseUrl: `https://localhost:${typeof address === 'object' ? address?.port : ''}`,
            clientId: '',
            writes: true,
            embedded: false,
          },
        ],
        extraCa: ca,
        timeout: 5000,
        retries: 0,
        profile: 'manual',
      },
      host,
      selection: { ...EVERYTHING, rules: ['transport/certificate', 'status/success'] },
    });
    expect(problems).toEqual([]);
    expect(counts.passed).toBe(3);
    expect(notes.join('\n')).toMatch(
      /^sandbox: the certificate of localhost was renewed while the run was under way: that until \d{4}-\d\d-\d\d by one until \d{4}-\d\d-\d\d, which verifies$/m,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
