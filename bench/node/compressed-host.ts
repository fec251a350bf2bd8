// A static host as most are: what is text or WebAssembly goes out compressed, names with a hash may be kept for good,
// and everything else is asked for again with its ETag. It writes down every request that it answers.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { TYPES as PREVIEW_TYPES } from '../../src/pipeline/cli/preview-server.ts';

export type Encoding = 'gzip' | 'br';

const TYPES: Record<string, string> = {
  ...PREVIEW_TYPES,
  '.md': 'text/markdown; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
/** What is packed already gains nothing. */
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.md', '.webmanifest', '.svg', '.wasm']);
const HASHED_NAME = /^\/assets\/.*-[\w-]{8}\.\w+$/;

interface HostedFile {
  type: string;
  etag: string;
  plain: Buffer;
  packed: Buffer | undefined;
}

export interface ServedRequest {
  path: string;
  status: number;
  /** Milliseconds since the epoch. */
  startedMs: number;
  endedMs: number;
  /** Bytes of the body as sent; 0 for a file that the browser still had. */
  sizeBytes: number;
}

export interface CompressedHost {
  url: string;
  /** In the order in which they came in. */
  served: ServedRequest[];
  close(): Promise<void>;
}

/**
 * Reads and packs all files first, so that no answer waits for that.
 *
 * @param latencyMs  that every answer waits, as if the host were so far away (default 0)
 */
export async function startCompressedHost(folder: string, encoding: Encoding, latencyMs = 0): Promise<CompressedHost> {
  const files = await readFiles(folder, encoding);
  const served: ServedRequest[] = [];
  const server = createServer(async (request, response) => {
    const entry: ServedRequest = { path: pathOf(request), status: 200, startedMs: now(), endedMs: now(), sizeBytes: 0 };
    served.push(entry);
    response.on('finish', () => {
      entry.endedMs = now();
    });
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    entry.sizeBytes = answer(files.get(entry.path), encoding, request, response);
    entry.status = response.statusCode;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, served, close };
}

const now = () => performance.timeOrigin + performance.now();

function pathOf(request: IncomingMessage): string {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  return pathname === '/' ? '/index.html' : pathname;
}

/** @returns bytes of the body */
function answer(
  file: HostedFile | undefined,
  encoding: Encoding,
  request: IncomingMessage,
  response: ServerResponse,
): number {
  if (!file) {
    response.writeHead(404).end();
    return 0;
  }
  const caching = HASHED_NAME.test(pathOf(request)) ? 'public, max-age=31536000, immutable' : 'public, max-age=0';
  const headers = { 'content-type': file.type, etag: file.etag, 'cache-control': caching, vary: 'accept-encoding' };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return 0;
  }
  const accepts = request.headers['accept-encoding']?.includes(encoding);
  const body = (accepts && file.packed) || file.plain;
  const packing = body === file.packed ? { 'content-encoding': encoding } : {};
  response.writeHead(200, { ...headers, ...packing, 'content-length': body.length }).end(body);
  return body.length;
}

async function readFiles(folder: string, encoding: Encoding): Promise<Map<string, HostedFile>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  const files = await Promise.all(paths.map((path) => readHosted(path, encoding)));
  return new Map(paths.map((path, i) => [path.slice(folder.length).split(sep).join('/'), files[i]!]));
}

async function readHosted(path: string, encoding: Encoding): Promise<HostedFile> {
  const plain = await readFile(path);
  const extension = extname(path);
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`;
  const packed = COMPRESSED.has(extension) ? pack(plain, encoding, extension) : undefined;
  return { type: TYPES[extension] ?? 'application/octet-stream', etag, plain, packed };
}

/**
 * Of the levels, those that hosts use for what they pack once; WebAssembly is large, and no first list waits for it.
 */
function pack(bytes: Buffer, encoding: Encoding, extension: string): Buffer {
  if (encoding === 'gzip') return gzipSync(bytes, { level: extension === '.wasm' ? 1 : 9 });
  const quality = extension === '.wasm' ? 1 : 11;
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}
