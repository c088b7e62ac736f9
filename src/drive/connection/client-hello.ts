import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { OldVersion } from '../../contract/connection.js';

/** Versions as they stand on the wire. */
const WIRE_VERSIONS: Readonly<Record<OldVersion, number>> = { 'TLS 1.0': 0x0301, 'TLS 1.1': 0x0302 };

/** Every cipher suite that servers of that time took: a refusal shall be for the version, not for the ciphers. */
const CIPHERS = [
  0xc00a, 0xc014, 0x0039, 0x0038, 0xc009, 0xc013, 0x0033, 0x0032, 0x0035, 0x002f, 0xc007, 0xc011, 0xc008,
  0xc012, 0x0016, 0x0013, 0x000a, 0x0005, 0x0004, 0x0088, 0x0084, 0x0045, 0x0041, 0x00ff,
];
const GROUPS = [0x001d, 0x0017, 0x0018, 0x0019];

/**
 * A ClientHello that offers one old version alone. Written by hand: what the local OpenSSL refuses to offer
 * can be offered all the same.
 */
export function clientHello(version: OldVersion, host: string): Buffer {
  const wire = WIRE_VERSIONS[version];
  const body = Buffer.concat([
    u16(wire),
    randomBytes(32),
    sized(1, Buffer.alloc(0)),
    sized(2, Buffer.concat(CIPHERS.map(u16))),
    sized(1, Buffer.of(0)),
    sized(2, extensions(host)),
  ]);
  const handshake = Buffer.concat([Buffer.of(1), sized(3, body)]);
  // The record's own version is that of the oldest TLS, as every client writes it.
  return Buffer.concat([Buffer.of(22), u16(0x0301), sized(2, handshake)]);
}

function extensions(host: string): Buffer {
  const name = Buffer.concat([Buffer.of(0), sized(2, Buffer.from(host, 'latin1'))]);
  return Buffer.concat([
    ...(isIP(host) ? [] : [extension(0, sized(2, name))]),
    extension(10, sized(2, Buffer.concat(GROUPS.map(u16)))),
    extension(11, sized(1, Buffer.of(0))),
    extension(23, Buffer.alloc(0)),
  ]);
}

const extension = (type: number, data: Buffer): Buffer => Buffer.concat([u16(type), sized(2, data)]);

const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff);

/** The data behind its length, which takes so many bytes. */
function sized(bytes: number, data: Buffer): Buffer {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(data.length, 0, bytes);
  return Buffer.concat([length, data]);
}
