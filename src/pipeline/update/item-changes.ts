// What differs between the items of a file and those of a bundle, row by row.

import type { ItemShard } from '../../formats/catalog.ts';
import { FACT_DETAILS } from '../../formats/fact-details.ts';
import { FEATURES } from '../../formats/vocabulary.ts';
import type { Item } from '../../items/item.ts';
import { itemText } from '../../text/item-text.ts';

/** The rows of a bundle, as they are now. */
export interface BundleRows {
  numItems: number;
  runs: readonly { firstItemIndex: number; items: ItemShard }[];
}

/** One row of it. */
export interface BundleRow {
  items: ItemShard;
  /** In `items`. */
  row: number;
}

export interface ItemChanges {
  /** New items, by their place in the file. */
  added: number[];
  /** Rows whose item is gone. */
  gone: number[];
  /** By row: what is written of the item is other than it was, so it is placed anew. */
  moved: Map<number, number>;
  /** By row: only what is shown of it changed, or its quality. */
  edited: Map<number, number>;
  /** Items of which nothing but facts changed. */
  numFacts: number;
  /** By facet: a value that all items that had it now call otherwise, and how. */
  renamed: Map<string, Map<string, string>>;
}

const IS_FACT = new Set<string>(FACT_DETAILS);
/** Quality that changed by less is left as it is: it is a rank among all, and moves a little with each of them. */
const LEAST_QUALITY_CHANGE = 0.05;

export function rowOf({ runs }: BundleRows, row: number): BundleRow {
  const run = runs.findLast(({ firstItemIndex }) => firstItemIndex <= row)!;
  return { items: run.items, row: row - run.firstItemIndex };
}

/** @param features  f32 [items.length, 6] */
export function itemChanges(items: readonly Item[], features: Float32Array, bundle: BundleRows): ItemChanges {
  const rowById = new Map<string, number>();
  for (const { firstItemIndex, items: shard } of bundle.runs) {
    for (const [row, id] of shard.ids.entries()) rowById.set(id, firstItemIndex + row);
  }
  const pairs = items.flatMap((item, place) => {
    const row = rowById.get(item.id);
    return row === undefined ? [] : [{ item, place, row }];
  });
  const kept = new Uint8Array(bundle.numItems);
  for (const { row } of pairs) kept[row] = 1;
  const renamed = renamedValues(pairs, bundle);
  const changes: ItemChanges = {
    added: items.flatMap(({ id }, place) => (rowById.has(id) ? [] : [place])),
    gone: Array.from(kept.keys()).filter((row) => kept[row] === 0),
    moved: new Map(),
    edited: new Map(),
    numFacts: 0,
    renamed,
  };
  for (const { item, place, row } of pairs) {
    const before = rowOf(bundle, row);
    const text = itemText(item.fields);
    const isWritten = text === before.items.texts[before.row];
    const hasValues = sameValues(item, before, renamed);
    if (!hasValues || !(isWritten || withOldNames(text, item, renamed) === before.items.texts[before.row]))
      changes.moved.set(row, place);
    else if (!isWritten || !sameShown(item, before) || hasOtherQuality(features, place, before))
      changes.edited.set(row, place);
    else if (
      FACT_DETAILS.some((name) => item.details[name] !== (before.items.details[name]?.[before.row] ?? undefined))
    )
      changes.numFacts++;
  }
  return changes;
}

type Pairs = readonly { item: Item; row: number }[];

/** Values that are gone, each of whose items has one new value in its place, and it alone. */
function renamedValues(pairs: Pairs, bundle: BundleRows): ItemChanges['renamed'] {
  const names = Object.keys(bundle.runs[0]?.items.facets ?? {});
  const renamed: ItemChanges['renamed'] = new Map();
  for (const name of names) {
    const [before, after] = [new Set<string>(), new Set<string>()];
    for (const { items } of bundle.runs)
      for (const values of items.facets[name] ?? []) for (const value of values) before.add(value);
    for (const { item } of pairs) for (const value of item.facets[name] ?? []) after.add(value);
    const [gone, come] = [
      [...before].filter((value) => !after.has(value)),
      new Set([...after].filter((value) => !before.has(value))),
    ];
    if (gone.length === 0 || come.size === 0) continue;
    const called = new Map<string, Set<string>>(gone.map((value) => [value, new Set()]));
    for (const { item, row } of pairs) {
      const { items, row: place } = rowOf(bundle, row);
      const old = items.facets[name]?.[place] ?? [];
      const values = item.facets[name] ?? [];
      for (const [i, value] of old.entries()) called.get(value)?.add(old.length === values.length ? values[i]! : '');
    }
    const found = new Map<string, string>();
    for (const [value, names] of called) {
      const [only] = names;
      if (names.size === 1 && only !== undefined && come.has(only) && ![...found.values()].includes(only))
        found.set(value, only);
    }
    if (found.size > 0) renamed.set(name, found);
  }
  return renamed;
}

/** The text as it would be under the values' names of before. */
function withOldNames(text: string, { facets }: Item, renamed: ItemChanges['renamed']): string {
  let old = text;
  for (const [name, values] of renamed) {
    for (const [before, after] of values) if (facets[name]?.includes(after)) old = old.replaceAll(after, before);
  }
  return old;
}

function sameValues({ facets }: Item, { items, row }: BundleRow, renamed: ItemChanges['renamed']): boolean {
  return Object.entries(items.facets).every(([name, column]) => {
    const [before, after] = [column[row]!, facets[name] ?? []];
    const called = renamed.get(name);
    return (
      before.length === after.length &&
      before.every((value, i) => value === after[i] || called?.get(value) === after[i])
    );
  });
}

function sameShown({ title, facets, details }: Item, { items, row }: BundleRow): boolean {
  if (title !== items.titles[row]) return false;
  for (const [name, column] of Object.entries(items.facets)) {
    if (column[row]!.some((value, i) => value !== facets[name]?.[i])) return false;
  }
  const names = new Set([...Object.keys(items.details), ...Object.keys(details)]);
  for (const name of names) {
    if (!IS_FACT.has(name) && details[name] !== (items.details[name]?.[row] ?? undefined)) return false;
  }
  return true;
}

function hasOtherQuality(features: Float32Array, place: number, { items, row }: BundleRow): boolean {
  const Q = FEATURES.length;
  for (let q = 0; q < Q; q++) {
    if (Math.abs(features[place * Q + q]! - items.features[row * Q + q]!) > LEAST_QUALITY_CHANGE) return true;
  }
  return false;
}
