// The files that a page loads: its entries (they may share files) and one worker, which is a single file up to the first
// list. Everything is found relative to the file that asks for it, so a folder may be served from anywhere.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { sealWorkers } from '../../src/fetching/checked-code/seal-workers.ts';
import { fail, root } from '../setup.mjs';

/** By the name of the built file. */
const ENTRIES = {
  privet: 'src/sdk/index.ts',
  elements: 'src/elements/elements.ts',
  frame: 'src/frame/frame.ts',
  'frame-page': 'src/frame/frame-page.ts',
  react: 'src/react/react.ts',
  'data-layer': 'src/data-layer/data-layer.ts',
  'connect-data-layer': 'src/elements/connect-data-layer.ts',
  vite: 'src/vite-plugin/vite-plugin.ts',
  'privet.css': 'src/elements/privet.css',
};
/** Entries that are built one by one. */
const ALONE = ['react', 'frame', 'data-layer', 'connect-data-layer'];
const EXTERNAL = [/^react(\/|$)/, /^react-dom(\/|$)/];
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
  return Object.fromEntries(Object.entries(ENTRIES).map(([name, source]) => [name, join(root, source)]));
}

/** `?raw` gives a file's text, as it does in Vite: of shaders, without comments and blanks that only people read. */
export const rawText = {
  name: 'raw-text',
  load: {
    filter: { id: /\.wgsl\?raw$/ },
    handler: (id) => ({
      code: `export default ${JSON.stringify(shaderCode(readFileSync(id.replace(/\?raw$/, ''), 'utf8')))};`,
      moduleType: 'js',
    }),
  },
};

/** WGSL has no texts in which a comment could seem to begin. */
function shaderCode(text) {
  const lines = text.split('\n').map((line) => line.replace(/\/\/.*/, '').trim());
  return lines.filter(Boolean).join('\n');
}

/** The worker is a file beside, not a source to build from. */
const workerBeside = {
  name: 'worker-beside',
  transform: {
    filter: { id: /src\/sdk\/start-by-address\.ts$/ },
    handler(code) {
      if (!code.includes(WORKER_IN_SOURCES)) fail(`src/sdk/start-by-address.ts: expected ${WORKER_IN_SOURCES}`);
      return code.replace(WORKER_IN_SOURCES, "new URL('./worker.js', import.meta.url)");
    },
  },
};

/** So is the runtime's WebAssembly. */
const wasmBeside = {
  name: 'wasm-beside',
  transform: {
    filter: { id: /src\/backends\/runtimes\.ts$/ },
    handler: (code) => code.replaceAll("new URL('onnxruntime-web/", "new URL('./"),
  },
};

/** The SDK is one file that the other entries import, and so are the elements: a page that has it does not fetch it again. */
const entryBeside = (file, source) => ({
  name: `${file}-beside`,
  resolveId: {
    filter: { id: source },
    handler: (_, importer) => (importer ? { id: `./${file}`, external: 'relative' } : undefined),
  },
});
const BESIDE = [
  entryBeside('privet.js', /\/sdk\/index\.ts$/),
  entryBeside('elements.js', /(^\.|\/elements)\/elements\.ts$/),
  entryBeside('data-layer.js', /\/data-layer\/data-layer\.ts$/),
];

/** The minifier leaves no comment, so that bundlers are told in what it wrote. */
function leaveAlone(folder, files) {
  for (const { fileName, code } of files) {
    if (code?.search(NO_ASSET) >= 0) writeFileSync(join(folder, fileName), code.replaceAll(NO_ASSET, LEFT_ALONE));
  }
}

/** Nothing is left to shake out of a worker: what is pure needs no word on it. Between two words a blank stays. */
function leaveOutPure(folder, files) {
  for (const { fileName } of files.filter(({ code }) => code)) {
    const file = join(folder, fileName);
    const code = readFileSync(file, 'utf8').replace(/(?<=[\w$])\/\* @__PURE__ \*\/ ?/g, ' ');
    writeFileSync(file, code.replaceAll('/* @__PURE__ */ ', '').replaceAll('/* @__PURE__ */', ''));
  }
}

/** Bundles, and writes into `folder`. @returns the files, each with its modules */
async function bundle(folder, input, output, tsconfig, define = {}) {
  const build = await rolldown({
    input,
    external: EXTERNAL,
    platform: 'browser',
    // What an entry shares with its late files stays in the entry: a page does not fetch it through a second one.
    preserveEntrySignatures: 'allow-extension',
    tsconfig: join(root, tsconfig),
    transform: { define },
    plugins: [rawText, workerBeside, wasmBeside, ...BESIDE],
    onLog(level, log, handle) {
      // `'use client'` of the React entry stays where it is; the tests of the packages hold it to that.
      if (level === 'warn' && log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
    },
  });
  const { output: files } = await build.write({ dir: folder, ...OUTPUT, ...output });
  await build.close();
  leaveAlone(folder, files);
  return files;
}

/**
 * @param worker  Subresource Integrity of worker.js, which is in the folder already
 * @returns       paths of the modules that were built in
 */
export async function buildPage(folder, entries, worker) {
  const { 'privet.css': css, vite: _, ...named } = entries;
  const scripts = Object.fromEntries(Object.entries(named).filter(([name]) => !ALONE.includes(name)));
  const define = { PACKAGED_WORKER: JSON.stringify(worker) };
  // What the elements share with their panels is in elements.js itself, so that nothing is fetched through a second file.
  const files = await bundle(folder, scripts, { codeSplitting: { groups: [] } }, 'tsconfig.page.json', define);
  if (!files.some(({ code }) => WORKER_IN_PACKAGE.test(code ?? ''))) fail(`the page has no ${WORKER_IN_PACKAGE}`);
  // Runs of their own: what they have in common with the others would become a file that both have to ask for.
  for (const name of ALONE) {
    files.push(...(await bundle(folder, { [name]: named[name] }, { codeSplitting: false }, 'tsconfig.page.json')));
  }
  writeFileSync(join(folder, 'privet.css'), readFileSync(css));
  return modulesOf(files);
}

const modulesOf = (files) => files.flatMap(({ modules = {} }) => Object.keys(modules));

/**
 * `npm run build:packages -- --sizes` prints what the worker's first file is made of.
 *
 * @returns  `modules`: paths of what was built in; `integrity`: Subresource Integrity of worker.js
 */
export async function buildWorker(folder) {
  const groups = [{ name: 'worker', tags: ['$initial'] }];
  const input = { worker: join(root, 'src/engine/worker.ts') };
  const files = await bundle(folder, input, { codeSplitting: { groups } }, 'tsconfig.worker.json');
  leaveOutPure(folder, files);
  const entry = files.find(({ fileName }) => fileName === 'worker.js');
  if (entry.imports.length > 0) fail(`worker.js: found imports of ${entry.imports.join(', ')}, expected one file`);
  if (process.argv.includes('--sizes')) printModules(entry);
  const { 'worker.js': integrity } = sealWorkers(folder, ['worker.js']);
  return { modules: modulesOf(files), integrity };
}

function printModules({ modules }) {
  const sizes = Object.entries(modules).map(([id, { renderedLength }]) => [id.slice(root.length + 1), renderedLength]);
  for (const [id, bytes] of sizes.sort(([, a], [, b]) => b - a).slice(0, 40)) {
    console.log(`${String(bytes).padStart(8)}  ${id}`);
  }
}
