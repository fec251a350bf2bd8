// What do 8 bits cost a search, a basket, "similar" and a home list? The film towers as they ship, and the same before
// any rounding, asked for the next film of ml-1m's histories as each task asks for it (training/asked-tasks.ts):
// validation targets, full ranking of the log's items, seen masked. Of 8 bits everything is rounded as in the page:
// weights, item embeddings and the user embedding.
//
// npx tsx research/requests.trial.ts --data FOLDER [--bundle .cache/evaluation-bundle]
//   (`npm run train:films` writes the bundle)

import { parseArgs } from 'node:util';
import { quantizeUserEmbedding } from '../src/numerics/quantize.ts';
import { selectRows } from '../src/numerics/select-rows.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { bundleRows, readFloatFiles } from '../src/pipeline/evaluation/tower-recommender.ts';
import { openBundle, readBundleFile } from '../src/pipeline/site/read-bundle-folder.ts';
import { USER_TOWER_BATCH } from '../src/pipeline/training/tower-files.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { rankingFigures, validationCases } from '../src/pipeline/training/validate.ts';
import { createUserTower } from '../src/towers/user-tower.ts';
import { resultLine } from './result-line.ts';
import { ASKED_TASKS, askedUsers } from './training/asked-tasks.ts';
import { CACHE_FOLDER, readTrialData } from './training/trial-data.ts';

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, bundle: { type: 'string', default: `${CACHE_FOLDER}/evaluation-bundle` } },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');

const { ort } = await loadOnnxRuntime();
const bundle = await openBundle(options.bundle);
const { embeddingDim, itemScale, models } = bundle.manifest;
const float = await readFloatFiles(bundle);
if (!float || !models.userTowerBatch) throw new Error(`${options.bundle} has no towers in 8 bits and in f32`);
const { seed } = DEFAULT_TRAINING_SETTINGS;
const { itemIds, items, log } = await readTrialData(ort, options.data, seed);
const cases = validationCases(log, log.numUsers, seed);
const rows = bundleRows(bundle, itemIds);

const arms = {
  'privet-int8': {
    bytes: await readBundleFile(bundle.folder, models.userTowerBatch),
    embeddings: Float32Array.from(selectRows(bundle.embeddings, rows, embeddingDim), (step) => step * itemScale),
    served: roundedUsers,
  },
  'privet-f32': {
    bytes: float.userTowerBatch,
    embeddings: selectRows(float.embeddings, rows, embeddingDim),
    served: (users: Float32Array) => users,
  },
};

for (const [arm, { bytes, embeddings, served }] of Object.entries(arms)) {
  const tower = await createUserTower(ort, bytes, { batchSize: USER_TOWER_BATCH, embeddingDim });
  for (const targets of ASKED_TASKS) {
    const users = await askedUsers(targets, tower, { log, items, cases, embeddings, embeddingDim });
    const figures = rankingFigures(log, cases, served(users), embeddings, embeddingDim);
    console.log(resultLine({ trial: 'requests', targets, arm, changed: {}, ...figures, users: cases.length }));
  }
  await tower.dispose();
}

/** Each user embedding as it is ranked with, in its own unit: a step does not change an order. */
function roundedUsers(users: Float32Array): Float32Array {
  const rounded = new Float32Array(users.length);
  for (let start = 0; start < users.length; start += embeddingDim) {
    rounded.set(quantizeUserEmbedding(users.slice(start, start + embeddingDim)).values, start);
  }
  return rounded;
}
