import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type Certificates, makeCertificates } from './certificates.js';
import { correctStages } from './correct.js';
import { faultyStages } from './faults/apply.js';
import type { Call, Environment, Estate, Stages } from './stages.js';
import { Store } from './store.js';
import { variantStages } from './variants/apply.js';

/** How the API behaves; as the document wants it, and in the plainest way, where nothing is named. */
export interface Behaviour {
  /** Names of faults; `name@production` holds in that environment only. */
  readonly faults?: readonly string[];
  /** Names of variants: other ways to be correct. */
  readonly variants?: readonly string[];
}

export interface StartOptions extends Behaviour {
  /** Requests in ten seconds for each endpoint. */
  readonly rateLimit?: number;
  /** Free ones where none are given. */
  readonly ports?: Readonly<Partial<Record<Environment, number>>>;
  /** Told of every request that arrives. */
  readonly onRequest?: (seen: { environment: Environment; method: string; path: string }) => void;
}

interface Place {
  /** With the placeholder `{CLIENT_ID}`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly bearerToken: string;
}

export type Places = Readonly<Record<Environment, Place>>;

export interface ReferenceApi {
  /** Where it is from its start; `become` moves it. */
  readonly environments: Places;
  /** The root certificate, PEM. */
  readonly ca: string;
  /**
   * Behaves otherwise from now on, as if it were started anew: empty, with no request counted, on other ports.
   * Credentials and certificates stay.
   *
   * @throws UnknownFaultError before anything is changed
   */
  become(behaviour: Behaviour): Promise<Places>;
  close(): Promise<void>;
}

/** Bytes of a request body that are taken. */
const LARGEST = 1 << 20;

/**
 * Starts the API in both environments, each on a port of its own, with its own store and credentials. Only this
 * machine reaches them.
 *
 * @throws UnknownFaultError before anything is started
 */
export async function startReferenceApi(options: StartOptions = {}): Promise<ReferenceApi> {
  const stages = bothStages(options, options);
  const certificates = await makeCertificates();
  const credentials = { sandbox: newCredentials('sandbox'), production: newCredentials('production') };
  let servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(shut));
    servers = [];
  };
  const open = async (stages: Record<Environment, Stages>): Promise<Places> => {
    const estates = {
      sandbox: { store: new Store(), credentials: credentials.sandbox },
      production: { store: new Store(), credentials: credentials.production },
    };
    const place = async (environment: Environment): Promise<Place> => {
      const side = {
        stages: stages[environment],
        environment,
        ...estates[environment],
        neighbour: estates[environment === 'sandbox' ? 'production' : 'sandbox'],
      };
      const server = await serverFor(side, certificates, options);
      servers.push(server);
      const port = await listen(server, options.ports?.[environment] ?? 0);
      return { baseUrl: `https://localhost:${port}/billers/{CLIENT_ID}`, ...side.credentials };
    };
    try {
      return { sandbox: await place('sandbox'), production: await place('production') };
    } catch (error) {
      await close();
      throw error;
    }
  };
  return {
    environments: await open(stages),
    ca: certificates.ca,
    become: async (behaviour) => {
      const others = bothStages(behaviour, options);
      await close();
      return open(others);
    },
    close,
  };
}

const newCredentials = (environment: Environment): Estate['credentials'] => ({
  clientId: `cid_${environment}_${randomBytes(12).toString('hex')}`,
  bearerToken: randomBytes(20).toString('hex'),
});

/** Made anew for each behaviour: stages count requests, and so do faults. */
function bothStages(
  { faults = [], variants = [] }: Behaviour,
  { rateLimit }: StartOptions,
): Record<Environment, Stages> {
  const correct = variantStages(correctStages(rateLimit), variants);
  return {
    sandbox: faultyStages(correct, faults, 'sandbox'),
    production: faultyStages(correct, faults, 'production'),
  };
}

async function serverFor(
  side: Side,
  { cert, key, issue }: Certificates,
  { onRequest }: StartOptions,
): Promise<Server> {
  const { environment, stages } = side;
  const server = createServer(await stages.tls({ cert, key }, { issue }));
  stages.connect(server, (request, response) => {
    onRequest?.({ environment, method: request.method ?? '', path: request.url ?? '' });
    // The client left in the middle of its request, or a fault broke the answer.
    answer(side, request, response).catch(() => response.destroy());
  });
  return server;
}

interface Side extends Estate {
  readonly stages: Stages;
  readonly environment: Environment;
  readonly neighbour: Estate;
}

async function answer(side: Side, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { stages } = side;
  const [path = ''] = (request.url ?? '').split('?');
  const [, billers, clientId = '', ...rest] = path.split('/');
  const call: Call = {
    ...side,
    request,
    response,
    method: request.method ?? '',
    path: billers === 'billers' ? `/${rest.join('/')}` : path,
    clientId: decoded(clientId),
    body: await read(request),
    requestId: `req_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
    parameters: {},
  };
  if (await stages.accept(call)) return;
  const reply = process(stages, call);
  await stages.write(stages.serialise(reply, call), call);
}

/** The order of the checks is open in the document; this is ours. */
function process(stages: Stages, call: Call) {
  try {
    call.endpoint = stages.route(call);
    stages.limit(call);
    stages.identify(call);
    stages.authenticate(call);
    stages.authorize(call);
    stages.contentType(call);
    const input = stages.parse(call);
    stages.validate(input, call);
    return stages.handle(input, call);
  } catch (error) {
    return stages.refuse(error, call);
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LARGEST) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
