// What are the film records worth to recommendations? The same towers, once with what the records tell of the films and once
// without, on MovieLens 1M: from content alone (untrained, popularity unknown), and for cold items (trained on a log that lacks a
// fifth of the items; see src/pipeline/evaluation/cold-start.ts). 8-bit bundles, ranked by the page's code. Figures within the
// films that have a record, too: having one is a sign of fame.
//
// npx tsx research/film-records.trial.ts --data FOLDER [--fold 0] [--epochs 10] [--seed 1]
// npx tsx research/film-records.trial.ts --data FOLDER --bundle .cache/evaluation-bundle   (ranking by trained towers alone)

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFilms } from '../demo/films/cleaning/read-films.ts';
import { readMovieLens } from '../demo/films/training/film-training-data.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { processTerminal } from '../src/pipeline/cli/terminal.ts';
import { evaluateCases } from '../src/pipeline/evaluation/evaluate.ts';
import { openBundle } from '../src/pipeline/evaluation/open-bundle.ts';
import { openInt8Towers, type TowerRecommender } from '../src/pipeline/evaluation/tower-recommender.ts';
import { variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { siteFeatures, siteItems } from '../src/pipeline/input/site-items.ts';
import { logFacts } from '../src/pipeline/site/log-facts.ts';
import { buildTrainedBundle, buildUntrainedBundle } from '../src/pipeline/site/site-bundle.ts';
import { itemText } from '../src/text/item-text.ts';
import { parseCount } from './training/changed-settings.ts';
import { nothingKnown, readColdData } from './training/cold-data.ts';
import { coldLines, type Measured } from './training/cold-lines.ts';
import { CACHE_FOLDER } from './training/trial-data.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    fold: { type: 'string', default: '0' },
    epochs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    bundle: { type: 'string' },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const { data } = options;
const fold = parseCount(options.fold, '--fold', 0);
const seed = parseCount(options.seed, '--seed', 0);
const epochs = parseCount(options.epochs, '--epochs');
const terminal = processTerminal();
const { ort } = await loadOnnxRuntime();
const cold = await readColdData(data, fold, seed);
const { input, itemIds, log, split } = cold;

const described = await describedItems();

async function compare(name: string, useRecords: boolean): Promise<void> {
  const fields = (await moviesOf(useRecords)).map((movie) => movie.fields);
  const items = { ...siteItems(input), fields, texts: fields.map((film) => itemText(film)) };
  const common = { ort, items, seed, cacheDir: CACHE_FOLDER, terminal, name: `film records: ${name}` };
  const folder = join(CACHE_FOLDER, 'film-records', name);

  const content = join(folder, 'content');
  const features = siteFeatures(input.items, nothingKnown(itemIds.length));
  await buildUntrainedBundle({ ...common, features, outDir: content });
  await withTowers(content, async (towers) => {
    await printRanking(name, 'content only', towers);
    await printCold(name, 'content only', towers);
  });

  const trained = join(folder, `fold${fold}`);
  await buildTrainedBundle({
    ...common,
    features: siteFeatures(input.items, logFacts(cold.warm)),
    log: cold.training,
    settings: { epochs },
    outDir: trained,
    checkpointFile: join(folder, `fold${fold}.checkpoint`),
  });
  await withTowers(trained, (towers) => printCold(name, 'trained', towers));
}

async function moviesOf(useRecords: boolean) {
  const { items } = await readMovieLens(data, readFilms({ useRecords }).films);
  return items.slice(0, itemIds.length); // those of ml-1m come first
}

/** u8 [numItems]: 1 = the records tell of it. */
async function describedItems(): Promise<Uint8Array> {
  return Uint8Array.from(await moviesOf(true), ({ film }) => (film?.hasRecord ? 1 : 0));
}

async function withTowers(folder: string, use: (towers: TowerRecommender) => Promise<void>): Promise<void> {
  const towers = await openInt8Towers(await openBundle(folder), itemIds, ort);
  await use(towers).finally(() => towers.dispose());
}

async function printRanking(texts: string, task: string, towers: TowerRecommender): Promise<void> {
  const recorded = split.test.filter(({ targetEvent }) => described[log.items[targetEvent]!] === 1);
  for (const [targets, cases] of [
    ['all', split.test],
    ['with a record', recorded],
  ] as const) {
    const figures = await evaluateCases(towers, split, cases, { seen: ['masked'], ks: [10] });
    const { users, recall, ndcg } = figures.find(({ segment }) => segment === 'all')!;
    const { bench, ...run } = measured(texts);
    const found = { recall10: recall, ndcg10: ndcg, users };
    console.log(variantLine({ bench, targets: `${task}, ${targets}`, ...run, ...found }));
  }
}

async function printCold(texts: string, task: string, towers: TowerRecommender): Promise<void> {
  for (const line of await coldLines(towers, cold, measured(texts), { fold }, `${task}, `)) console.log(line);
}

function measured(texts: string): Measured {
  return { bench: 'film-records', variant: texts, changed: {}, epochs, seed };
}

if (options.bundle !== undefined) {
  await withTowers(options.bundle, (towers) => printRanking(options.bundle!, 'trained', towers));
} else {
  await compare('with records', true);
  await compare('without records', false);
}
