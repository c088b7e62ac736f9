import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, type TestContext } from 'vitest';
import { type Certificate, certificate } from '../tls-server.js';

/** One port of a gateway: TLS in front, a back end in clear behind. */
interface Front {
  readonly port: number;
  readonly back: number;
}

/** Lines of a gateway's own language. */
export interface Lines {
  /** In the part that is about one front. */
  readonly more?: string;
  /** Before all fronts. */
  readonly before?: string;
}

/** What a gateway is started with; its files lie in the folder. */
interface Setup extends Required<Lines> {
  readonly folder: string;
  readonly fronts: readonly Front[];
  /** A port of its own, where it needs one between two programs. */
  readonly between: readonly number[];
}

/** A gateway as Debian packages it. */
export interface Kind {
  readonly name: string;
  /** All that it needs, by the names of the programs. */
  readonly programs: readonly string[];
  readonly version: readonly string[];
  files(setup: Setup): Readonly<Record<string, string>>;
  /** Whether one of its programs listens between the front and the back end. */
  readonly inTwo?: true;
  /** What is started, in the foreground. */
  processes(setup: Setup): readonly (readonly string[])[];
}

export interface Gateway {
  /** Of the fronts, in their order. */
  readonly origins: readonly string[];
  readonly ca: string;
  close(): Promise<void>;
}

/** System programs need not be in the path of who is no administrator. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/sbin'];

const programAt = (name: string): string | undefined =>
  FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file));

/** Why a gateway cannot be tried here; undefined where it can. */
function missing({ programs }: Kind): string | undefined {
  const absent = programs.filter((name) => programAt(name) === undefined);
  return absent.length > 0 ? `${absent.join(' and ')} is not installed` : undefined;
}

/** Skips a test where the gateway is not installed, and says so. */
export function needs(kind: Kind, context: TestContext): void {
  const word = missing(kind);
  if (word !== undefined) context.skip(word);
}

/** The first three numbers of its version, e.g. `1.22.1`. */
export function versionOf({ version: [program = '', ...args] }: Kind): string {
  const { stdout, stderr } = spawnSync(programAt(program) ?? program, args, { encoding: 'utf8' });
  return /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0] ?? '';
}

/**
 * Starts a gateway in front of back ends that speak HTTP in clear.
 *
 * @param backs their ports
 */
export async function startGateway(
  kind: Kind,
  backs: readonly number[],
  { more = '', before = '' }: Lines = {},
): Promise<Gateway> {
  const made = await certificate({ until: 90 });
  for (let attempt = 1; ; attempt++) {
    try {
      return await started(kind, backs, { more, before }, made);
    } catch (error) {
      // Somebody else may have taken a port that was free.
      if (attempt === 3) throw error;
    }
  }
}

/** What a test that ran out of time left behind ends with its file. */
const open = new Set<() => Promise<void>>();
afterAll(async () => {
  await Promise.all([...open].map((close) => close()));
});

async function started(
  kind: Kind,
  backs: readonly number[],
  lines: Required<Lines>,
  made: Certificate,
): Promise<Gateway> {
  const folder = mkdtempSync(path.join(tmpdir(), `${kind.name}-`));
  const [ports, between] = await Promise.all([freePorts(backs.length), freePorts(backs.length)]);
  const fronts = backs.map((back, index) => ({ port: ports[index] ?? 0, back }));
  const setup = { folder, fronts, ...lines, between };
  const pems = { 'cert.pem': made.cert, 'key.pem': made.key, 'both.pem': `${made.cert}\n${made.key}` };
  for (const [name, text] of Object.entries({ ...pems, ...kind.files(setup) }))
    writeFileSync(path.join(folder, name), text);
  const running = kind.processes(setup).map(([program = '', ...args]) => run(program, args, folder));
  const close = async (): Promise<void> => {
    open.delete(close);
    await Promise.all(running.map(stopped));
    rmSync(folder, { recursive: true, force: true });
  };
  open.add(close);
  try {
    const inside = kind.inTwo ? between : [];
    await Promise.all([...ports, ...inside].map((port) => listens(port, running)));
  } catch (error) {
    await close();
    throw error;
  }
  return { origins: fronts.map(({ port }) => `https://localhost:${port}`), ca: made.ca, close };
}

interface Running {
  readonly child: ChildProcess;
  said: string;
  readonly ended: Promise<void>;
}

/** In a group of its own: what it starts ends with it. */
function run(program: string, args: readonly string[], cwd: string): Running {
  const child = spawn(programAt(program) ?? program, args, {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Running = {
    child,
    said: '',
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  };
  const hear = (chunk: Buffer): void => {
    running.said = (running.said + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('error', (error) => {
    running.said += error.message;
  });
  return running;
}

async function stopped({ child, ended }: Running): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  signal(child.pid, 'SIGTERM');
  const late = setTimeout(() => signal(child.pid ?? 0, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(late);
}

function signal(group: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-group, name);
  } catch {
    // It is gone.
  }
}

/** @throws Error where one of its programs ended before somebody listened */
async function listens(port: number, running: readonly Running[]): Promise<void> {
  for (;;) {
    const dead = running.find(({ child }) => child.exitCode !== null || child.pid === undefined);
    if (dead) throw new Error(`${dead.child.spawnfile} ended: ${dead.said}`);
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' });
    const told = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', told(true));
    socket.once('error', told(false));
  });
}

/** Ports that nobody listens at just now: a gateway takes none that it could tell afterwards. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, 'localhost', () => {
            const address = server.address();
            resolve(address !== null && typeof address === 'object' ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
