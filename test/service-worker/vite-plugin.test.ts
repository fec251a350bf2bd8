// The build's half of the service worker, on an app of two lines: one script with every file of the app in it by its
// hash, wherever the build goes, and nothing where nothing is written.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type InlineConfig, build as viteBuild } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceWorker } from '../../demo/app/service-worker/vite-plugin.ts';

const FILES = {
  'index.html': '<!doctype html><script type="module" src="./main.js"></script>',
  'main.js': 'import("./view.js");',
  'view.js': 'export const view = "a view";',
  'public/icons/icon.svg': '<svg/>',
  'public/icons/.DS_Store': 'of a file manager',
  'public/manifest.webmanifest': '{}',
  'public/models/manifest.json': '{"of": "the engine"}',
  'public/robots.txt': 'no part of the app',
};

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'privet-sw-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
});

afterEach(() => rm(root, { recursive: true, force: true }));

const build = (options: InlineConfig['build'], base = './') =>
  viteBuild({ root, base, configFile: false, logLevel: 'silent', plugins: [serviceWorker()], build: options });

/** What an installation of the script keeps of what `host` answers, by its path. */
async function installedBy(script: string, host: (path: string) => Promise<Response>): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  const listeners = new Map<string, (event: unknown) => void>();
  const self = {
    registration: { scope: 'https://example.org/app/' },
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  };
  const cache = {
    keys: async () => [],
    put: async (key: string, response: Response) => {
      const [, path, hash] = /^https:\/\/example\.org\/app\/(.*)\?(.*)$/.exec(key)!;
      const found = createHash('sha256').update(Buffer.from(await response.arrayBuffer()));
      expect(decodeURIComponent(hash!)).toBe(`sha256-${found.digest('base64')}`);
      kept.set(path!, hash!);
    },
  };
  const fetch = (url: string) => host(url.replace(self.registration.scope, ''));
  const PerformanceObserver = class {
    observe() {}
  };
  const caches = { open: async () => cache };
  const platform = { URL, Headers, Response, TextDecoder, btoa, crypto, PerformanceObserver, caches };
  runInNewContext(script, { self, fetch, ...platform });
  let installation: unknown;
  listeners.get('install')!({ waitUntil: (promise: unknown) => (installation = promise) });
  await installation;
  return kept;
}

test.each(['./', '/some/where/'])(
  'the script installs every file of the app by its hash, with base %s',
  async (base) => {
    const outDir = join(root, 'elsewhere');
    await build({ outDir }, base);
    const host = async (path: string) => new Response(await readFile(join(outDir, path)));
    const kept = await installedBy(await readFile(join(outDir, 'sw.js'), 'utf8'), host);
    const scripts = (await readdir(join(outDir, 'assets'))).map((name) => `assets/${name}`);
    expect(scripts).toHaveLength(2);
    expect([...kept.keys()].sort()).toEqual(
      [...scripts, 'icons/icon.svg', 'index.html', 'manifest.webmanifest'].sort(),
    );
  },
);

test.each([
  ['one byte too many', (file: Buffer) => Buffer.concat([file, Buffer.of(32)]), /found more than \d+ bytes/],
  ['another byte', (file: Buffer) => Buffer.concat([file.subarray(1), Buffer.of(32)]), /another file/],
  ['one byte less', (file: Buffer) => file.subarray(1), /another file/],
])('a host that gives %s installs nothing', async (_, change, message) => {
  const outDir = join(root, 'dist');
  await build({ outDir });
  const host = async (path: string) => {
    const file = await readFile(join(outDir, path));
    return new Response(path === 'icons/icon.svg' ? change(file) : file);
  };
  await expect(installedBy(await readFile(join(outDir, 'sw.js'), 'utf8'), host)).rejects.toThrow(message);
});

test('a host that goes on without an end is let go of behind the last byte that there may be', async () => {
  const outDir = join(root, 'dist');
  await build({ outDir });
  let numBytes = 0;
  const endless = new ReadableStream({
    pull(controller) {
      numBytes += 1000;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  const host = async (path: string) =>
    new Response(path === 'icons/icon.svg' ? endless : await readFile(join(outDir, path)));
  await expect(installedBy(await readFile(join(outDir, 'sw.js'), 'utf8'), host)).rejects.toThrow('found more than');
  expect(numBytes).toBeLessThanOrEqual(3000);
});

test('another version of a file is another script, the same app the same bytes', async () => {
  const built = async (outDir: string) => {
    await build({ outDir: join(root, outDir) });
    return readFile(join(root, outDir, 'sw.js'), 'utf8');
  };
  const first = await built('a');
  expect(await built('b')).toBe(first);
  await writeFile(join(root, 'view.js'), 'export const view = "another view";');
  expect(await built('c')).not.toBe(first);
});

test('a build that is not written leaves no script', async () => {
  await build({ outDir: join(root, 'dist'), write: false });
  expect(await readdir(root)).not.toContain('dist');
});
