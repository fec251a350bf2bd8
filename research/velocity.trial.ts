// How many events does a new item need until it is listed as often as a warm one that ends as popular? MovieLens 1M with one fold of its
// items new (src/pipeline/evaluation/velocity.ts), towers trained on the rest (8 bits). Between trainings an embedding may stay where the
// item tower put it, or move with its first events (src/pipeline/evaluation/early-embedding.ts) by one of several priors.
//
// npx tsx research/velocity.trial.ts --data FOLDER [--fold 0] [--seed 1] [--epochs 5] [--priors 2,5,20] [--users 1000]

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { earlyEmbedding, neighbourResidual } from '../src/pipeline/evaluation/early-embedding.ts';
import { roundedTowers } from '../src/pipeline/evaluation/tower-recommender.ts';
import { eventsToReach, exposureVelocity, type RevealedEvents } from '../src/pipeline/evaluation/velocity.ts';
import { tasteDims } from '../src/pipeline/models/tower-config.ts';
import { parseArm, parseCount, parseNumbers } from './training/changed-settings.ts';
import { readColdData } from './training/cold-data.ts';
import { armItems, checkpointOf, trainArmParts } from './training/train-arm.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    fold: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '5' },
    priors: { type: 'string', default: '2,5,20' },
    users: { type: 'string', default: '1000' },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const fold = parseCount(options.fold, '--fold', 0);
const seed = parseCount(options.seed, '--seed', 0);
const epochs = parseCount(options.epochs, '--epochs');
const users = parseCount(options.users, '--users');
const priors = parseNumbers(options.priors, '--priors');

const data = await readColdData(options.data, fold, seed);
const { log, isCold } = data;
const { ort } = await loadOnnxRuntime();
const arm = parseArm('plain:');
const checkpointFile = await checkpointOf('cold-start', arm, `fold${fold}-seed${seed}`);
const items = await armItems(ort, data, seed);
const { config, int8, residuals } = await trainArmParts(ort, arm, items, data, { epochs, seed, checkpointFile });
const { userTowerBatch, embeddings } = int8;
const { embeddingDim: dim } = config;
const taste = tasteDims(config);
const userOf = userOfEvents();

await measure('as the item tower places it', () => embeddings);
for (const prior of priors) await measure(`moved by its events, prior ${prior}`, (events) => moved(events, prior));

async function measure(variant: string, embeddingsAfter: (events: RevealedEvents) => Float32Array): Promise<void> {
  const points = await exposureVelocity(
    log,
    isCold,
    (_, events) =>
      roundedTowers(variant, userTowerBatch, { embeddings: embeddingsAfter(events), embeddingDim: dim }, ort),
    { seed, users },
  );
  const line = { command: 'bench', bench: 'velocity', variant, fold, epochs, seed, users };
  for (const { numRevealed, items: counted, exposure, warmExposure, relativeExposure } of points) {
    const shares = { exposure, warmExposure, relativeExposure };
    const rounded = Object.entries(shares).map(([name, value]) => [name, Number(value.toFixed(4))]);
    console.log(JSON.stringify({ ...line, numRevealed, items: counted, ...Object.fromEntries(rounded) }));
  }
  const reached = Object.fromEntries([0.5, 1].map((share) => [share, eventsToReach(points, share)?.toFixed(1)]));
  console.log(JSON.stringify({ ...line, eventsToReach: reached }));
}

/** All embeddings, those of new items moved by their events. */
function moved(events: RevealedEvents, prior: number): Float32Array {
  const after = embeddings.slice();
  for (const [item, own] of events.entries()) {
    if (!isCold(item)) continue;
    const tower = embeddings.subarray(item * dim, item * dim + taste);
    const offsets = own.map((event) =>
      neighbourResidual(log, { event, user: userOf[event]! }, { residuals, dim: taste }),
    );
    after.set(earlyEmbedding(tower, offsets, prior), item * dim);
  }
  return after;
}

function userOfEvents(): Uint32Array {
  const users = new Uint32Array(log.items.length);
  for (let user = 0; user < log.numUsers; user++) users.fill(user, log.offsets[user], log.offsets[user + 1]);
  return users;
}
