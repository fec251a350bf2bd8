// A certificate that a server makes for itself, for one run: browsers let a page check what it loads over https or from
// localhost alone, and a phone has no localhost of ours. Nobody vouches for it, so the phone asks before it goes on. X.509
// (RFC 5280) in DER.

import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';

export interface OwnCertificate {
  key: string;
  cert: string;
  /** As browsers show it: SHA-256, bytes in hexadecimal with colons. */
  fingerprint: string;
}

const DAY_MS = 86_400_000;
const VALID_DAYS = 7;

/** @param hosts  names and addresses that it is for */
export function makeCertificate(hosts: readonly string[], now = Date.now()): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const name = sequence(set(sequence(oid('550403'), der(0x0c, Buffer.from('privet preview'))))); // CN
  const details = sequence(
    der(0xa0, der(0x02, Buffer.of(2))), // version 3
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(now - DAY_MS), time(now + VALID_DAYS * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(serverOnly(), alternativeNames(hosts))),
  );
  const signature = sign('sha256', details, privateKey);
  const certificate = new X509Certificate(sequence(details, algorithm, bits(signature)));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return { key, cert: certificate.toString(), fingerprint: certificate.fingerprint256 };
}

const serverOnly = () => sequence(oid('551d25'), der(0x04, sequence(oid('2b06010505070301'))));

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => (isIP(host) ? der(0x87, addressBytes(host)) : der(0x82, Buffer.from(host))));
  return sequence(oid('551d11'), der(0x04, sequence(...names)));
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  // The shortest form, which has at most one gap and no part in decimals.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((half) => half.split(':').filter(Boolean)) as [string[], string[]];
  const gap = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return Buffer.from([...first, ...gap, ...last].map((part) => part.padStart(4, '0')).join(''), 'hex');
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const set = (...parts: Buffer[]) => der(0x31, ...parts);
const bits = (bytes: Buffer) => der(0x03, Buffer.of(0), bytes);
const time = (ms: number) => der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)}Z`));

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
