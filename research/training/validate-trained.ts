// Validates trained towers on any log, not only on the one that they were trained on: full ranking, seen masked, f32, as
// training's own validation.

import { embedItems, embedUsers } from '../../src/pipeline/training/embed.ts';
import { sessionOptions } from '../../src/pipeline/training/session-options.ts';
import { compileTowers, neutralScales } from '../../src/pipeline/training/tower-files.ts';
import type { TrainedTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from '../../src/pipeline/training/training-data.ts';
import { rankingFigures, type ValidationFigures, validationCases } from '../../src/pipeline/training/validate.ts';
import type { OrtModule } from '../../src/towers/session.ts';

/** Figures over all users of `log` that have a validation target, and their number. */
export async function validateTrained(
  ort: OrtModule,
  { config, parameters, residuals }: TrainedTowers,
  items: TrainingItems,
  log: TrainingLog,
  settings: TrainingSettings,
): Promise<ValidationFigures & { users: number }> {
  const options = { ort, config, sessionOptions: sessionOptions(settings) };
  const towers = (await compileTowers(config, parameters))({ ...parameters, ...neutralScales(config) });
  const embeddings = await embedItems(options, towers.itemTower, items, residuals);
  const cases = validationCases(log, log.numUsers, settings.seed);
  const caseUsers = cases.map(({ user }) => user);
  const users = await embedUsers(options, towers.userTowerBatch, log, caseUsers, embeddings);
  return { ...rankingFigures(log, cases, users, embeddings, config.embeddingDim), users: cases.length };
}
