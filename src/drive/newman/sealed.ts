import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import inspector from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads from 'node:worker_threads';

const ONLY_WAY = 'the suite makes all connections itself';

/**
 * Makes sure that nothing in this thread opens a connection of its own, whatever a script or a library of it tries:
 * no socket connects or listens, no datagram leaves, no name is looked up, and no program and no other thread does
 * it in its place. Requests leave through the gateway, whose streams are no sockets.
 */
export function sealConnections(): void {
  fix(net.Socket.prototype, 'connect', function (this: net.Socket) {
    process.nextTick(() => this.destroy(refusal()));
    return this;
  });
  fix(net.Server.prototype, 'listen', refused);
  for (const name of ['bind', 'connect', 'send']) fix(dgram.Socket.prototype, name, refused);
  for (const owner of [dns, dns.promises])
    for (const name of Object.keys(owner))
      if (/^(?:lookup|resolve|reverse)/.test(name)) fix(owner, name, refused);
  for (const { prototype } of [dns.Resolver, dns.promises.Resolver])
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(prototype)))
      if (/^(?:resolve|reverse)/.test(name)) fix(prototype, name, refused);
  fix(childProcess.ChildProcess.prototype, 'spawn', refused);
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) fix(childProcess, name, refused);
  fix(workerThreads, 'Worker', refused);
  fix(inspector, 'open', refused);
  for (const name of ['binding', '_linkedBinding']) fix(process, name, refused);
  syncBuiltinESMExports();
}

function fix(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: false, configurable: false });
}

/** Called as a function or with `new`. */
function refused(): never {
  throw refusal();
}

const refusal = (): Error => Object.assign(new Error(ONLY_WAY), { code: 'ECONNREFUSED' });
