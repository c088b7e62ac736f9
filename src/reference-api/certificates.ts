import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

// The library asks at its start for decorator metadata, which none of its classes has.
const none = (): undefined => undefined;
if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getMetadata: none, getOwnMetadata: none, defineMetadata: none });
}
const x509 = await import('@peculiar/x509');
x509.cryptoProvider.set(webcrypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** A certificate and those that it is sent with, and the key; PEM. */
interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** What is to be other than usual about a certificate. */
export interface Wanted {
  /** Days from now at which it begins and ends to be valid. */
  readonly days?: Validity;
  readonly hosts?: readonly string[];
  /** `stranger` is a CA that nobody trusts. */
  readonly issuer?: 'itself' | 'stranger';
  /** The same of the intermediate; `missing` where the leaf is sent alone. */
  readonly intermediate?: 'missing' | Validity;
}
type Validity = readonly [from: number, until: number];

/** Issues certificates for this machine. */
export interface Authority {
  issue(wanted?: Wanted): Promise<Issued>;
}

/** What a server needs, and what its clients have to trust; all PEM. */
export interface Certificates extends Issued, Authority {
  readonly ca: string;
}

interface Identity {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

const USUAL: Validity = [-1, 90];
const HOSTS = ['localhost', '127.0.0.1'];

/** A CA, an intermediate and a leaf for this machine, made anew at each start; nothing of them is kept. */
export async function makeCertificates(): Promise<Certificates> {
  const root = await identity('Reference API root');
  const issue: Authority['issue'] = (wanted = {}) => issued(root, wanted);
  const [ca, usual] = await Promise.all([certificate(root, root, USUAL), issue()]);
  return { ca, ...usual, issue };
}

async function issued(root: Identity, { days = USUAL, hosts = HOSTS, ...wanted }: Wanted): Promise<Issued> {
  const [anchor, intermediate, leaf] = await Promise.all([
    wanted.issuer === 'stranger' ? identity('Unknown root') : root,
    identity('Reference API intermediate'),
    identity(hosts[0] ?? ''),
  ]);
  const itself = wanted.issuer === 'itself';
  const chain = [await certificate(leaf, itself ? leaf : intermediate, days, hosts)];
  if (!itself && wanted.intermediate !== 'missing')
    chain.push(await certificate(intermediate, anchor, wanted.intermediate ?? USUAL));
  const key = await webcrypto.subtle.exportKey('pkcs8', leaf.keys.privateKey);
  return { cert: chain.join('\n'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

async function identity(subject: string): Promise<Identity> {
  return { subject, keys: await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) };
}

/** Without hosts it is a CA's. */
async function certificate(
  to: Identity,
  by: Identity,
  [from, until]: Validity,
  hosts?: readonly string[],
): Promise<string> {
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject: `CN=${to.subject}`,
    issuer: `CN=${by.subject}`,
    notBefore: new Date(Date.now() + from * DAY),
    notAfter: new Date(Date.now() + until * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: to.keys.publicKey,
    signingKey: by.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(hosts === undefined, undefined, true),
      ...(hosts ? [new x509.SubjectAlternativeNameExtension(hosts.map(named))] : []),
    ],
  });
  return made.toString('pem');
}

const named = (host: string) => ({ type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host });
