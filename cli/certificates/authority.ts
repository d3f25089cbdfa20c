// The library of certificates registers its classes by it.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface Pair {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** An authority of certificates whose key is nowhere written: it signs what it is asked for now, and no more. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** Makes a pair for a name. `hosts` are the names under which a server is reached; a client has none. */
  issue(name: string, hosts?: readonly string[]): Promise<Pair>;
}

const generateKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const newNumber = (): string => `00${randomBytes(15).toString('hex')}`;

/** Makes an authority and lets it sign for `days`. */
export async function createAuthority(name: string, days: number): Promise<Authority> {
  const keys = await generateKeys();
  const [notBefore, notAfter] = [new Date(Date.now() - 60_000), new Date(Date.now() + days * 86_400_000)];
  const own: X509Certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newNumber(),
    name: `CN=${name}`,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    certificate: own.toString('pem'),
    async issue(subject, hosts = []) {
      const { publicKey, privateKey } = await generateKeys();
      const certificate = await X509CertificateGenerator.create({
        serialNumber: newNumber(),
        subject: `CN=${subject}`,
        issuer: own.subject,
        notBefore,
        notAfter,
        signingAlgorithm: algorithm,
        signingKey: keys.privateKey,
        publicKey,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          // Temporal's services are each other's clients.
          new ExtendedKeyUsageExtension(
            hosts.length > 0
              ? [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]
              : [ExtendedKeyUsage.clientAuth],
          ),
          ...(hosts.length > 0
            ? [new SubjectAlternativeNameExtension(hosts.map(value => ({ type: 'dns', value }) as const))]
            : []),
        ],
      });
      const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');
      return { certificate: certificate.toString('pem'), key };
    },
  };
}
