// Trains the film towers on MovieLens and writes what is committed under public/models, plus the evaluation bundle over all
// MovieLens items (never committed: it holds MovieLens rows), with the very same tower bytes.

import { join } from 'node:path';
import { fitItemToItem } from '../../../src/pipeline/closed-form/fit-item-to-item.ts';
import { buildTextEncoder } from '../../../src/pipeline/encoder/build-text-encoder.ts';
import { createContentEncoder } from '../../../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../../../src/pipeline/encoder/use-lite-package.ts';
import { tasteDims } from '../../../src/pipeline/models/tower-config.ts';
import { embedItems } from '../../../src/pipeline/training/embed.ts';
import { exportTowers } from '../../../src/pipeline/training/export-towers.ts';
import { sessionOptions } from '../../../src/pipeline/training/session-options.ts';
import { fitTeacher } from '../../../src/pipeline/training/teacher.ts';
import { knownItems, towerConfig } from '../../../src/pipeline/training/train-site.ts';
import { type TrainingProgress, trainTowers } from '../../../src/pipeline/training/train-towers.ts';
import {
  DEFAULT_TRAINING_SETTINGS,
  type TrainingLog,
  type TrainingSettings,
} from '../../../src/pipeline/training/training-data.ts';
import { createTokenizer } from '../../../src/text/sentencepiece.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { quantizeResiduals, writeEvaluationBundle, writeFilmTowers } from './film-towers-writer.ts';
import { type MovieLens, readMovieLens, trainingItems, wordings } from './film-training-data.ts';
import { filmModelCard } from './model-card.ts';

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
  onTeach?: (numDone: number, numUsers: number) => void;
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
  const { items, semanticIds } = trainingItems(movieLens, vectors, settings.seed);
  const config = towerConfig(items, semanticIds, movieLens.logs[0]);
  const logs = await teachLogs(movieLens, settings, options);
  options.onStage?.('training');
  const trained = await trainTowers({
    ort: options.ort,
    config,
    items,
    logs,
    settings,
    checkpointFile: join(options.cacheDir, `film-towers-seed${settings.seed}.checkpoint`),
    onProgress: options.onTrain,
    signal: options.signal,
  });
  options.onStage?.('exporting');
  const embed = { ort: options.ort, config, sessionOptions: sessionOptions(settings) };
  const exported = await exportTowers(embed, trained, items, movieLens.logs[0], settings.seed);
  const quantized = quantizeResiduals(exported.residuals, tasteDims(config));
  const shipped = Float32Array.from(quantized.values, (value) => value * quantized.scale);
  const known = knownItems(movieLens.logs, items.numItems);
  const embeddings = await embedItems(embed, exported.int8.itemTower, items, shipped);
  options.onStage?.('fitting what goes with what');
  const fitted = await fitItemToItem({
    embed,
    logs: movieLens.logs,
    numItems: items.numItems,
    companions: { ...exported, userTowerBatch: exported.int8.userTowerBatch, embeddings },
    seed: settings.seed,
    signal: options.signal,
  });
  await writeEvaluationBundle({
    outDir: options.evaluationDir,
    config,
    exported,
    movieLens,
    semanticIds,
    known,
    embeddings,
    table: fitted.table,
    float32Embeddings: await embedItems(embed, exported.float32.itemTower, items, exported.residuals),
  });
  const card = filmModelCard({
    config,
    settings,
    movieLens,
    validation: trained.validation,
    files: exported.int8,
  });
  await writeFilmTowers({
    outDir: options.outDir,
    config,
    exported,
    residuals: quantized,
    movieLens,
    semanticIds,
    known,
    table: fitted,
    modelCard: card,
  });
}

async function teachLogs(
  { logs, sources }: MovieLens,
  { distillation }: TrainingSettings,
  { ort, cacheDir, onStage, onTeach, signal }: TrainFilmsOptions,
): Promise<TrainingLog[]> {
  if (distillation === 0) return logs;
  const taught: TrainingLog[] = [];
  for (const [i, { split, itemRows }] of sources.entries()) {
    onStage?.(`asking the teacher of ${logs[i].name}`);
    taught.push({
      ...logs[i],
      teacher: await fitTeacher(split, {
        ort,
        itemRows,
        cacheFolder: join(cacheDir, 'teachers'),
        onProgress: onTeach,
        signal,
      }),
    });
  }
  return taught;
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
