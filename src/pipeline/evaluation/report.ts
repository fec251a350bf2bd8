// The figures as people read them (one table for each seen mode, segment and K) and as programs do (one JSON object a
// line).

import type { Figures } from './evaluate.ts';
import type { SplitName } from './split.ts';

export interface ReportContext {
  split: SplitName;
  seed: number;
}

/** One line for one model, seen mode, segment and K; a figure that does not exist (no users) is null. */
export function jsonLine(figures: Figures, { split, seed }: ReportContext): string {
  const { model, seen, segment, k, users, ...metrics } = figures;
  // JSON.stringify writes NaN as null.
  return JSON.stringify({ command: 'evaluate', model, split, seen, segment, k, users, ...metrics, seed });
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
export function renderTables(figures: readonly Figures[], { split }: ReportContext): string {
  const tables = new Map<string, Figures[]>();
  for (const row of figures.filter(({ users }) => users > 0)) {
    const name = `${split}, seen ${row.seen}, ${row.segment} items, @${row.k}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  return [...tables].map(([name, rows]) => `${name} (${rows[0].users} users)\n${renderTable(rows)}`).join('\n\n');
}

function renderTable(rows: readonly Figures[]): string {
  const cells = [
    ['model', ...COLUMNS.map(([name]) => name)],
    ...rows.map((row) => [row.model, ...COLUMNS.map(([, format]) => format(row))]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const pad = (text: string, column: number) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  return cells.map((line) => `  ${line.map(pad).join('  ')}`).join('\n');
}

function decimals(value: number, places: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(places);
}
