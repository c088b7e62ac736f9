import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import newman from 'newman';
import { afterAll, beforeAll } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { secretSettingNames } from '../../src/contract/secret-variables.js';
import type { Settled } from '../../src/import/settle/settle.js';

/** A request as it arrived, without what differs from run to run. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server that takes everything, for the tests of a file. */
export function echoServer() {
  const arrived: Arrived[] = [];
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { 'postman-token': _, ...headers } = request.headers;
        arrived.push({
          method: request.method ?? '',
          path: request.url ?? '',
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(chunks).toString('utf8'),
        });
        response.setHeader('Content-Type', 'application/json');
        response.end('{"access_token":"issued-1","id":7}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const port = (): number => {
    const address: AddressInfo | string | null = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  return {
    /** `http://127.0.0.1:12345` */
    origin: (): string => `http://127.0.0.1:${port()}`,
    port,
    /** What arrives while newman runs a collection. */
    async sentBy(
      collection: JsonObject,
      environment: Readonly<Record<string, string>> = {},
    ): Promise<Arrived[]> {
      arrived.length = 0;
      const values = Object.entries(environment).map(([key, value]) => ({ key, value, enabled: true }));
      const failures = await new Promise<unknown[]>((resolve, reject) => {
        newman.run(
          { collection: structuredClone(collection), environment: { name: 'e', values } },
          (error, summary) =>
            error ? reject(error) : resolve(summary.run.failures.map(({ error }) => error)),
        );
      });
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      return [...arrived];
    },
  };
}

/** Variables of an environment as a run fills them: its file, and what its settings give. */
export function filledIn(settled: Settled, environment: 'sandbox' | 'production'): Record<string, string> {
  const prefix = `${environment.toUpperCase()}_`;
  const settings = new Map(settled.settings.map(({ name, value }) => [name, value]));
  const clientId = settings.get(`${prefix}CLIENT_ID`) ?? '';
  const values: Record<string, string> = {};
  const own = settled.environments[environment]?.['values'];
  for (const entry of Array.isArray(own) ? own : []) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    values[String(entry['key'])] = String(entry['value']);
  }
  const names = secretSettingNames(
    settled.collection,
    [Array.isArray(own) ? own : []],
    settled.secrets.map(({ name }) => name),
  );
  for (const [name, setting] of names) {
    const value = settings.get(prefix + setting);
    if (value !== undefined) values[name] = value;
  }
  return {
    ...values,
    baseUrl: (settings.get(`${prefix}BASE_URL`) ?? '').replaceAll('{CLIENT_ID}', clientId),
    clientId,
    bearerToken: settings.get(`${prefix}BEARER_TOKEN`) ?? '',
  };
}
