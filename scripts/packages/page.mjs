// The files that a page loads: its entries (they may share files) and one worker, which is a single file up to the first
// list. Everything is found relative to the file that asks for it, so a folder may be served from anywhere.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { fail, root } from '../setup.mjs';

/** By the name of the built file. What is not written yet is left out. */
const ENTRIES = {
  privet: 'src/sdk/index.ts',
  elements: 'src/elements/elements.ts',
  react: 'src/react/react.ts',
  vite: 'src/vite-plugin/vite-plugin.ts',
  'privet.css': 'src/elements/privet.css',
};
const EXTERNAL = [/^node:/, /^react(\/|$)/, /^react-dom(\/|$)/, 'vite'];
const WORKER_IN_SOURCES = "new URL('../engine/worker.ts', import.meta.url)";
/** webpack and Vite build a worker from this form. */
const WORKER_IN_PACKAGE = /new Worker\(new URL\([`'"]\.\/worker\.js[`'"],import\.meta\.url\),\{/;
/**
 * What only looks like a file to bundle: the worker beside a script of another origin, and the runtime's own script, which
 * it names for pages opened from the file system. webpack would copy the first and fail at the second.
 */
const NO_ASSET =
  /(?<!new Worker\()new (\w+)\((?=[`'"](?:\.\/)?(?:worker\.js|ort\.\w+\.bundle\.min\.mjs)[`'"],import\.meta\.url\))/g;
const LEFT_ALONE = 'new $1(/* webpackIgnore: true */ /* @vite-ignore */ ';
const OUTPUT = { format: 'esm', minify: true, chunkFileNames: 'privet-[name]-[hash].js', entryFileNames: '[name].js' };

/** @returns by the name of the built file, the absolute path of its source */
export function pageEntries() {
  const all = Object.entries(ENTRIES).map(([name, source]) => [name, join(root, source)]);
  return Object.fromEntries(all.filter(([, source]) => existsSync(source)));
}

/** `?raw` gives a file's text, as it does in Vite. */
const rawText = {
  name: 'raw-text',
  load: {
    filter: { id: /\?raw$/ },
    handler: (id) => ({
      code: `export default ${JSON.stringify(readFileSync(id.replace(/\?raw$/, ''), 'utf8'))};`,
      moduleType: 'js',
    }),
  },
};

/** The worker is a file beside, not a source to build from. */
const workerBeside = {
  name: 'worker-beside',
  transform: {
    filter: { id: /src\/sdk\/start-worker\.ts$/ },
    handler(code) {
      if (!code.includes(WORKER_IN_SOURCES)) fail(`src/sdk/start-worker.ts: expected ${WORKER_IN_SOURCES}`);
      return code.replace(WORKER_IN_SOURCES, "new URL('./worker.js', import.meta.url)");
    },
  },
};

/** The SDK is one file, privet.js, that the other entries import: a page that has it does not fetch it again. */
const sdkBeside = {
  name: 'sdk-beside',
  resolveId: {
    filter: { id: /\/sdk\/index\.ts$/ },
    handler: (_, importer) => (importer ? { id: './privet.js', external: 'relative' } : undefined),
  },
};

/** The minifier leaves no comment, so that bundlers are told in what it wrote. */
function leaveAlone(folder, files) {
  for (const { fileName, code } of files) {
    if (code?.search(NO_ASSET) >= 0) writeFileSync(join(folder, fileName), code.replaceAll(NO_ASSET, LEFT_ALONE));
  }
}

/** Bundles, and writes into `folder`. @returns the files, each with its modules */
async function bundle(folder, input, output, tsconfig) {
  const build = await rolldown({
    input,
    external: EXTERNAL,
    platform: 'browser',
    tsconfig: join(root, tsconfig),
    plugins: [rawText, workerBeside, sdkBeside],
    onLog(level, log, handle) {
      if (level === 'warn') handle(level, log);
    },
  });
  const { output: files } = await build.write({ dir: folder, ...OUTPUT, ...output });
  await build.close();
  leaveAlone(folder, files);
  return files;
}

export async function buildPage(folder, entries) {
  const { 'privet.css': css, ...scripts } = entries;
  // What the elements share with their panels stays in their own file: one request, not one a module.
  const groups = [{ name: 'elements', tags: ['$initial'], test: /\/src\/elements\// }];
  const files = await bundle(folder, scripts, { codeSplitting: { groups } }, 'tsconfig.page.json');
  if (!files.some(({ code }) => WORKER_IN_PACKAGE.test(code ?? ''))) fail(`the page has no ${WORKER_IN_PACKAGE}`);
  if (css) writeFileSync(join(folder, 'privet.css'), readFileSync(css));
}

/** `npm run build:packages -- --sizes` prints what the worker's first file is made of. */
export async function buildWorker(folder) {
  const groups = [{ name: 'worker', tags: ['$initial'] }];
  const input = { worker: join(root, 'src/engine/worker.ts') };
  const files = await bundle(folder, input, { codeSplitting: { groups } }, 'tsconfig.worker.json');
  const entry = files.find(({ fileName }) => fileName === 'worker.js');
  if (entry.imports.length > 0) fail(`worker.js: found imports of ${entry.imports.join(', ')}, expected one file`);
  if (process.argv.includes('--sizes')) printModules(entry);
}

function printModules({ modules }) {
  const sizes = Object.entries(modules).map(([id, { renderedLength }]) => [id.slice(root.length + 1), renderedLength]);
  for (const [id, bytes] of sizes.sort(([, a], [, b]) => b - a).slice(0, 40)) {
    console.log(`${String(bytes).padStart(8)}  ${id}`);
  }
}
