// The figures as people read them (one table for each seen mode, segment and K, then how our towers differ from each
// other model) and as programs do (one JSON object a line).

import { textTable } from '../base/text-table.ts';
import type { Difference, Estimate } from './accuracy.ts';
import type { Figures } from './evaluate.ts';
import type { SplitName } from './split.ts';

export interface ReportContext {
  split: SplitName;
  seed: number;
  /** The validation events were learned as well, by all models. */
  refit?: boolean;
}

const splitLabel = ({ split, refit }: ReportContext): string => (refit ? `${split}, refit` : split);

/** One line for one model, seen mode, segment and K; a figure that does not exist (no users) is null. */
export function jsonLine(figures: Figures, { split, seed, refit }: ReportContext): string {
  const { model, seen, segment, k, users, ...metrics } = figures;
  // JSON.stringify writes NaN as null.
  return JSON.stringify({
    command: 'evaluate',
    model,
    split,
    seen,
    segment,
    k,
    users,
    ...metrics,
    seed,
    ...(refit && { refit }),
  });
}

const COLUMNS = [
  ['Recall', (f: Figures) => decimals(f.recall, 4)],
  ['NDCG', (f: Figures) => decimals(f.ndcg, 4)],
  ['MRR', (f: Figures) => decimals(f.mrr, 4)],
  ['Hit', (f: Figures) => decimals(f.hit, 4)],
  ['ItemCoverage', (f: Figures) => decimals(f.itemCoverage, 3)],
  ['AveragePopularity', (f: Figures) => decimals(f.averagePopularity, 1)],
  ['GiniIndex', (f: Figures) => decimals(f.giniIndex, 3)],
] as const;

/** Tables of models by metrics, in the order in which the figures come; a table without users is left out. */
export function renderTables(figures: readonly Figures[], context: ReportContext): string {
  const tables = new Map<string, Figures[]>();
  for (const row of figures.filter(({ users }) => users > 0)) {
    const name = `${splitLabel(context)}, seen ${row.seen}, ${row.segment} items, @${row.k}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  return [...tables].map(([name, rows]) => `${name} (${rows[0]!.users} users)\n${renderTable(rows)}`).join('\n\n');
}

/** Tables of the paired differences over all users, in the order in which they come; empty without any. */
export function renderDifferences(
  reference: string,
  differences: readonly Difference[],
  context: ReportContext,
): string {
  const tables = new Map<string, Difference[]>();
  for (const row of differences.filter(({ segment, users }) => segment === 'all' && users > 0)) {
    const name = `${reference} less each other model, ${splitLabel(context)}, seen ${row.seen}, @${row.k}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  const header = ['model', 'Recall', '95 % interval', 'NDCG', '95 % interval'];
  return [...tables]
    .map(([name, rows]) => {
      const cells = rows.map((row) => [row.model, ...signedCells(row.recall), ...signedCells(row.ndcg)]);
      return `${name} (${rows[0]!.users} users, paired bootstrap)\n${renderCells([header, ...cells])}`;
    })
    .join('\n\n');
}

function signedCells({ mean, low, high }: Estimate): string[] {
  return [signed(mean), `${signed(low)} to ${signed(high)}`];
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}

function renderTable(rows: readonly Figures[]): string {
  return renderCells([
    ['model', ...COLUMNS.map(([name]) => name)],
    ...rows.map((row) => [row.model, ...COLUMNS.map(([, format]) => format(row))]),
  ]);
}

const renderCells = (cells: readonly string[][]) =>
  textTable(cells)
    .map((line) => `  ${line}`)
    .join('\n');

function decimals(value: number, places: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(places);
}
