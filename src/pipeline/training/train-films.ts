// Trains the film towers on MovieLens and writes what is committed under public/models, plus the evaluation bundle over all
// MovieLens items (never committed: it holds MovieLens rows), with the very same tower bytes.

import { join } from 'node:path';
import { createTokenizer } from '../../text/sentencepiece.ts';
import type { OrtModule } from '../../towers/session.ts';
import { buildTextEncoder } from '../encoder/build-text-encoder.ts';
import { createContentEncoder } from '../encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../encoder/use-lite-package.ts';
import { readFilms } from '../films/read-films.ts';
import { DEFAULT_TOWER_CONFIG } from '../models/tower-config.ts';
import { type MovieLens, readMovieLens, trainingItems, wordings } from './film-training-data.ts';
import { type TrainingProgress, trainTowers } from './train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from './training-data.ts';

export interface TrainFilmsOptions {
  ort: OrtModule;
  /** Folder with `ml-1m/`, `ml-latest-small/` and `joins/` (see film-training-data.ts). */
  data: string;
  /** Where the towers go (default public/models). */
  outDir: string;
  /** Where the evaluation bundle goes. */
  evaluationDir: string;
  /** Where content vectors and checkpoints are kept. */
  cacheDir: string;
  settings?: Partial<TrainingSettings>;
  onStage?: (stage: string) => void;
  onEncode?: (numDone: number, numTexts: number) => void;
  onTrain?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

export async function trainFilms(options: TrainFilmsOptions): Promise<void> {
  const settings = { ...DEFAULT_TRAINING_SETTINGS, ...options.settings };
  options.onStage?.('reading films and logs');
  const { films } = readFilms();
  const movieLens = await readMovieLens(options.data, films, options.signal);
  options.onStage?.(
    `${movieLens.items.length} items, ${movieLens.items.filter((item) => item.film).length} of them in the catalog`,
  );
  const vectors = await encodeWordings(movieLens, settings.seed, options);
  const items = trainingItems(movieLens, vectors);
  options.onStage?.('training');
  const trained = await trainTowers({
    ort: options.ort,
    config: DEFAULT_TOWER_CONFIG,
    items,
    logs: movieLens.logs,
    settings,
    checkpointFile: join(options.cacheDir, `film-towers-seed${settings.seed}.checkpoint`),
    onProgress: options.onTrain,
    signal: options.signal,
  });
  console.log(trained.validation);
}

async function encodeWordings(
  movieLens: MovieLens,
  seed: number,
  { ort, cacheDir, onStage, onEncode, signal }: TrainFilmsOptions,
): Promise<Float32Array[]> {
  onStage?.('encoding texts');
  const encoder = await createContentEncoder({
    ort,
    bytes: await buildTextEncoder({ quantized: true }),
    tokenizer: createTokenizer(await readUseLiteVocabulary()),
    cacheFolder: join(cacheDir, 'content-vectors'),
  });
  const vectors: Float32Array[] = [];
  for (const texts of wordings(movieLens, seed))
    vectors.push(await encoder.encode(texts, { onProgress: onEncode, signal }));
  await encoder.dispose();
  return vectors;
}
