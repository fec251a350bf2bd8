// The fit of an item-to-item table on a small log: what it keeps, what it learns from, and that both kinds of EASE
// serve.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeItemToItem, type ItemToItemTable } from '../../src/formats/item-to-item.ts';
import { neighboursOf } from '../../src/item-to-item/item-to-item-table.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { countsInMemory } from '../../src/pipeline/closed-form/log-counts.ts';
import { leaveLastOut, refitSplit } from '../../src/pipeline/evaluation/split.ts';
import { openBundle, readItemToItem } from '../../src/pipeline/input/read-bundle-folder.ts';
import { blendTable } from '../../src/pipeline/item-to-item/blend-table.ts';
import { fitItemToItem, refitItemToItem } from '../../src/pipeline/item-to-item/fit-item-to-item.ts';
import { interactionsOf } from '../../src/pipeline/item-to-item/interactions-of.ts';
import { fitRelatedRows } from '../../src/pipeline/item-to-item/related-rows.ts';
import { DEFAULT_TOWER_CONFIG } from '../../src/pipeline/models/tower-config.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { trainingLog } from '../../src/pipeline/training/training-log.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { bundleInput, withFolder } from '../bundle/bundle-fixture.ts';
import { ringLog } from '../evaluation/logs.ts';
import { meanTowers } from '../models/mean-tower-graph.ts';

const NUM_ITEMS = 80;
const { ort } = await loadOnnxRuntime();
const split = leaveLastOut(ringLog(300, NUM_ITEMS, 5));
const rows = Uint32Array.from({ length: NUM_ITEMS }, (_, row) => row);
const log = trainingLog('ring', split, rows);

/** A mean over embeddings that say nothing: whatever is found is the table's doing. */
async function fitRing(logs = [log]) {
  const config = { ...DEFAULT_TOWER_CONFIG, embeddingDim: 32 };
  const random = createRandom(3);
  const embeddings = Float32Array.from({ length: NUM_ITEMS * 32 }, () => random.normal() * 0.1);
  return fitItemToItem({
    embed: { ort, config },
    logs,
    numItems: NUM_ITEMS,
    companions: { ...meanTowers(32), embeddings },
    seed: 1,
  });
}

const heaviest = (table: ItemToItemTable, item: number): number | undefined =>
  neighboursOf(table, item, new Bitset(table.numItems).not())[0]?.itemIndex;

test('what follows an item most often is its heaviest neighbour, and strengths are above 0 where that helps', async () => {
  const { table, tower, mean } = await fitRing();
  const followed = Array.from(rows, (row) => heaviest(table, row) === (row + 1) % NUM_ITEMS);
  expect(followed.filter(Boolean).length).toBeGreaterThan(0.9 * NUM_ITEMS);
  expect(table.towerStrength).toBeGreaterThan(0);
  expect(table.meanStrength).toBeGreaterThan(0);
  expect(tower).toMatchObject({ strength: table.towerStrength, knee: table.knee });
  expect(mean.knee).toBe(table.knee);
  expect(mean.recall10).toBeGreaterThan(0.5);
  for (let item = 0; item < NUM_ITEMS; item++) {
    expect(table.offsets[item + 1]! - table.offsets[item]!).toBeLessThanOrEqual(100);
  }
});

test('the same log and seed give the same bytes', async () => {
  expect(encodeItemToItem((await fitRing()).table)).toEqual(encodeItemToItem((await fitRing()).table));
});

test('of other events the table is counted anew, and keeps what was chosen', async () => {
  const fitted = await fitRing();
  const refit = (logs: (typeof log)[]) => refitItemToItem({ ort, logs, numItems: NUM_ITEMS }, fitted);
  expect(await refit([log])).toEqual(fitted.table);
  const longer = await refit([trainingLog('ring', refitSplit(split), rows)]);
  const { knee, towerStrength, meanStrength } = fitted.table;
  expect(longer).toMatchObject({ knee, towerStrength, meanStrength });
  expect(longer.weights).not.toEqual(fitted.table.weights);
});

test('of an item that has more neighbours than are kept, the heaviest stay', async () => {
  const related = await fitRelatedRows(countsInMemory(interactionsOf([log], NUM_ITEMS)), ort);
  const [all, few] = [blendTable(related, 1), blendTable(related, 1, { neighbours: 3 })];
  for (const item of rows) {
    const of = (table: ItemToItemTable) => neighboursOf(table, item, new Bitset(NUM_ITEMS).not());
    const [lightestKept] = of(few).slice(-1);
    expect(of(few).length).toBe(Math.min(3, of(all).length));
    const heavier = of(all).filter(({ weight }) => weight > lightestKept!.weight);
    const kept = new Set(of(few).map(({ itemIndex }) => itemIndex));
    expect(heavier.every(({ itemIndex }) => kept.has(itemIndex))).toBe(true);
  }
});

test('dislikes teach nothing, and held-out targets are not learned from', async () => {
  const train = interactionsOf([log], NUM_ITEMS);
  const without = { ...train, items: train.items.slice() };
  const dislike = train.eventTypes.indexOf(Math.max(...train.eventTypes));
  without.items[dislike] = (without.items[dislike]! + 40) % NUM_ITEMS;
  const transitions = async (events: typeof train) => blendTable(await fitRelatedRows(countsInMemory(events), ort), 0);
  expect(encodeItemToItem(await transitions(without))).toEqual(encodeItemToItem(await transitions(train)));
  expect(train.items.length).toBe(split.train.items.length);
});

test('several logs are one, their users apart', () => {
  const joined = interactionsOf([log, log], NUM_ITEMS);
  expect(joined.numUsers).toBe(2 * log.numUsers);
  expect(joined.offsets.at(-1)).toBe(2 * log.items.length);
  const second = joined.items.subarray(joined.offsets[log.numUsers], joined.offsets[log.numUsers + 1]);
  expect(second).toEqual(log.items.subarray(log.offsets[0], log.offsets[1]));
});

test('a bundle on disk takes a table, and gives it back', () =>
  withFolder(async (folder) => {
    const { table } = await fitRing();
    const input = bundleInput(folder, NUM_ITEMS);
    const before = await writeBundle(input);
    expect(await readItemToItem(await openBundle(folder))).toBeUndefined();
    await writeBundle({ ...input, itemToItem: { ids: input.items.map(({ id }) => id), table } });
    const bundle = await openBundle(folder);
    expect(await readItemToItem(bundle)).toEqual(table);
    const { itemToItem, ...rest } = bundle.manifest;
    expect(rest).toEqual(before);
    expect((await readFile(join(folder, itemToItem!.path))).length).toBe(itemToItem!.sizeBytes);
  }));
