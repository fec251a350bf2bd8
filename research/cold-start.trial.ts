// How well does each way of placing an item that nobody has met yet? Arms under one protocol (cold-start/cold-items.ts)
// on MovieLens 1M, from the items file's own words: popularity, which knows nothing of such items; the nearest
// neighbours in content (the untrained 8-bit bundle); a plain search over title words, genres and years; and towers
// trained with settings of your choice, in f32 and in 8 bits. What it costs is asked of warm items in the same events.
//
// npx tsx research/cold-start.trial.ts --data FOLDER [--fold 0] [--seed 1] [--epochs 10]
//   [--arm "plain:"] [--arm "restarted, as sites are: restartEpochs=4"] [--arm "hash IDs: ids=1, content=0"] …
//   (without --arm nothing is trained)
//   [--only token-neighbours,popularity]     (of the arms that need no training; default: all; '' = none)
//
// The trained arms are cut and resumed by epochs: .cache/cold-start has their checkpoints.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { siteFeatures } from '../src/items/site-features.ts';
import { createRandom } from '../src/numerics/random.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { type Recommender, scoringRecommender } from '../src/pipeline/evaluation/recommender.ts';
import { itemPopularity } from '../src/pipeline/evaluation/segments.ts';
import { openInt8Towers } from '../src/pipeline/evaluation/tower-recommender.ts';
import type { Interactions } from '../src/pipeline/input/interactions.ts';
import { openBundle } from '../src/pipeline/input/read-bundle-folder.ts';
import { buildContentOnlyBundle } from '../src/pipeline/site/site-bundle.ts';
import { processTerminal } from '../src/pipeline/terminal/terminal.ts';
import { nothingKnown, readColdData } from './cold-start/cold-data.ts';
import { coldLines, warmLine } from './cold-start/cold-lines.ts';
import { tokenNeighbours } from './cold-start/token-neighbours.ts';
import type { Result } from './result-line.ts';
import { changesOfArm, parseArms, parseCount, parseNames } from './training/changed-settings.ts';
import { CACHE_FOLDER } from './training/encoder-cache.ts';
import { type ArmItems, armItems, armTowers, checkpointOf, trainArm } from './training/train-arm.ts';

const UNTRAINED_ARMS = ['popularity', 'content-neighbours', 'token-neighbours'];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    fold: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '10' },
    arm: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', default: UNTRAINED_ARMS.join(',') },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const fold = parseCount(options.fold, '--fold', 0);
const seed = parseCount(options.seed, '--seed', 0);
const epochs = parseCount(options.epochs, '--epochs');
const arms = parseArms(options.arm, UNTRAINED_ARMS);
const untrained = parseNames(options.only, UNTRAINED_ARMS, '--only');

const data = await readColdData(options.data, fold, seed);
const { ort } = await loadOnnxRuntime();

for (const name of untrained) await measure(name, {}, await untrainedArm(name));
let items: ArmItems | undefined;
for (const arm of arms) {
  items ??= await armItems(data, seed);
  const checkpointFile = await checkpointOf('cold-start', arm, `fold${fold}-seed${seed}`);
  const trained = await trainArm(ort, arm, items, data, { epochs, seed, checkpointFile });
  for (const towers of await armTowers(arm.name, trained, ort))
    await measure(towers.name, changesOfArm(arm), towers).finally(() => towers.dispose());
}

async function untrainedArm(name: string): Promise<Recommender> {
  const { input, itemIds, learned } = data;
  if (name === 'popularity') return popularityByChance(learned.train);
  if (name === 'token-neighbours') return tokenNeighbours(input.items);
  const outDir = join(CACHE_FOLDER, 'cold-start', 'content');
  const known = nothingKnown(itemIds.length);
  await buildContentOnlyBundle({
    ...{ ort, input, features: siteFeatures(input.items, known), outDir, seed },
    ...{ name: 'cold start', cacheDir: CACHE_FOLDER, terminal: processTerminal() },
  });
  return openInt8Towers(await openBundle(outDir), itemIds, ort);
}

/** Ties are broken by chance: the order of the items file says how old a film is, and all cold items tie. */
function popularityByChance(warm: Interactions): Recommender {
  const random = createRandom(seed);
  const scores = Float32Array.from(itemPopularity(warm), (count) => count + random.next() / 2);
  return scoringRecommender('popularity', () => scores);
}

/** Untrained arms carry the number of epochs as well: it tells which trained arms they are beside. */
async function measure(arm: string, changed: Result['changed'], model: Recommender): Promise<void> {
  const measured = { trial: 'cold-start', arm, changed, epochs, seed };
  for (const line of await coldLines(model, data, measured, { fold })) console.log(line);
  console.log(await warmLine(model, data, measured, { fold }));
}
