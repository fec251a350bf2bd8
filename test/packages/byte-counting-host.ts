// A host as most are, that counts what it puts on the wire: text goes out by gzip -6, bodies and headers are counted, and
// what a bundle stores gzipped goes out as it is.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};
/** What most hosts compress with. */
const GZIP_LEVEL = 6;

export interface CountedAnswer {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** 0 until it is answered. */
  status: number;
  /** Bytes on the wire, headers included; 0 until it is answered. */
  sizeBytes: number;
}

export interface ByteCountingHost {
  url: string;
  /** In the order in which they were asked for. */
  answers: CountedAnswer[];
  close(): Promise<void>;
}

/** Serves a folder on a free port of this machine. */
export async function startByteCountingHost(folder: string): Promise<ByteCountingHost> {
  const answers: CountedAnswer[] = [];
  const server = createServer((request, response) => {
    const writtenBefore = request.socket.bytesWritten;
    const path = pathOf(request);
    const { method = '', headers } = request;
    const counted: CountedAnswer = { method, path, headers: { ...headers }, status: 0, sizeBytes: 0 };
    answers.push(counted);
    response.on('finish', () => {
      counted.status = response.statusCode;
      counted.sizeBytes = request.socket.bytesWritten - writtenBefore;
    });
    answer(join(folder, normalize(path)), response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, answers, close };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const { pathname, search } = new URL(url, 'http://localhost');
  return (pathname === '/' ? '/index.html' : pathname) + search;
}

async function answer(file: string, response: ServerResponse): Promise<void> {
  const plain = await readFile(file).catch(() => undefined);
  if (!plain) return void response.writeHead(404).end();
  const type = TYPES[extname(file)];
  const body = type ? gzipSync(plain, { level: GZIP_LEVEL }) : plain;
  response.writeHead(200, {
    'content-type': type ?? 'application/octet-stream',
    'content-length': body.length,
    ...(type && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
  });
  response.end(body);
}
