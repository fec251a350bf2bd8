// Results as Markdown tables, which read as well in a terminal as in a document: one table for each runtime, catalog
// size and number of dimensions.

import {
  type BatchLine,
  type BenchLine,
  type FiltersLine,
  isLeftOut,
  type TimeLine,
  type TopKLine,
} from '../harness/lines.ts';
import type { BenchName } from '../harness/options.ts';

interface Column<Line> {
  title: string;
  /** Numbers go to the right. */
  align?: 'left';
  cell(line: Line): string;
}

const TOP_K: Column<TimeLine & Partial<TopKLine>>[] = [
  { title: 'engine', align: 'left', cell: ({ engine }) => engine },
  { title: 'median ms', cell: ({ p50Ms }) => milliseconds(p50Ms) },
  { title: 'p95 ms', cell: ({ p95Ms }) => milliseconds(p95Ms) },
  { title: 'x floor', cell: ({ floorRatio }) => ratio(floorRatio) },
  { title: 'x ours', cell: ({ ratioToOurs }) => ratio(ratioToOurs) },
  { title: 'build s', cell: ({ buildMs }) => optional(buildMs, (value) => (value / 1000).toFixed(2)) },
  {
    title: 'memory MB',
    cell: ({ memoryBytes, memory }) => optional(memoryBytes, megabytes) + (memory === 'stated' ? '*' : ''),
  },
  { title: 'recall int8', cell: ({ recallInt8 }) => optional(recallInt8, (value) => value.toFixed(3)) },
  { title: 'recall f32', cell: ({ recallF32 }) => optional(recallF32, (value) => value.toFixed(3)) },
];

const FILTERS: Column<FiltersLine>[] = [
  { title: 'engine', align: 'left', cell: ({ engine }) => engine },
  { title: 'allowed', cell: ({ allowedShare }) => (allowedShare === undefined ? 'no set' : `${allowedShare * 100}%`) },
  { title: 'boosts', cell: ({ boosts }) => (boosts ? 'yes' : 'no') },
  { title: 'median ms', cell: ({ p50Ms }) => milliseconds(p50Ms) },
  { title: 'p95 ms', cell: ({ p95Ms }) => milliseconds(p95Ms) },
  { title: 'x unfiltered', cell: ({ ratioToUnfiltered }) => ratio(ratioToUnfiltered) },
];

const BATCH: Column<BatchLine>[] = [
  { title: 'engine', align: 'left', cell: ({ engine }) => engine },
  { title: 'queries', cell: ({ batchSize }) => `${batchSize}` },
  { title: 'one by one ms', cell: ({ oneByOneMs }) => milliseconds(oneByOneMs) },
  { title: 'batch ms', cell: ({ batchMs }) => milliseconds(batchMs) },
  { title: 'ms a query', cell: ({ batchMs, batchSize }) => milliseconds(batchMs / batchSize) },
  { title: 'times as fast', cell: ({ speedup }) => ratio(speedup) },
];

const COLUMNS: Record<BenchName, Column<never>[]> = {
  'top-k': TOP_K,
  sizes: TOP_K,
  filters: FILTERS,
  batch: BATCH,
};

/** Results and what was left out, in the order in which the groups came; engines of one question by their median. */
export function renderTables(lines: readonly BenchLine[]): string {
  const groups = groupBy(lines, titleOf);
  return [...groups].map(([title, group]) => renderGroup(title, group)).join('\n\n');
}

function renderGroup(title: string, group: readonly BenchLine[]): string {
  const measured = group.filter((line) => !isLeftOut(line));
  if (measured.every((line) => 'floorRatio' in line)) {
    measured.sort((a, b) => (a as TimeLine).p50Ms - (b as TimeLine).p50Ms);
  }
  const table = measured.length > 0 ? [renderTable(COLUMNS[measured[0]!.bench], measured as never[])] : [];
  return [title, ...table, ...notesOf(group)].join('\n\n');
}

function titleOf({ bench, runtime, items, dim, k, seed }: BenchLine): string {
  return `${bench}, ${runtime}: ${items.toLocaleString('en')} x ${dim}, k ${k}, seed ${seed}`;
}

/** Layouts that were tried, stated memory, and engines that were not measured. */
function notesOf(group: readonly BenchLine[]): string[] {
  const variants = group.flatMap((line) => {
    if (!('variants' in line) || !line.variants) return [];
    return [
      `- ${line.engine}: ${line.variants.map(({ name, p50Ms }) => `${name} ${milliseconds(p50Ms)} ms`).join('; ')}`,
    ];
  });
  const leftOut = group.filter(isLeftOut).map(({ engine, leftOut }) => `- ${engine} left out: ${leftOut}`);
  const stated = group.some((line) => 'memory' in line && line.memory === 'stated');
  const notes = [
    ...variants,
    ...leftOut,
    ...(stated ? ['- memory with a star is stated: the sizes of its arrays'] : []),
  ];
  return notes.length > 0 ? [notes.join('\n')] : [];
}

function renderTable<Line>(columns: readonly Column<Line>[], lines: readonly Line[]): string {
  const cells = lines.map((line) => columns.map(({ cell }) => cell(line)));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
  const pad = (text: string, i: number) =>
    columns[i]!.align === 'left' ? text.padEnd(widths[i]!) : text.padStart(widths[i]!);
  const row = (texts: readonly string[]) => `| ${texts.map(pad).join(' | ')} |`;
  const rule = columns.map(({ align }, i) =>
    align === 'left' ? '-'.repeat(widths[i]!) : `${'-'.repeat(widths[i]! - 1)}:`,
  );
  return [row(columns.map(({ title }) => title)), row(rule), ...cells.map(row)].join('\n');
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

const optional = <T>(value: T | undefined, render: (value: T) => string) => (value === undefined ? '' : render(value));
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
const ratio = (value: number | null) => (value === null || Number.isNaN(value) ? '' : value.toFixed(2));
/** Three digits that count. */
const milliseconds = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
