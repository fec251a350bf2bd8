// What are the film records worth to recommendations? The same towers, once with what the records tell of the films and once
// without, on MovieLens 1M: from content alone (untrained, popularity unknown), and for cold items (trained on a log that lacks a
// fifth of the items; see src/pipeline/evaluation/cold-start.ts). 8-bit bundles, ranked by the page's code. Figures within the
// films that have a record, too: having one is a sign of fame.
//
// npx tsx bench/film-records.bench.ts --data FOLDER [--fold 0] [--epochs 10] [--seed 1]
// npx tsx bench/film-records.bench.ts --data FOLDER --bundle .cache/evaluation-bundle   (ranking by trained towers alone)

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { logFacts } from '../src/pipeline/commands/log-facts.ts';
import { loadOnnxRuntime } from '../src/pipeline/commands/onnx-runtime.ts';
import { buildTrainedBundle, buildUntrainedBundle } from '../src/pipeline/commands/site-bundle.ts';
import { siteFeatures, siteItems } from '../src/pipeline/commands/site-items.ts';
import { processTerminal } from '../src/pipeline/commands/terminal.ts';
import { evaluateColdItems, itemFolds, warmPart } from '../src/pipeline/evaluation/cold-start.ts';
import { evaluateCases } from '../src/pipeline/evaluation/evaluate.ts';
import { openBundle } from '../src/pipeline/evaluation/open-bundle.ts';
import { leaveLastOut } from '../src/pipeline/evaluation/split.ts';
import { openInt8Towers, type TowerRecommender } from '../src/pipeline/evaluation/tower-recommender.ts';
import { readFilms } from '../src/pipeline/films/read-films.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { readMovieLens } from '../src/pipeline/training/film-training-data.ts';
import { trainingLog } from '../src/pipeline/training/training-log.ts';
import { itemText } from '../src/text/item-text.ts';

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
const [fold, epochs, seed] = [options.fold, options.epochs, options.seed].map(Number) as [number, number, number];
const cacheDir = fileURLToPath(new URL('../.cache', import.meta.url));
const terminal = processTerminal();
const { ort } = await loadOnnxRuntime();

const input = await readItems(join(data, 'ml-1m/items.jsonl'));
const itemIds = input.items.map(({ itemId }) => itemId);
const log = await readInteractions(join(data, 'ml-1m/interactions.csv'), itemIds);
const split = leaveLastOut(log);
const folds = itemFolds(log.numItems, seed);
const isCold = (item: number): boolean => folds[item] === fold;
const rows = Uint32Array.from(itemIds, (_, row) => row);

const described = await describedItems();

async function compare(name: string, useRecords: boolean): Promise<void> {
  const fields = (await moviesOf(useRecords)).map((movie) => movie.fields);
  const items = { ...siteItems(input), fields, texts: fields.map((film) => itemText(film)) };
  const common = { ort, items, seed, cacheDir, terminal, name: `film records: ${name}` };
  const folder = join(cacheDir, 'film-records', name);

  const nothing = {
    popularity: new Uint32Array(log.numItems),
    meanStars: new Float64Array(log.numItems).fill(Number.NaN),
  };
  const content = join(folder, 'content');
  await buildUntrainedBundle({ ...common, features: siteFeatures(input.items, nothing), outDir: content });
  await withTowers(content, async (towers) => {
    await printRanking(name, 'content only', towers);
    await printCold(name, 'cold, content only', towers);
  });

  const train = warmPart(log, isCold);
  const validation = split.validation.filter(({ targetEvent }) => !isCold(log.items[targetEvent]!));
  const trained = join(folder, `fold${fold}`);
  await buildTrainedBundle({
    ...common,
    features: siteFeatures(input.items, logFacts(train)),
    // Cold items are in no softmax either.
    log: {
      ...trainingLog('warm', { ...split, train, validation }, rows),
      candidates: rows.filter((row) => !isCold(row)),
    },
    settings: { epochs },
    outDir: trained,
    checkpointFile: join(folder, `fold${fold}.checkpoint`),
  });
  await withTowers(trained, (towers) => printCold(name, `cold, trained ${epochs} epochs`, towers));
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
    print({ texts, task, targets, cases: users, recall10: recall, ndcg10: ndcg });
  }
}

async function printCold(texts: string, task: string, towers: TowerRecommender): Promise<void> {
  const figures = await evaluateColdItems(towers, log, isCold, 10);
  print({ texts, task, targets: 'cold', ...figures });
}

function print(figures: Record<string, string | number>): void {
  const rounded = Object.entries(figures).map(([name, value]) => [
    name,
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value,
  ]);
  console.log(
    JSON.stringify({ command: 'bench', bench: 'film-records', fold, epochs, seed, ...Object.fromEntries(rounded) }),
  );
}

if (options.bundle !== undefined) {
  await withTowers(options.bundle, (towers) => printRanking(options.bundle!, 'trained', towers));
} else {
  await compare('with records', true);
  await compare('without records', false);
}
