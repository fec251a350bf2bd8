// How good is the content path, where it is hardest to judge? `privet evaluate --content-only` compares it with the
// content mean as the page forgets (half-life 20); this asks how much of the gain is the faster forgetting alone, and
// how well items are placed that nobody has met (cold-start/cold-items.ts). 8-bit bundle, ranked by the page's code,
// popularity unknown; then once more with the popularity of the training part.
//
// npx tsx research/content-only.trial.ts --items FILE --interactions FILE [--half-lives 1,3] [--titles-only]
//   [--fold 0] [--seed 1]

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENT_DIM } from '../src/formats/vocabulary.ts';
import { siteFeatures } from '../src/items/site-features.ts';
import { selectRows } from '../src/numerics/select-rows.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { fitBlend } from '../src/pipeline/closed-form/blend.ts';
import { contentMean, logPopularity } from '../src/pipeline/closed-form/content-mean.ts';
import { dequantizeContent } from '../src/pipeline/embed/dequantize.ts';
import { evaluateCases } from '../src/pipeline/evaluation/evaluate.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { itemPopularity } from '../src/pipeline/evaluation/segments.ts';
import { leaveLastOut } from '../src/pipeline/evaluation/split.ts';
import {
  bundleRows,
  openInt8Towers,
  openTowersWithTable,
  type TowerRecommender,
} from '../src/pipeline/evaluation/tower-recommender.ts';
import { type OpenBundle, openBundle, readContent } from '../src/pipeline/input/read-bundle-folder.ts';
import { buildContentOnlyBundle } from '../src/pipeline/site/site-bundle.ts';
import { processTerminal } from '../src/pipeline/terminal/terminal.ts';
import { nothingKnown } from './cold-start/cold-data.ts';
import { itemFolds } from './cold-start/cold-items.ts';
import { coldLines } from './cold-start/cold-lines.ts';
import { resultLine } from './result-line.ts';
import { readSite } from './site.ts';
import { parseCount } from './training/changed-settings.ts';
import { CACHE_FOLDER } from './training/encoder-cache.ts';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string' },
    interactions: { type: 'string' },
    'half-lives': { type: 'string', default: '' },
    'titles-only': { type: 'boolean', default: false },
    fold: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});
const { items: itemsFile, interactions } = options;
if (itemsFile === undefined || interactions === undefined) throw new Error('--items and --interactions are needed');
const fold = parseCount(options.fold, '--fold', 0);
const seed = parseCount(options.seed, '--seed', 0);
const halfLives = options['half-lives'].split(',').filter(Boolean).map(Number);
const outDir = join(CACHE_FOLDER, 'content-only-trial');

const { ort } = await loadOnnxRuntime();
const { input, itemIds, log } = await readSite(itemsFile, interactions);
if (options['titles-only']) {
  input.items = input.items.map(({ id, title }) => ({ id, title, fields: { title }, facets: {}, details: {} }));
  input.facets = [];
}
const nothing = nothingKnown(log.numItems);
const features = siteFeatures(input.items, nothing);
const site = {
  ort,
  input,
  outDir,
  name: 'trial',
  seed,
  semanticSearch: true,
  cacheDir: CACHE_FOLDER,
  terminal: processTerminal(),
};
await buildContentOnlyBundle({ ...site, features });

const bundle = await openBundle(outDir);
const towers = await served(bundle);
const content = dequantizeContent(selectRows((await readContent(bundle))!, bundleRows(bundle, itemIds), CONTENT_DIM));
const split = leaveLastOut(log);
await printRanking('privet-int8', towers);
const folds = itemFolds(log.numItems, seed);
const cold = { log, isCold: (item: number) => folds[item] === fold };
for (const line of await coldLines(towers, cold, measured('privet-int8'), { fold })) console.log(line);
await towers.dispose();

const counted = siteFeatures(input.items, { ...nothing, popularity: itemPopularity(split.train) });
await buildContentOnlyBundle({ ...site, features: counted });
const withPopularity = await served(await openBundle(outDir));
await printRanking('privet-int8+popularity', withPopularity);
await withPopularity.dispose();
for (const halfLifeEvents of halfLives) {
  const blend = await fitBlend(contentMean(content, { halfLifeEvents }), logPopularity(split.train), split);
  await printRanking(`${blend.name}, half-life ${halfLifeEvents}, weight ${blend.weight}`, blend);
}

/** With the table of what is alike, as a page serves it; a large catalog has none. */
async function served(bundle: OpenBundle): Promise<TowerRecommender> {
  return (await openTowersWithTable(bundle, itemIds, ort)) ?? openInt8Towers(bundle, itemIds, ort);
}

async function printRanking(arm: string, recommender: Recommender): Promise<void> {
  const { figures } = await evaluateCases(recommender, split, split.test, { seen: ['masked'], ks: [10] });
  const { users, recall, ndcg } = figures.find(({ segment }) => segment === 'all')!;
  const { trial, ...run } = measured(arm);
  console.log(resultLine({ trial, targets: 'leave-last-out', ...run, recall10: recall, ndcg10: ndcg, users }));
}

function measured(arm: string) {
  return { trial: 'content-only', arm, changed: {}, seed };
}
