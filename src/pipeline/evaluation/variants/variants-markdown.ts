// The comparison of variants as a Markdown page, one table a group.

import { decimals, signed } from '../../report/format-figures.ts';
import { type ComparedFigure, type ComparedVariant, ERRORS_NOTE, type VariantGroup } from './compare-variants.ts';

const COLUMNS = ['variant', 'changed', 'Recall@10', 'difference', 'NDCG@10', 'difference', 'users', 'seed'];
/** Columns of words; figures stand to the right. */
const NUM_WORD_COLUMNS = 2;

export function variantsMarkdown(groups: readonly VariantGroup[]): string {
  return ['# Variants', ERRORS_NOTE, ...groups.flatMap(renderGroup), ''].join('\n\n').trimEnd().concat('\n');
}

function renderGroup({ title, variants }: VariantGroup): string[] {
  const cells = [COLUMNS, ...variants.map(rowOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const pad = (text: string, column: number) =>
    column < NUM_WORD_COLUMNS ? text.padEnd(widths[column]) : text.padStart(widths[column]);
  const rule = widths.map((width, column) =>
    column < NUM_WORD_COLUMNS ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const line = (row: readonly string[]) => `| ${row.map(pad).join(' | ')} |`;
  return [`## ${escapeMarkdown(title)}`, [line(cells[0]), line(rule), ...cells.slice(1).map(line)].join('\n')];
}

function rowOf({ variant, changed, recall, ndcg, users, seed }: ComparedVariant): string[] {
  const changes = Object.entries(changed).map(([name, value]) => `${name} ${value}`);
  return [
    escapeMarkdown(variant),
    escapeMarkdown(changes.join(', ')),
    withError(decimals(recall.value, 4), recall.error),
    differenceOf(recall),
    ndcg ? withError(decimals(ndcg.value, 4), ndcg.error) : '',
    ndcg ? differenceOf(ndcg) : '',
    String(users ?? ''),
    String(seed ?? ''),
  ];
}

function differenceOf({ difference, differenceError }: ComparedFigure): string {
  return difference === undefined ? '' : withError(signed(difference, 4), differenceError);
}

function withError(text: string, error: number | undefined): string {
  return error === undefined ? text : `${text} ± ${decimals(error, 4)}`;
}

/** Names come from files: nothing in them may end a cell or a line, or become a link, HTML or emphasis. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|&#~!]/g, '\\$&');
}
