// Trains the film towers on what people rated and on what a language model wrote of what they love, and writes what is
// committed under public/models.

import { join } from 'node:path';
import { openEnglishEncoder } from '../../../src/pipeline/encoder/english-encoder.ts';
import { tasteDims } from '../../../src/pipeline/models/tower-config.ts';
import { towerConfig } from '../../../src/pipeline/training/describe-items.ts';
import { addFame, type FameWeights } from '../../../src/pipeline/training/fame.ts';
import { finishTowers, type LearnedTowers } from '../../../src/pipeline/training/learn-towers.ts';
import { type TrainingProgress, trainTowers } from '../../../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../../../src/pipeline/training/training-data.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import { type Film, readFilms } from '../cleaning/read-films.ts';
import { readHistories } from '../histories/film-histories.ts';
import { readTies } from '../ties/film-ties.ts';
import { writeFilmTowers } from './film-towers-writer.ts';
import { describeFilms, readFilmLogs, writtenLogs } from './film-training-data.ts';
import { filmModelCard } from './model-card.ts';

export interface TrainFilmsOptions {
  ort: OrtModule;
  /** Folder with the logs and their joins (see film-training-data.ts). */
  data: string;
  /** Where the towers go (default public/models). */
  outDir: string;
  /** Where checkpoints are kept. */
  cacheDir: string;
  settings?: Partial<TrainingSettings>;
  /** Default: the whole catalog. */
  films?: readonly Film[];
  onStage?: (stage: string) => void;
  onTrain?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

/** Fame is that of today, not of the logs. */
export const FILM_SETTINGS: TrainingSettings = { ...DEFAULT_TRAINING_SETTINGS, fameCorrection: 1, epochs: 12 };

/**
 * What it is worth to anybody that a film is loved, known and new, in nats: chosen like the parts of its renown
 * (records/mentions.ts).
 */
const FAME: FameWeights = { rating: 3.5, popularity: 6.4, freshness: 1.5 };
/** Weight of the mean of a history against the prior; chosen on the development half of the taste bench. */
const MEAN_STRENGTH = 2;

/** Of whom nothing is known gets what is loved, known and new, and no taste. */
function withFameAlone(learned: LearnedTowers): LearnedTowers {
  return { ...learned, prior: learned.prior.slice().fill(0, 0, tasteDims(learned.config)) };
}

export async function trainFilms(options: TrainFilmsOptions): Promise<void> {
  const { ort, cacheDir, films = readFilms().films, onStage, signal } = options;
  const settings = { ...FILM_SETTINGS, ...options.settings };
  onStage?.('reading films and logs');
  const written = { histories: readHistories(), ties: readTies(), seed: settings.seed };
  const filmLogs = [...(await readFilmLogs(options.data, films, signal)), ...writtenLogs(films, written)];
  const logs = filmLogs.map(({ log }) => log);
  for (const { name, numUsers, items } of logs) onStage?.(`${name}: ${numUsers} people, ${items.length} events`);
  onStage?.('encoding texts');
  const { encodeAll } = await openEnglishEncoder();
  const described = await describeFilms(films, encodeAll, settings.seed);
  const { items, semanticIds } = described;
  onStage?.('training');
  // Its logs know likes and dislikes, so the towers have learned what an opinion says.
  const config = { ...towerConfig(described, logs[0]!), opinionStrength: 0 };
  const training = {
    ...{ ort, config, items, logs, settings, onProgress: options.onTrain, signal },
    checkpointFile: join(cacheDir, `film-towers-seed${settings.seed}.checkpoint`),
  };
  const trained = await trainTowers(training);
  onStage?.('exporting');
  const served = { ...trained, parameters: addFame(trained.parameters, config, FAME) };
  const learned = await finishTowers(training, served, { roundsResiduals: true, meanStrength: MEAN_STRENGTH });
  const { validation } = trained;
  const card = filmModelCard({ config, settings, numFilms: films.length, filmLogs, validation, files: learned.int8 });
  await writeFilmTowers(options.outDir, { films, semanticIds, learned: withFameAlone(learned) }, card);
}
