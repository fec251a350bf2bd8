// The server of `privet preview`: files of one folder, under the policy that embed-headers prints, for who asks by an address
// of this machine. A page of elsewhere whose name leads here (DNS rebinding) asks by that name, and is refused.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { quoted } from '../../errors.ts';
import { openInside } from '../../open-inside.ts';
import { PREVIEW_FILE } from '../site/publish-page-files.ts';
import { makeCertificate } from './own-certificate.ts';

export const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const LOOPBACK = ['127.0.0.1', '::1'];

/** What stands for every address of the machine: of the older kind, or of both. */
const isEvery = (address: string): boolean => address === '0.0.0.0' || address === '::';

export interface PreviewServer {
  port: number;
  /** On this machine. */
  url: string;
  /** Where others in the network find it, as they type it; none where it listens to this machine alone. */
  others: string[];
  /** Of the certificate that it made for itself, where it has one: others are answered over https. */
  fingerprint?: string;
  close(): void;
}

export interface PreviewOptions {
  folder: string;
  /** The content security policy of all answers. */
  policy: string;
  /** Of this machine; `0.0.0.0` and `::` are all that it has. */
  address: string;
  /** 0 takes a free one. */
  port: number;
}

/** @throws NodeJS.ErrnoException where it cannot listen there */
export async function startPreview({ folder, policy, address, port: wanted }: PreviewOptions): Promise<PreviewServer> {
  let hosts: ReadonlySet<string> = new Set();
  const own = isEvery(address)
    ? ownAddresses().filter((one) => address === '::' || !isIPv6(one))
    : [address].filter((one) => !isLoopback(one));
  const names = ['localhost', ...LOOPBACK, ...own, ...(isLoopback(address) ? [address] : [])];
  const answerTo: RequestListener = (request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-cache');
    // What breaks off in the middle is a browser that went away.
    answer(folder, hosts, request, response).catch(() => response.destroy());
  };
  const certificate = own.length > 0 ? makeCertificate(names) : undefined;
  const server = certificate ? createSecureServer(certificate, answerTo) : createServer(answerTo);
  await listening(server, wanted, address);
  const { port } = server.address() as AddressInfo;
  const scheme = certificate ? 'https' : 'http';
  hosts = hostsOf(names, port, scheme);
  const urlOf = (host: string) => new URL(PREVIEW_FILE, `${scheme}://${inAddress(host)}:${port}/`).href;
  return {
    ...{ port, url: urlOf('localhost'), others: own.map(urlOf) },
    ...(certificate && { fingerprint: certificate.fingerprint }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function listening(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve());
  });
}

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** Those that others in the network can type; ones that hold for a single link need its name as well. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((known) => known ?? []);
  return all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:')).map(({ address }) => address);
}

/** As it stands in an address: browsers write every one in its shortest form. */
const inAddress = (host: string): string => new URL(`http://${isIPv6(host) ? `[${host}]` : host}`).hostname;

/** As browsers say them: the port of http and of https goes without saying. */
function hostsOf(names: readonly string[], port: number, scheme: string): ReadonlySet<string> {
  return new Set(names.map((name) => new URL(`${scheme}://${inAddress(name)}:${port}`).host));
}

async function answer(
  folder: string,
  hosts: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '', headersDistinct } = request;
  const [host = '', ...furtherHosts] = headersDistinct.host ?? [];
  if (furtherHosts.length > 0 || !hosts.has(host.toLowerCase())) return refuse(response, 421, misdirected(host, hosts));
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, `found ${method}, expected GET or HEAD: this server only shows files`);
  }
  const [path = ''] = url.split(/[?#]/);
  const name = path === '/' ? `/${PREVIEW_FILE}` : path;
  const file = name.startsWith('/') ? await openInside(folder, name) : undefined;
  if (!file) return refuse(response, 404, 'not found: no such file in the folder');
  try {
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': file.sizeBytes });
    if (method === 'HEAD' || file.sizeBytes === 0) response.end();
    else await pipeline(file.handle.createReadStream({ end: file.sizeBytes - 1, autoClose: false }), response);
  } finally {
    await file.handle.close();
  }
}

function misdirected(host: string, hosts: ReadonlySet<string>): string {
  const expected = [...hosts].join(', ');
  return `privet preview: found the host ${quoted(host)}, expected one of ${expected}. Other addresses: --host ADDRESS.`;
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words}\n`);
}
