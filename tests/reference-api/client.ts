import { Agent, request } from 'node:https';
import type { ReferenceApi } from '../../src/reference-api/start.js';

export interface Received {
  readonly status: number;
  readonly type: string | undefined;
  readonly requestId: string | undefined;
  /** Names and values, without Date. */
  readonly headers: string;
  readonly bytes: Buffer;
  /** The body, where it is a JSON object; else empty. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Sent {
  readonly method?: string;
  /** An object becomes JSON, text is sent as it is. */
  readonly body?: unknown;
  readonly clientId?: string;
  /** Leaves the part of the path out that stands for the client_id. */
  readonly withoutClientId?: boolean;
  /** The whole header; null leaves it out. */
  readonly authorization?: string | null;
  readonly contentType?: string | null;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** A client of one environment, with that environment's credentials where a test gives no others. */
export class Client {
  readonly #agent: Agent;
  readonly #place: ReferenceApi['environments']['sandbox'];
  /** The other environment, with its credentials. */
  readonly neighbour: ReferenceApi['environments']['sandbox'];

  constructor(
    api: Pick<ReferenceApi, 'environments' | 'ca'>,
    environment: 'sandbox' | 'production' = 'sandbox',
  ) {
    this.#place = api.environments[environment];
    this.neighbour = api.environments[environment === 'sandbox' ? 'production' : 'sandbox'];
    this.#agent = new Agent({ ca: api.ca, keepAlive: true });
  }

  get clientId(): string {
    return this.#place.clientId;
  }

  get bearerToken(): string {
    return this.#place.bearerToken;
  }

  /** The address of a path, e.g. `/customers/create`, with a client_id in it. */
  url(path: string, clientId = this.clientId): string {
    return this.#place.baseUrl.replace('{CLIENT_ID}', clientId) + path;
  }

  /** Rejects where the connection is dropped, the answer is cut, or none comes in time. */
  send(path: string, sent: Sent = {}): Promise<Received> {
    const { method = 'POST', body = {}, contentType = 'application/json' } = sent;
    const { authorization = `Bearer ${this.bearerToken}` } = sent;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const url = this.url(path, sent.clientId);
      const target = sent.withoutClientId ? url.replace(`/${this.clientId}`, '') : url;
      const sending = request(target, { method, agent: this.#agent, timeout: sent.timeout ?? 2000 });
      if (authorization !== null) sending.setHeader('Authorization', authorization);
      if (contentType !== null) sending.setHeader('Content-Type', contentType);
      sending.setHeader('Content-Length', Buffer.byteLength(text));
      sending.on('timeout', () => sending.destroy(new Error('no answer')));
      sending.on('error', reject);
      sending.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const requestId = response.headers['x-request-id'];
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.entries(response.headers)
              .map(([name, value]) => (name === 'date' ? '' : `${name}: ${value}`))
              .join(', '),
            type: response.headers['content-type'],
            requestId: typeof requestId === 'string' ? requestId : undefined,
            bytes,
            json: objectOf(bytes),
          });
        });
      });
      sending.end(text);
    });
  }

  /** Creates an object and tells its id. */
  async create(path: string, idField: string, body: object): Promise<string> {
    const { json } = await this.send(path, { body });
    return String(json[idField]);
  }

  close(): void {
    this.#agent.destroy();
  }
}

function objectOf(bytes: Buffer): Record<string, unknown> {
  try {
    return { ...JSON.parse(bytes.toString('utf8')) };
  } catch {
    return {};
  }
}
