import { webcrypto } from 'node:crypto';

// The library asks at its start for decorator metadata, which none of its classes has.
const none = (): undefined => undefined;
if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getMetadata: none, getOwnMetadata: none, defineMetadata: none });
}
const x509 = await import('@peculiar/x509');
x509.cryptoProvider.set(webcrypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** What a server needs, and what its clients have to trust; all PEM. */
export interface Certificates {
  readonly ca: string;
  /** Leaf and intermediate. */
  readonly cert: string;
  readonly key: string;
}

interface Identity {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** A CA, an intermediate and a leaf for this machine, made anew at each start; nothing of them is kept. */
export async function makeCertificates(): Promise<Certificates> {
  const [root, intermediate, leaf] = await Promise.all([
    identity('Reference API root'),
    identity('Reference API intermediate'),
    identity('localhost'),
  ]);
  const ca = await issue(root, root, true);
  const chain = [await issue(leaf, intermediate, false), await issue(intermediate, root, true)];
  const key = await webcrypto.subtle.exportKey('pkcs8', leaf.keys.privateKey);
  return { ca, cert: chain.join('\n'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

async function identity(subject: string): Promise<Identity> {
  return { subject, keys: await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) };
}

async function issue(to: Identity, by: Identity, ca: boolean): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject: `CN=${to.subject}`,
    issuer: `CN=${by.subject}`,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 90 * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: to.keys.publicKey,
    signingKey: by.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(ca
        ? []
        : [
            new x509.SubjectAlternativeNameExtension([
              { type: 'dns', value: 'localhost' },
              { type: 'ip', value: '127.0.0.1' },
            ]),
          ]),
    ],
  });
  return certificate.toString('pem');
}
