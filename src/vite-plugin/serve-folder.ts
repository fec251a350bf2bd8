// A built folder on Vite's server, as any host would serve it: files as they are, nothing kept by the browser.
import { extname } from 'node:path';
import type { Connect } from 'vite';
import { openInside } from '../open-inside.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface ServedFolder {
  /** Absolute path. */
  folder: string;
  /** With a slash at both ends. */
  mount: string;
  headers: Readonly<Record<string, unknown>>;
  /** Answers wait for this. */
  ready: Promise<unknown>;
  /** What to say of a file that is missing, or undefined where it is missing for no known reason. */
  reason(): string | undefined;
}

/** Answers what is asked for below `mount`; all else is for others. */
export function serveFolder({ folder, mount, headers, ready, reason }: ServedFolder): Connect.NextHandleFunction {
  return async ({ url = '/', method }, response, next) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (!pathname.startsWith(mount) || (method !== 'GET' && method !== 'HEAD')) return next();
    await ready;
    for (const [name, value] of Object.entries(headers)) if (value) response.setHeader(name, value as string);
    response.setHeader('cache-control', 'no-store');
    const body = await readInside(folder, pathname.slice(mount.length));
    const why = body ? undefined : reason();
    response.statusCode = body ? 200 : why ? 503 : 404;
    response.setHeader('content-type', body ? typeOf(pathname) : 'text/plain; charset=utf-8');
    response.end(method === 'HEAD' ? undefined : (body ?? why ?? `${pathname}: no such file`));
  };
}

function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

/** @returns undefined for what is no file, or none of the folder */
async function readInside(folder: string, path: string): Promise<Buffer | undefined> {
  const file = await openInside(folder, path);
  return file?.handle
    .readFile()
    .catch(() => undefined)
    .finally(() => file.handle.close());
}
