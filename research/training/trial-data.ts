// MovieLens as the film towers were trained on it: the items of both sets with all that film training knows of them,
// and ml-1m's log.

import { fileURLToPath } from 'node:url';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { describeMovieLens, logsOf, readMovieLens } from '../../demo/films/training/film-training-data.ts';
import { openBundledEncoder } from '../../src/pipeline/encoder/bundled-encoder.ts';
import type { EncodeTexts } from '../../src/pipeline/training/describe-items.ts';
import type { TrainingItems, TrainingLog } from '../../src/pipeline/training/training-data.ts';
import type { OrtModule } from '../../src/towers/session.ts';

export const CACHE_FOLDER = fileURLToPath(new URL('../../.cache', import.meta.url));

/** @param folder  as docs/training.md describes it */
export async function readTrialData(
  ort: OrtModule,
  folder: string,
  seed: number,
): Promise<{ itemIds: string[]; items: TrainingItems; log: TrainingLog }> {
  const movieLens = await readMovieLens(folder, readFilms().films);
  const { items } = await withEncoder(ort, (encode) => describeMovieLens(movieLens, encode, seed));
  return { itemIds: movieLens.items.map(({ itemId }) => itemId), items, log: logsOf(movieLens)[0]! };
}

/** Gives `use` a text encoder that takes content vectors from the cache where they are known. */
export async function withEncoder<T>(ort: OrtModule, use: (encode: EncodeTexts) => Promise<T>): Promise<T> {
  const encoder = await openBundledEncoder(ort, CACHE_FOLDER);
  return use((texts) => encoder.encode(texts)).finally(encoder.dispose);
}
