// `privet preview DIR`: shows what `privet build` wrote, on this machine alone, under the policy that embed-headers
// prints. Files of one folder, nothing more.

import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../errors.ts';
import { contentSecurityPolicy } from '../site/page-headers.ts';
import { BUNDLE_FOLDER, bundleNeedsRuntime, checkPageFolder, PREVIEW_FILE } from '../site/publish-page-files.ts';
import { parsePort } from './options.ts';
import type { Terminal } from './terminal.ts';

const DEFAULT_PORT = 4400;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export function previewCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('preview')
    .summary('look at what build wrote')
    .description('Serves a folder that privet build wrote: first list, a few clicks, and columns as understood.')
    .argument('<dir>', 'the folder')
    .option('--port <n>', 'on this machine; 0 takes a free one', parsePort, DEFAULT_PORT)
    .action((folder: string, { port }: { port: number }) => runPreview(folder, port, terminal, signal));
}

/** Resolves when `signal` ends it. @throws InputError for a folder without a bundle, or a port that is taken */
async function runPreview(folder: string, port: number, terminal: Terminal, signal: AbortSignal): Promise<void> {
  await checkPageFolder(folder);
  const policy = contentSecurityPolicy({ towers: await bundleNeedsRuntime(join(folder, BUNDLE_FOLDER)) });
  const server = createServer(({ url = '/' }, response) => answer(resolve(folder), url, policy, response));
  await new Promise<void>((listening, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      fail(new InputError({ file: `port ${port}`, found: cause.code ?? cause.message, expected: 'a free port' }));
    });
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address();
  const shown = typeof address === 'object' && address ? address.port : port;
  terminal.print(`http://localhost:${shown}/${PREVIEW_FILE} (Ctrl-C ends it)`);
  await new Promise<void>((ended) => {
    if (signal.aborted) ended();
    signal.addEventListener('abort', () => ended(), { once: true });
  });
  server.closeAllConnections();
  server.close();
}

async function answer(folder: string, url: string, policy: string, response: ServerResponse): Promise<void> {
  const path = pathOf(url);
  const file = path === undefined ? undefined : join(folder, path);
  const isBelow = file?.startsWith(folder + sep);
  const body = file && isBelow ? await readFile(file).catch(() => undefined) : undefined;
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
  if (!body) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  response.writeHead(200, { 'content-type': TYPES[extname(file!)] ?? 'application/octet-stream' }).end(body);
}

/** Undefined for an address that cannot be read. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path === '/' ? `/${PREVIEW_FILE}` : path;
  } catch {
    return undefined;
  }
}
