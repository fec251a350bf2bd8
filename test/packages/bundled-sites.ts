// Sites that are made with a bundler: each as its own documentation begins, with `privet` from the newcomer's node_modules.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { rolldown } from 'rolldown';
import { build as viteBuild } from 'vite';
import { expect } from 'vitest';
import webpack from 'webpack';
import { expectError, shopPage, shopScript, tellingScript } from './shop-page.ts';
import type { Site, Workshop } from './site.ts';

interface Bundler {
  name: string;
  /** Builds main.js and, where it makes the page too, index.html of a folder. @returns the folder to serve */
  bundle(folder: string): Promise<string>;
  /** What the page loads. */
  page: string;
  /** Whether it makes the worker from the package's own code, so that a page need not say where it is. */
  buildsWorkers: boolean;
}

const BUNDLERS: Bundler[] = [
  { name: 'webpack', bundle: bundleByWebpack, page: scriptPage('./main.js'), buildsWorkers: true },
  { name: 'Vite', bundle: bundleByVite, page: shopPage('/main.js'), buildsWorkers: true },
  { name: 'esbuild', bundle: bundleByEsbuild, page: shopPage('./built.js'), buildsWorkers: false },
  { name: 'Rolldown', bundle: bundleByRolldown, page: shopPage('./built.js'), buildsWorkers: false },
];
const WORKER_URL = './privet/worker.js';

/** Every bundler, with `workerUrl` and without. */
export const BUNDLED_SITES: Site[] = BUNDLERS.flatMap((bundler) => {
  const { name, buildsWorkers } = bundler;
  const [said, plain] = [`${name}, with workerUrl`, `${name}, without workerUrl`];
  return [
    {
      name: said,
      prepare: (workshop) => prepare(workshop, bundler, said, shopScript({ sdk: 'privet', workerUrl: WORKER_URL })),
    },
    buildsWorkers
      ? { name: plain, prepare: (workshop) => prepare(workshop, bundler, plain, shopScript({ sdk: 'privet' })) }
      : {
          name: `${plain}: the error says what to do`,
          prepare: (workshop) => prepare(workshop, bundler, plain, tellingScript()),
          mayLog: /Loading Worker from .+worker\.js/,
          look: (page) => expectError(page, 'EngineStoppedError', 'expected it there, or its address as `workerUrl`'),
        },
  ];
});

async function prepare({ shop, serve }: Workshop, { bundle, page }: Bundler, name: string, script: string) {
  const folder = join(shop, name.replaceAll(/\W+/g, '-'));
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'main.js'), script);
  const built = await bundle(folder);
  await symlink(join(shop, 'public', 'privet'), join(built, 'privet'));
  return serve(built);
}

/** What webpack makes is no module. */
function scriptPage(script: string): string {
  return shopPage(script).replace('type="module"', 'defer');
}

/** Nothing is set but where files are. */
async function bundleByWebpack(folder: string): Promise<string> {
  const path = join(folder, 'dist');
  const stats = await new Promise<webpack.Stats>((resolve, reject) => {
    webpack({ context: folder, entry: './main.js', mode: 'production', output: { path } }, (error, done) => {
      if (done) resolve(done);
      else reject(error);
    });
  });
  expect(stats.toJson({ all: false, errors: true }).errors).toEqual([]);
  await writeFile(join(path, 'index.html'), scriptPage('./main.js'));
  return path;
}

async function bundleByVite(root: string): Promise<string> {
  const target = 'esnext'; // the shop's script awaits at its top
  await viteBuild({ root, base: './', configFile: false, logLevel: 'error', build: { target } });
  return join(root, 'dist');
}

async function bundleByEsbuild(folder: string): Promise<string> {
  const [entry, outfile] = [join(folder, 'main.js'), join(folder, 'built.js')];
  await esbuild({ entryPoints: [entry], outfile, bundle: true, format: 'esm', minify: true, logLevel: 'error' });
  return folder;
}

async function bundleByRolldown(folder: string): Promise<string> {
  const build = await rolldown({ input: join(folder, 'main.js'), cwd: folder, platform: 'browser' });
  await build.write({ dir: folder, entryFileNames: 'built.js', format: 'esm', minify: true });
  await build.close();
  return folder;
}
