// Builds the app once for all end-to-end tests, into a folder of its own, from the bundle that set-up made; beside it the
// same app without models, and with few films; and starts the Chromium that they share.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { makeFewFilms } from '../../demo/films/bundle/few-films.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { nameFilms } from './name-films.ts';

declare module 'vitest' {
  interface ProvidedContext {
    builtAppFolder: string;
    /** The same app without models: a page ranks by arithmetic alone, over the same films, and searches by words. */
    withoutModelsFolder: string;
    /** That with 400 films. */
    fewFilmsFolder: string;
    browserEndpoint: string;
    /** Empty to begin with: what tests of the packages share (test/packages/pack.ts fills it). */
    packedShopFolder: string;
  }
}

export const LAUNCH = {
  executablePath: process.env.PRIVET_CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: false,
  args: ['--disable-background-networking', '--disable-component-update'],
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the app into a folder. @throws where the bundle of set-up is missing */
export async function buildApp(outDir: string): Promise<void> {
  if (!existsSync(join(root, 'public/models/manifest.json'))) {
    throw new Error('public/models/manifest.json is missing: run `npm run setup` first');
  }
  // Vitest sets it to `test`, which would build Lit's development version.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({ root, mode: 'production', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  // The tests in a page that run in the same go are of React's development build.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}

/** Another folder with the app, and another bundle in it. */
async function withBundle(app: string, fill: (models: string) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-other-'));
  await cp(app, folder, { recursive: true, filter: (source) => !source.startsWith(join(app, 'models')) });
  await fill(join(folder, 'models'));
  await nameFilms(folder);
  return folder;
}

/** What a page loads and runs of models is half of what a visit costs. */
const withoutModels = (app: string) =>
  withBundle(app, async (models) => {
    const isModel = /\.onnx$|tokenizer\.json$|content-\d+\.arrow/;
    await cp(join(app, 'models'), models, { recursive: true, filter: (source) => !isModel.test(source) });
    const file = join(models, 'manifest.json');
    const { itemTowerInputs: _, ...films } = JSON.parse(await readFile(file, 'utf8'));
    const catalog = { ...films.catalog, content: [] };
    await writeFile(file, JSON.stringify({ ...films, catalog, models: {} }));
  });

/** And what it loads of films is half of the rest. */
const withFewFilms = (app: string) =>
  withBundle(app, async (models) => {
    const cacheDir = join(root, '.cache');
    const outDir = join(cacheDir, 'few-films');
    const loadRuntime = () => loadOnnxRuntime().then(({ ort }) => ort);
    await makeFewFilms({ loadRuntime, filmsFolder: join(root, 'public/models'), outDir, cacheDir });
    await cp(outDir, models, { recursive: true });
  });

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'privet-e2e-'));
  await buildApp(outDir);
  const withoutModelsFolder = await withoutModels(outDir);
  const fewFilmsFolder = await withFewFilms(outDir);
  const packedShopFolder = await mkdtemp(join(tmpdir(), 'privet-packed-'));
  const browser = await chromium.launchServer(LAUNCH);
  project.provide('builtAppFolder', outDir);
  project.provide('withoutModelsFolder', withoutModelsFolder);
  project.provide('fewFilmsFolder', fewFilmsFolder);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('packedShopFolder', packedShopFolder);
  return async () => {
    await browser.close();
    for (const folder of [outDir, withoutModelsFolder, fewFilmsFolder, packedShopFolder])
      await rm(folder, { recursive: true, force: true });
  };
}
