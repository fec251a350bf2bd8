// The two sources of an item-to-item table, sparse: what follows an item (transitions) and what belongs with it (EASE).
// Only the largest weights of each row are kept as soon as the row is there, so that memory grows with the items and
// not with their square.

import { type SparseRows, SparseRowsBuilder } from '../../numerics/sparse-rows.ts';
import type { OrtModule } from '../../towers/session.ts';
import { fitEaseRows } from '../closed-form/ease.ts';
import { type FitOptions, partOf } from '../closed-form/fitting.ts';
import type { LogCounts } from '../closed-form/log-counts.ts';
import { forEachTransitionRow } from '../closed-form/transitions.ts';
import { topScores } from '../evaluation/top-scores.ts';

/** Weights of each source that a row keeps before the sources are added up. */
const KEPT_OF_SOURCE = 150;
/** Of the whole time, about. */
const TRANSITIONS_TIME = 0.1;
/** Above it an EASE of neighbourhoods takes too long (a system of 100 equations an item); transitions go alone. */
const MAX_EASE_ITEMS = 20_000;

export interface RelatedRows {
  /** Row a, column b: how much b follows a. The mean entry is 1. */
  transitions: SparseRows;
  /** The same of how much b belongs with a; absent where the catalog is too large. */
  ease?: SparseRows;
}

/** Of a log, what its related items are made of. */
export type RelatedCounts = Pick<LogCounts, 'numItems' | 'popularity' | 'forEachFollowers' | 'cooccurrences'>;

/** @param counts  of the events to learn from, and nothing else */
export async function fitRelatedRows(
  counts: RelatedCounts,
  ort: OrtModule,
  options: FitOptions = {},
): Promise<RelatedRows> {
  const builder = new SparseRowsBuilder();
  const hasEase = counts.numItems <= MAX_EASE_ITEMS;
  const share = hasEase ? TRANSITIONS_TIME : 1;
  const addRow = (item: number, columns: Uint32Array, values: Float32Array) => {
    const kept = largestEntries(columns, values, item);
    builder.addRow(
      kept.map((entry) => columns[entry]!),
      Float32Array.from(kept, (entry) => values[entry]!),
    );
  };
  await forEachTransitionRow(counts, addRow, partOf(options, 0, share));
  const transitions = withMeanOne(builder.finish());
  if (!hasEase) return { transitions };
  return { transitions, ease: withMeanOne(await easeRows(counts, ort, partOf(options, share, 1))) };
}

async function easeRows(counts: RelatedCounts, ort: OrtModule, options: FitOptions): Promise<SparseRows> {
  const addItem = await fitEaseRows(await counts.cooccurrences(options), ort, options);
  const builder = new SparseRowsBuilder();
  const row = new Float32Array(counts.numItems);
  for (let item = 0; item < row.length; item++) {
    addItem(row.fill(0), item);
    builder.addDenseRow(largest(row, item));
  }
  return builder.finish();
}

/** The row with zeros in place of all but its KEPT_OF_SOURCE largest positive values, and of the item itself. */
function largest(row: Float32Array, item: number): Float32Array {
  const kept = new Float32Array(row.length);
  for (const column of topScores(row, KEPT_OF_SOURCE, Uint32Array.of(item))) kept[column] = Math.max(0, row[column]!);
  return kept;
}

/** u32, ascending: the entries that `largest` keeps. @param columns  ascending @param values  above 0 */
function largestEntries(columns: Uint32Array, values: Float32Array, item: number): Uint32Array {
  const entries = Uint32Array.from(columns.keys()).filter((entry) => columns[entry] !== item);
  if (entries.length <= KEPT_OF_SOURCE) return entries;
  const bestFirst = entries.sort((a, b) => values[b]! - values[a]! || a - b);
  return bestFirst.slice(0, KEPT_OF_SOURCE).sort();
}

/** In place: so that sources of different units can be added up. */
function withMeanOne(rows: SparseRows): SparseRows {
  const { values } = rows;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (mean > 0) for (let i = 0; i < values.length; i++) values[i]! /= mean;
  return rows;
}
