// MovieLens as the film towers were trained on it: the items of both sets with all that film training knows of them,
// and ml-1m's log.

import { fileURLToPath } from 'node:url';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { readMovieLens, trainingItems, wordings } from '../../demo/films/training/film-training-data.ts';
import { buildTextEncoder } from '../../src/pipeline/encoder/build-text-encoder.ts';
import { createContentEncoder } from '../../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../../src/pipeline/encoder/use-lite-package.ts';
import type { TrainingItems, TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { createTokenizer } from '../../src/text/sentencepiece.ts';
import type { OrtModule } from '../../src/towers/session.ts';

export const CACHE_FOLDER = fileURLToPath(new URL('../../.cache', import.meta.url));

/** @param folder  as docs/training.md describes it */
export async function readTrialData(
  ort: OrtModule,
  folder: string,
  seed: number,
): Promise<{ itemIds: string[]; items: TrainingItems; log: TrainingLog }> {
  const movieLens = await readMovieLens(folder, readFilms().films);
  const vectors = await contentVectors(ort, wordings(movieLens, seed));
  const { items } = trainingItems(movieLens, vectors, seed);
  return { itemIds: movieLens.items.map(({ itemId }) => itemId), items, log: movieLens.logs[0]! };
}

/** Content vectors f32 [texts, 512] of each list of texts, from the cache where they are known. */
export async function contentVectors(ort: OrtModule, lists: readonly string[][]): Promise<Float32Array[]> {
  const encoder = await createContentEncoder({
    ort,
    bytes: await buildTextEncoder({ quantized: true }),
    tokenizer: createTokenizer(await readUseLiteVocabulary()),
    cacheFolder: `${CACHE_FOLDER}/content-vectors`,
  });
  const vectors: Float32Array[] = [];
  for (const texts of lists) vectors.push(await encoder.encode(texts));
  await encoder.dispose();
  return vectors;
}
