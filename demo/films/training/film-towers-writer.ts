// What film training leaves behind: the committed files under public/models.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeCodebooks } from '../../../src/formats/codebooks.ts';
import { gzip } from '../../../src/formats/gzip.ts';
import type { ModelCard } from '../../../src/formats/model-card.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../../../src/numerics/quantize.ts';
import { selectRows } from '../../../src/numerics/select-rows.ts';
import { type TowerConfig, tasteDims } from '../../../src/pipeline/models/tower-config.ts';
import type { LearnedTowers } from '../../../src/pipeline/training/learn-towers.ts';
import type { SemanticIds } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import { HASHED_MODALITIES } from '../../../src/text/modalities.ts';
import { TOWERS_FILE, TRAINED_FILES } from '../bundle/film-towers.ts';
import { encodeResiduals } from '../bundle/residuals-file.ts';
import type { Film } from '../cleaning/read-films.ts';
import { modelCardMarkdown } from './model-card.ts';

/** What a training made. */
interface TrainedFilms {
  films: readonly Film[];
  semanticIds: SemanticIds;
  /** Over the films in their order; its embeddings are made with residuals as they ship. */
  learned: LearnedTowers;
}

/** The towers, and the residuals of the films that a log knows; an interrupted write leaves all files as they were. */
export async function writeFilmTowers(outDir: string, trained: TrainedFilms, modelCard: ModelCard): Promise<void> {
  const { films, semanticIds, learned } = trained;
  const { config, int8, residuals, prior, meanStrength, events } = learned;
  const taste = tasteDims(config);
  const known = [...films.keys()]
    .filter((row) => events[row]! > 0)
    .sort((a, b) => (films[a]!.itemId < films[b]!.itemId ? -1 : 1));
  const scale = itemScaleFor(residuals, taste);
  const values = selectRows(quantizeItemEmbeddings(residuals, scale), Uint32Array.from(known), taste);
  const ids = known.map((row) => films[row]!.itemId);
  const towers = {
    embeddingDim: config.embeddingDim,
    qualityDims: config.qualityDims,
    prior: Array.from(prior),
    meanStrength,
    itemTowerInputs: itemTowerInputs(config),
    modelCard: 'model-card.json',
  };
  await writeAll(outDir, {
    [TRAINED_FILES.itemTower]: int8.itemTower,
    [TRAINED_FILES.userTower]: int8.userTower,
    [TRAINED_FILES.userTowerBatch]: int8.userTowerBatch,
    [TRAINED_FILES.residuals]: encodeResiduals({ dim: taste, ids, scale, values }),
    [TRAINED_FILES.codebooks]: await gzip(encodeCodebooks(semanticIds.codebooks)),
    'model-card.json': `${JSON.stringify(modelCard)}\n`,
    'MODEL_CARD.md': modelCardMarkdown(modelCard),
    [TOWERS_FILE]: `${JSON.stringify(towers)}\n`,
  });
}

/** As the manifest has it. */
function itemTowerInputs({ numLevels }: TowerConfig) {
  return { codes: numLevels > 0, modalities: [...HASHED_MODALITIES] };
}

async function writeAll(folder: string, files: Record<string, Uint8Array | string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, `${name}.part`), bytes);
  for (const name of Object.keys(files)) await rename(join(folder, `${name}.part`), join(folder, name));
}
