// The plainest host there is: files of one folder, no compression, no special headers. It counts what it puts on the
// wire, and can be told to spoil, withhold or lose a file, and to be away, which is how the tests make a host misbehave.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** One request that was answered. */
export interface Served {
  path: string;
  status: number;
  /** When the request came in, in milliseconds since the epoch. */
  startedAt: number;
  /** Bytes on the wire, headers included. */
  sizeBytes: number;
}

/** One request that came in, answered or not. */
export interface Asked {
  method: string;
  /** With what stands behind a question mark. */
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** When it came in, by this program's `performance.now()`. */
  atMs: number;
}

/** What happens to the files whose path matches. `change` gets and gives the body. */
export interface Mischief {
  path: RegExp;
  lose?: boolean;
  /** The host goes away when half of the body is out. */
  breaks?: boolean;
  change?: (body: Buffer) => Buffer;
  /** The answer waits for this. */
  until?: Promise<unknown>;
  /** Half of the body is sent, and the rest waits for this. */
  restAfter?: Promise<unknown>;
  /** In place of the file a gigabyte, made as it is sent. */
  huge?: boolean;
  /** Of that, what the browser took. */
  sentBytes?: number;
}

/** What answers instead of a file; gets the body of the request. @returns what is sent as JSON */
export type Route = (body: string) => unknown;

export interface StaticServer {
  url: string;
  /** What is served; another folder is another version on the same host. */
  folder: string;
  served: Served[];
  /** In the order in which they came in. */
  asked: Asked[];
  /** No connection is answered: as if a cable were pulled. */
  isAway: boolean;
  mischief: Mischief[];
  /** By path, what is no file. */
  routes: Record<string, Route>;
  /** Of all answers, beside type and length. */
  headers: Record<string, string>;
  /** Those that are open break off. */
  dropConnections(): void;
  close(): Promise<void>;
}

async function answer(
  { folder, mischief, routes, headers }: StaticServer,
  goAway: () => void,
  mount: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path =
    pathname === mount ? '/index.html' : pathname.startsWith(mount) ? `/${pathname.slice(mount.length)}` : '/..';
  const tricks = mischief.filter((trick) => trick.path.test(path));
  for (const trick of tricks) await trick.until;
  try {
    if (Object.hasOwn(routes, path)) {
      const told = await routes[path]!((await request.toArray()).join(''));
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(told ?? null));
      return;
    }
    if (tricks.some(({ lose }) => lose)) throw new Error('lost');
    const huge = tricks.find((trick) => trick.huge);
    if (huge) return sendGigabyte(huge, path, headers, response);
    let body = await readFile(join(folder, normalize(path)));
    for (const { change } of tricks) if (change) body = Buffer.from(change(body));
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': body.length,
      ...headers,
    });
    for (const { restAfter } of tricks) {
      if (!restAfter) continue;
      response.write(body.subarray(0, body.length / 2));
      await restAfter;
      return void response.end(body.subarray(body.length / 2));
    }
    if (tricks.some(({ breaks }) => breaks)) return void response.write(body.subarray(0, body.length / 2), goAway);
    response.end(body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('not found');
  }
}

const GIGABYTE = 1_000_000_000;

function sendGigabyte(trick: Mischief, path: string, headers: Record<string, string>, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers });
  const piece = Buffer.alloc(65_536, ' ');
  let left = GIGABYTE;
  const send = () => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length;
      trick.sentBytes = (trick.sentBytes ?? 0) + piece.length;
      if (!response.write(piece)) return void response.once('drain', send);
    }
    response.end();
  };
  send();
}

/**
 * Serves a folder on a free port of this machine, or the given one; below `mount`, which begins and ends with a slash.
 */
export async function startServer(
  folder: string,
  { mount = '/', port: wanted = 0, headers = {} } = {},
): Promise<StaticServer> {
  const served: Served[] = [];
  const asked: Asked[] = [];
  const mischief: Mischief[] = [];
  const routes: Record<string, Route> = {};
  const server = createServer((request, response) => {
    const { method = '', url = '/' } = request;
    asked.push({ method, path: url, headers: { ...request.headers }, atMs: performance.now() });
    const startedAt = Date.now();
    const writtenBefore = request.socket.bytesWritten;
    response.on('finish', () => {
      const sizeBytes = request.socket.bytesWritten - writtenBefore;
      served.push({ path: url, status: response.statusCode, startedAt, sizeBytes });
    });
    answer(host, goAway, mount, request, response);
  });
  const dropConnections = () => server.closeAllConnections();
  const goAway = () => {
    host.isAway = true;
    dropConnections();
  };
  server.on('connection', (socket) => host.isAway && socket.destroy());
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const url = `http://localhost:${port}${mount}`;
  const host: StaticServer = {
    ...{ url, folder, served, asked, isAway: false, mischief, routes, headers, dropConnections, close },
  };
  return host;
}
