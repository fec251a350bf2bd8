// What does an item-to-item table add to the towers? The table is fitted on the training part of a log (leave-last-out), its settings are
// chosen on validation targets, and towers alone, table alone and both are measured there, then once on the test targets: full ranking,
// seen items masked, by the page's own code. With --out, the bundle is written there again with the table in it.
//
// npx tsx research/item-to-item.trial.ts --data FOLDER --bundle FOLDER [--log log.csv] [--out FOLDER] [--cases 2000] [--neighbours 50]
//   --data holds items.jsonl and the log (default: interactions.csv); --bundle was trained on the training part (privet evaluate makes
//   one); --cases: most people that the settings are chosen on; --neighbours: of an item

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzip } from '../src/formats/gzip.ts';
import { encodeItemToItem, type ItemToItemTable } from '../src/formats/item-to-item.ts';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { NEIGHBOURS } from '../src/pipeline/closed-form/blend-table.ts';
import { fitItemToItem } from '../src/pipeline/closed-form/fit-item-to-item.ts';
import { tableRecommender } from '../src/pipeline/closed-form/table-recommender.ts';
import { evaluateCases, type Figures } from '../src/pipeline/evaluation/evaluate.ts';
import { openBundle, readBundleFile } from '../src/pipeline/evaluation/open-bundle.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { leaveLastOut, MAX_VALIDATION_USERS } from '../src/pipeline/evaluation/split.ts';
import { openInt8Towers, openTowersWithTable } from '../src/pipeline/evaluation/tower-recommender.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { DEFAULT_TOWER_CONFIG } from '../src/pipeline/models/tower-config.ts';
import { addItemToItem } from '../src/pipeline/site/item-to-item-file.ts';
import { trainingLog } from '../src/pipeline/training/training-log.ts';
import { parseCount } from './training/changed-settings.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    bundle: { type: 'string' },
    out: { type: 'string' },
    log: { type: 'string', default: 'interactions.csv' },
    cases: { type: 'string', default: String(MAX_VALIDATION_USERS) },
    neighbours: { type: 'string', default: String(NEIGHBOURS) },
  },
});
const { data, bundle: folder, out } = options;
if (data === undefined || folder === undefined) throw new Error('--data or --bundle is missing, expected two folders');

const maxCases = parseCount(options.cases, '--cases');
const neighbours = parseCount(options.neighbours, '--neighbours');

const { ort } = await loadOnnxRuntime();
const { itemIds, embeddings, manifest, ...rest } = await openBundle(folder);
const bundle = { itemIds, embeddings, manifest, ...rest };
const input = await readItems(join(data, 'items.jsonl'), {});
const rowById = new Map(itemIds.map((id, row) => [id, row]));
const log = await readInteractions(
  join(data, options.log),
  input.items.map(({ itemId }) => itemId),
  {},
);
/** In the bundle's numbering. */
const renumber = <T extends { items: Uint32Array }>(events: T): T => ({
  ...events,
  items: events.items.map((row) => rowById.get(input.items[row]!.itemId)!),
});
const fileSplit = leaveLastOut(log);
const split = { ...fileSplit, log: renumber(fileSplit.log), train: renumber(fileSplit.train) };

const rows = Uint32Array.from(itemIds, (_, row) => row);
const startMs = performance.now();
const fitted = await fitItemToItem({
  embed: {
    ort,
    config: { ...DEFAULT_TOWER_CONFIG, embeddingDim: manifest.embeddingDim, qualityDims: manifest.qualityDims },
  },
  logs: [trainingLog('log', split, rows)],
  numItems: itemIds.length,
  companions: {
    userTowerBatch: await readBundleFile(folder, manifest.models.userTowerBatch!),
    embeddings: Float32Array.from(embeddings, (step) => step * manifest.itemScale),
    prior: Float32Array.from(manifest.prior),
    meanStrength: manifest.meanStrength,
  },
  seed: 1,
  maxCases,
  neighbours,
});
const seconds = (performance.now() - startMs) / 1000;
const { table, easeWeight, tower, mean } = fitted;
const bytes = encodeItemToItem(table);
const sizes = { inflatedBytes: bytes.length, sizeBytes: (await gzip(bytes)).length };
print({
  fit: {
    maxCases,
    neighbours,
    easeWeight,
    tower,
    mean,
    seconds: Number(seconds.toFixed(1)),
    entries: table.weights.length,
    ...sizes,
  },
});

for (const targets of ['validation', 'test'] as const) {
  const model = async (open: () => Promise<Recommender & { dispose?: () => Promise<void> }>) => {
    const recommender = await open();
    const settings = { seen: ['masked'] as const, ks: [10] };
    const figures = await evaluateCases(recommender, split, split[targets], settings);
    for (const entry of figures) printFigures(targets, entry);
    await recommender.dispose?.();
  };
  await model(() => openInt8Towers(bundle, itemIds, ort));
  await model(async () => tableRecommender(table));
  await model(async () => (await openTowersWithTable(bundle, itemIds, ort, table))!);
}
if (out !== undefined) await writeWithTable(folder, out, table);

async function writeWithTable(from: string, to: string, made: ItemToItemTable): Promise<void> {
  await cp(from, to, { recursive: true });
  await addItemToItem(to, made);
}

function printFigures(targets: string, { model, segment, users, recall, ndcg }: Figures): void {
  print({ targets, model, segment, users, recall10: recall, ndcg10: ndcg });
}

function print(line: object): void {
  console.log(JSON.stringify({ command: 'bench', bench: 'item-to-item', ...line }));
}
