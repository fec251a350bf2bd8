// The app that end-to-end tests open, built from the bundle that set-up made; beside it the same app without models, and
// with few films. A process of its own (global-setup.ts), beside the tests that need none of them.
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { makeFewFilms } from '../../demo/films/bundle/few-films.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { nameFilms } from './name-films.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the app into a folder. @throws where the bundle of set-up is missing */
export async function buildApp(outDir: string): Promise<void> {
  if (!existsSync(join(root, 'public/models/manifest.json'))) {
    throw new Error('public/models/manifest.json is missing: run `npm run setup` first');
  }
  await build({ root, mode: 'production', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}

/** The app in another folder, with another bundle in it. */
async function withBundle(app: string, folder: string, fill: (models: string) => Promise<void>): Promise<void> {
  await cp(app, folder, { recursive: true, filter: (source) => !source.startsWith(join(app, 'models')) });
  await fill(join(folder, 'models'));
  await nameFilms(folder);
}

/** What a page loads and runs of models is half of what a visit costs. */
const withoutModels = (app: string, folder: string) =>
  withBundle(app, folder, async (models) => {
    const isModel = /\.onnx$|tokenizer\.json$|content-\d+\.arrow/;
    await cp(join(app, 'models'), models, { recursive: true, filter: (source) => !isModel.test(source) });
    const file = join(models, 'manifest.json');
    const { itemTowerInputs: _, ...films } = JSON.parse(await readFile(file, 'utf8'));
    const catalog = { ...films.catalog, content: [] };
    await writeFile(file, JSON.stringify({ ...films, catalog, models: {} }));
  });

/** And what it loads of films is half of the rest. */
const withFewFilms = (app: string, folder: string) =>
  withBundle(app, folder, async (models) => {
    const cacheDir = join(root, '.cache');
    const outDir = join(cacheDir, 'few-films');
    const loadRuntime = () => loadOnnxRuntime().then(({ ort }) => ort);
    await makeFewFilms({ loadRuntime, filmsFolder: join(root, 'public/models'), outDir });
    await cp(outDir, models, { recursive: true });
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [app, withoutModelsFolder, fewFilmsFolder] = process.argv.slice(2) as [string, string, string];
  await buildApp(app);
  await withoutModels(app, withoutModelsFolder);
  await withFewFilms(app, fewFilmsFolder);
}
