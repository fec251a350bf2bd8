// The build's half of the service worker, on an app of two lines: one script with every file of the app in it by its
// hash, wherever the build goes, and nothing where nothing is written.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type InlineConfig, build as viteBuild } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceWorker } from '../../src/service-worker/vite-plugin.ts';

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

/** The requests that an installation of the script makes, with the hashes that it demands. */
async function installedBy(script: string): Promise<Map<string, string>> {
  const asked = new Map<string, string>();
  const listeners = new Map<string, (event: unknown) => void>();
  const self = {
    registration: { scope: 'https://example.org/app/' },
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  };
  const cache = { keys: async () => [], put: async () => {} };
  const fetch = async (url: string, { integrity }: { integrity: string }) => {
    asked.set(url.replace(self.registration.scope, ''), integrity);
    return { ok: true };
  };
  const PerformanceObserver = class {
    observe() {}
  };
  runInNewContext(script, { self, fetch, URL, PerformanceObserver, caches: { open: async () => cache } });
  let installation: unknown;
  listeners.get('install')!({ waitUntil: (promise: unknown) => (installation = promise) });
  await installation;
  return asked;
}

test.each(['./', '/some/where/'])(
  'the script installs every file of the app by its hash, with base %s',
  async (base) => {
    const outDir = join(root, 'elsewhere');
    await build({ outDir }, base);
    const asked = await installedBy(await readFile(join(outDir, 'sw.js'), 'utf8'));
    const scripts = (await readdir(join(outDir, 'assets'))).map((name) => `assets/${name}`);
    expect(scripts).toHaveLength(2);
    expect([...asked.keys()].sort()).toEqual(
      [...scripts, 'icons/icon.svg', 'index.html', 'manifest.webmanifest'].sort(),
    );
    for (const [url, integrity] of asked) {
      const hash = createHash('sha256').update(await readFile(join(outDir, url)));
      expect(integrity).toBe(`sha256-${hash.digest('base64')}`);
    }
  },
);

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
