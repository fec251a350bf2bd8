// The command line as one file of JavaScript, with the text encoder and ONNX Runtime for Node beside it and the page's files
// to copy.

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { fail, root } from '../setup.mjs';
import { rawText } from './page.mjs';

/** Files of ONNX Runtime's build for Node, found beside its script. */
const RUNTIME_FILES = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
const OPTIONAL = ['onnxruntime-node', 'bullmq', 'ioredis', '@duckdb/node-api'];
const NODE = { platform: 'node', external: [/^node:/, ...OPTIONAL] };
const OUTPUT = { format: 'esm', codeSplitting: false };

/** The sources look for the repository's package.json; in the package it is beside the file. */
const ownVersion = {
  name: 'own-version',
  transform: {
    filter: { id: /src\/pipeline\/base\/own-version\.ts$/ },
    handler(code) {
      if (!code.includes("'../../../package.json'")) fail('own-version.ts: expected ../../../package.json');
      return code.replace("'../../../package.json'", "'./package.json'");
    },
  },
};

/** A file of its own: it finds its WebAssembly beside itself. */
const runtimeBeside = {
  name: 'runtime-beside',
  resolveId: {
    filter: { id: /^onnxruntime-web$/ },
    handler: () => ({ id: './ort/onnxruntime.js', external: 'relative' }),
  },
};

/** The page's own engine reads a bundle's judged pairs here, so its shaders are in it, though nothing draws on them. */
const PLUGINS = [ownVersion, runtimeBeside, rawText];

async function bundle(input, file, plugins) {
  const build = await rolldown({ input, ...NODE, plugins, tsconfig: join(root, 'tsconfig.node.json') });
  const { output } = await build.write({
    ...OUTPUT,
    file,
    ...(file.endsWith('privet.js') && { banner: '#!/usr/bin/env node' }),
  });
  await build.close();
  return output.flatMap(({ modules = {} }) => Object.keys(modules));
}

/**
 * @param page     the built package `privet`
 * @param runtime  onnxruntime-web's dist
 * @returns        paths of the modules that were built in
 */
export async function buildCommandLine(folder, { page, runtime }) {
  mkdirSync(join(folder, 'ort'), { recursive: true });
  const modules = [
    ...(await bundle(join(root, 'src/pipeline/cli/cli.ts'), join(folder, 'privet.js'), PLUGINS)),
    ...(await bundle(join(runtime, 'ort.node.min.mjs'), join(folder, 'ort', 'onnxruntime.js'), [])),
  ];
  cpSync(join(root, 'src/pipeline/encoder/english.bin.gz'), join(folder, 'english.bin.gz'));
  for (const file of RUNTIME_FILES) cpSync(join(runtime, file), join(folder, 'ort', file));
  const isOfPage = (path) => /\.(js|css|wasm|txt)$/.test(path) && !/(react|vite)\.js$/.test(path);
  cpSync(page, join(folder, 'page'), {
    recursive: true,
    filter: (path) => path === page || isOfPage(path),
  });
  for (const written of ['preview', 'frame']) {
    cpSync(join(root, 'packages/privet-cli', written), join(folder, 'page'), { recursive: true });
  }
  return modules;
}
