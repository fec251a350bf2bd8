// What is it worth to learn, once all settings are chosen, the events that they were chosen on? Everybody's last event is taken from a
// log of your own, and the event before it is what is asked: settings of the refit are chosen without a look at what `privet evaluate`
// asks. Each arm is a whole training, 8 bits; the part before the refit is trained once for all arms that share its settings.
//
// npx tsx research/refit.trial.ts --items items.jsonl --interactions log.csv [--epochs 13]
//   [--arm "without: restartEpochs=0"] [--arm "with:"] [--arm "longer: restartEpochs=6"] …
//   [--on training]     (the restart over the training part alone: what it brings without further events, where there is no teacher)

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { processTerminal } from '../src/pipeline/cli/terminal.ts';
import { blendOf, fitBlend } from '../src/pipeline/closed-form/blend.ts';
import { fitEase } from '../src/pipeline/closed-form/ease.ts';
import { fitTransitions } from '../src/pipeline/closed-form/transitions.ts';
import { evaluateRecommender } from '../src/pipeline/evaluation/evaluate.ts';
import { openBundle } from '../src/pipeline/evaluation/open-bundle.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { leaveLastOut, refitSplit, trainingPrefix } from '../src/pipeline/evaluation/split.ts';
import { openInt8Towers, openTowersWithTable } from '../src/pipeline/evaluation/tower-recommender.ts';
import { type Changes, variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import type { Interactions } from '../src/pipeline/input/interactions.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { siteItems } from '../src/pipeline/input/site-items.ts';
import { buildTrainedBundle } from '../src/pipeline/site/site-bundle.ts';
import { siteTraining } from '../src/pipeline/site/site-training.ts';
import { parseArms, parseCount, parseNames } from './training/changed-settings.ts';
import { CACHE_FOLDER } from './training/trial-data.ts';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string' },
    interactions: { type: 'string' },
    epochs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    on: { type: 'string', default: 'all' },
    arm: { type: 'string', multiple: true, default: ['without: restartEpochs=0', 'with:'] },
  },
});
const { items: itemsFile, interactions: logFile } = options;
if (itemsFile === undefined || logFile === undefined)
  throw new Error('--items or --interactions is missing, expected the two files that `privet evaluate` takes');
const seed = parseCount(options.seed, '--seed', 0);
const shared = options.epochs === undefined ? {} : { epochs: parseCount(options.epochs, '--epochs') };
const arms = parseArms(options.arm, []);
const [on] = parseNames(options.on, ['all', 'training'], '--on');

const input = await readItems(itemsFile);
const itemIds = input.items.map(({ itemId }) => itemId);
const split = leaveLastOut(withoutLast(await readInteractions(logFile, itemIds)));
const refitted = refitSplit(split);
const { ort } = await loadOnnxRuntime();
const terminal = processTerminal();

for (const { name, settings } of arms) {
  const outDir = join(CACHE_FOLDER, 'refit', encodeURIComponent(name));
  await buildTrainedBundle({
    ...{ ort, items: siteItems(input), outDir, name, seed, cacheDir: CACHE_FOLDER, terminal, split },
    ...siteTraining(input.items, split),
    ...(on === 'all' && { refit: siteTraining(input.items, refitted) }),
    // Only what people met is asked for, and none of it moves when requests and new items are learned.
    settings: { requestEpochs: 0, coldEpochs: 0, ...shared, ...settings },
    checkpointFile: join(CACHE_FOLDER, 'refit', 'shared.checkpoint'),
    withFloat: true, // rows in the order of the file, and no map
  });
  const bundle = await openBundle(outDir);
  await measure(`${name}: towers`, settings, await openInt8Towers(bundle, itemIds, ort));
  await measure(`${name}: towers and table`, settings, (await openTowersWithTable(bundle, itemIds, ort))!);
}
const blend = await fitBlend(await fitTransitions(split.train), await fitEase(split.train, ort), split);
await measure('without: transitions+ease', {}, blend);
const [transitions, ease] = [await fitTransitions(refitted.train), await fitEase(refitted.train, ort)];
await measure('with: transitions+ease', {}, blendOf(transitions, ease, blend.weight));

async function measure(variant: string, changed: Changes, model: Recommender): Promise<void> {
  const [all] = await evaluateRecommender(model, split, { seen: ['masked'], ks: [10] });
  const { recall, ndcg, users } = all!;
  console.log(variantLine({ bench: 'refit', variant, changed, recall10: recall, ndcg10: ndcg, users, seed }));
}

/** The log as it was before what `privet evaluate` asks for. */
function withoutLast(log: Interactions): Interactions {
  const ends = log.offsets.slice(1);
  for (const { user, targetEvent } of leaveLastOut(log).test) ends[user] = targetEvent;
  return trainingPrefix(log, ends);
}
