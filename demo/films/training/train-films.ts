// Trains the film towers on MovieLens and writes what is committed under public/models, plus the evaluation bundle over
// all MovieLens items (never committed: it holds MovieLens rows), with the very same tower bytes.

import { join } from 'node:path';
import { openBundledEncoder } from '../../../src/pipeline/encoder/bundled-encoder.ts';
import { towerConfig } from '../../../src/pipeline/training/describe-items.ts';
import { finishTowers, learnTable, withTeachers } from '../../../src/pipeline/training/learn-towers.ts';
import { type TrainingProgress, trainTowers } from '../../../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../../../src/pipeline/training/training-data.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { writeEvaluationBundle, writeFilmTowers } from './film-towers-writer.ts';
import { describeMovieLens, readMovieLens } from './film-training-data.ts';
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
  const { ort, cacheDir, onStage, onTeach, signal } = options;
  const settings = { ...DEFAULT_TRAINING_SETTINGS, ...options.settings };
  onStage?.('reading films and logs');
  const movieLens = await readMovieLens(options.data, readFilms().films, signal);
  const numFilms = movieLens.items.filter((item) => item.film).length;
  onStage?.(`${movieLens.items.length} items, ${numFilms} of them in the catalog`);
  onStage?.('encoding texts');
  const encoder = await openBundledEncoder(ort, cacheDir);
  const encode = (texts: readonly string[]) => encoder.encode(texts, { onProgress: options.onEncode, signal });
  const described = await describeMovieLens(movieLens, encode, settings.seed).finally(encoder.dispose);
  const { items, semanticIds } = described;
  const teaching = { ort, cacheFolder: join(cacheDir, 'teachers'), onProgress: onTeach, signal };
  if (settings.distillation > 0) onStage?.('asking the teacher');
  const logs = await withTeachers(movieLens.sources, settings, teaching);
  onStage?.('training');
  const config = towerConfig(described, logs[0]!);
  const training = {
    ...{ ort, config, items, logs, settings, onProgress: options.onTrain, signal },
    checkpointFile: join(cacheDir, `film-towers-seed${settings.seed}.checkpoint`),
  };
  const trained = await trainTowers(training);
  onStage?.('exporting');
  const learned = await finishTowers(training, trained, { roundsResiduals: true, withFloat: true });
  onStage?.('fitting what goes with what');
  const made = { movieLens, semanticIds, learned, table: await learnTable(training, learned) };
  await writeEvaluationBundle(options.evaluationDir, made);
  const { validation } = trained;
  const card = filmModelCard({ config, settings, movieLens, validation, files: learned.int8 });
  await writeFilmTowers(options.outDir, made, card);
}
