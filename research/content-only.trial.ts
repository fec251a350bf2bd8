// How good is the content path, where it is hardest to judge? `privet evaluate --content-only` compares it with the content mean as the
// page forgets (half-life 20); this asks how much of the gain is the faster forgetting alone, and how well items are placed that
// nobody has met (src/pipeline/evaluation/cold-start.ts). 8-bit bundle, ranked by the page's code, popularity
// unknown; then once more with the popularity of the training part.
//
// npx tsx research/content-only.trial.ts --items FILE --interactions FILE [--half-lives 1,3] [--titles-only] [--fold 0] [--seed 1]

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { processTerminal } from '../src/pipeline/cli/terminal.ts';
import { fitBlend } from '../src/pipeline/closed-form/blend.ts';
import { contentMean, logPopularity } from '../src/pipeline/closed-form/content-mean.ts';
import { dequantizeContent } from '../src/pipeline/embed/dequantize.ts';
import { evaluateColdItems, itemFolds } from '../src/pipeline/evaluation/cold-start.ts';
import { evaluateRecommender } from '../src/pipeline/evaluation/evaluate.ts';
import { openBundle, readContent } from '../src/pipeline/evaluation/open-bundle.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { itemPopularity } from '../src/pipeline/evaluation/segments.ts';
import { leaveLastOut } from '../src/pipeline/evaluation/split.ts';
import { bundleRows, openInt8Towers, selectRows } from '../src/pipeline/evaluation/tower-recommender.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { siteFeatures, siteItems } from '../src/pipeline/input/site-items.ts';
import { buildUntrainedBundle } from '../src/pipeline/site/site-bundle.ts';
import { CONTENT_DIM } from '../src/towers/vocabulary.ts';

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
const [fold, seed] = [Number(options.fold), Number(options.seed)];
const halfLives = options['half-lives'].split(',').filter(Boolean).map(Number);
const cacheDir = fileURLToPath(new URL('../.cache', import.meta.url));
const outDir = `${cacheDir}/content-only-bench`;

const { ort } = await loadOnnxRuntime();
const input = await readItems(itemsFile);
if (options['titles-only']) {
  input.items = input.items.map(({ itemId, title }) => ({ itemId, title, fields: {}, facets: {} }));
  input.facetNames = [];
}
const items = siteItems(input);
const log = await readInteractions(interactions, items.ids);
const nothing = {
  popularity: new Uint32Array(log.numItems),
  meanStars: new Float64Array(log.numItems).fill(Number.NaN),
};
const features = siteFeatures(input.items, nothing);
const site = { ort, items, outDir, name: 'bench', seed, cacheDir, terminal: processTerminal() };
await buildUntrainedBundle({ ...site, features });

const bundle = await openBundle(outDir);
const towers = await openInt8Towers(bundle, items.ids, ort);
const content = dequantizeContent(selectRows((await readContent(bundle))!, bundleRows(bundle, items.ids), CONTENT_DIM));
const split = leaveLastOut(log);
await printRanking('privet-int8', towers);
const folds = itemFolds(log.numItems, seed);
print({
  task: 'cold',
  model: 'privet-int8',
  fold,
  ...(await evaluateColdItems(towers, log, (i) => folds[i] === fold, 10)),
});
await towers.dispose();

const counted = siteFeatures(input.items, { ...nothing, popularity: itemPopularity(split.train) });
await buildUntrainedBundle({ ...site, features: counted });
const withPopularity = await openInt8Towers(await openBundle(outDir), items.ids, ort);
await printRanking('privet-int8+popularity', withPopularity);
await withPopularity.dispose();
for (const halfLifeEvents of halfLives) {
  const blend = await fitBlend(contentMean(content, { halfLifeEvents }), logPopularity(split.train), split);
  await printRanking(`${blend.name}, half-life ${halfLifeEvents}, weight ${blend.weight}`, blend);
}

async function printRanking(model: string, recommender: Recommender): Promise<void> {
  const figures = await evaluateRecommender(recommender, split, { seen: ['masked'], ks: [10] });
  const { users, recall, ndcg } = figures.find(({ segment }) => segment === 'all')!;
  print({ task: 'leave-last-out', model, users, recall10: recall, ndcg10: ndcg });
}

function print(figures: Record<string, string | number>): void {
  const rounded = Object.entries(figures).map(([name, value]) => [
    name,
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value,
  ]);
  console.log(JSON.stringify({ command: 'bench', bench: 'content-only', seed, ...Object.fromEntries(rounded) }));
}
