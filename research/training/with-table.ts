// What ships of trained towers: 8 bits with an item-to-item table, on the validation targets that the table's weights are chosen on.

import { fitItemToItem } from '../../src/pipeline/closed-form/fit-item-to-item.ts';
import { embedItems } from '../../src/pipeline/training/embed.ts';
import { exportTowers } from '../../src/pipeline/training/export-towers.ts';
import { sessionOptions } from '../../src/pipeline/training/session-options.ts';
import type { TrainedTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from '../../src/pipeline/training/training-data.ts';
import type { OrtModule } from '../../src/towers/session.ts';

/** @returns figures with the number of people asked, and what was chosen for the table */
export async function figuresWithTable(
  ort: OrtModule,
  trained: TrainedTowers,
  items: TrainingItems,
  log: TrainingLog,
  settings: TrainingSettings,
) {
  const { seed } = settings;
  const embed = { ort, config: trained.config, sessionOptions: sessionOptions(settings) };
  const { int8, residuals, prior, meanStrength } = await exportTowers(embed, trained, items, log, seed);
  const embeddings = await embedItems(embed, int8.itemTower, items, residuals);
  const companions = { userTowerBatch: int8.userTowerBatch, embeddings, prior, meanStrength };
  const { tower, easeWeight } = await fitItemToItem({ embed, logs: [log], numItems: items.numItems, companions, seed });
  const { recall10, ndcg10, strength, knee } = tower;
  const cases = log.validationTargets?.filter((target) => target >= 0).length ?? 0;
  const figures = { recall10, ndcg10, users: cases };
  return { figures, chosen: { strength, knee, easeWeight } };
}
