// How often the next choice is found: Recall and NDCG of every model with their intervals, as a chart and in figures.

import type { Accuracy, Estimate } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { domainOf, type RangeRow, rangeChart } from './charts.ts';
import { count, decimals, range } from './format-figures.ts';
import { type Content, html, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { table, withInterval } from './table.ts';

export function accuracySection(report: ReportInput, seen: SeenMode): Markup {
  const { ks } = report.facts;
  const all = report.models.flatMap(({ accuracies }) =>
    accuracies.filter((entry) => entry.segment === 'all' && entry.seen === seen),
  );
  const first = all.filter(({ k }) => k === ks[0]);
  const chart = (name: string, pick: (entry: Accuracy) => Estimate) => {
    const rows = first.map((entry) => rowOf(entry.model, pick(entry), report.reference));
    const axis = `${name}@${ks[0]}`;
    return html`<figure>${rangeChart({
      ...{ rows, axis, domain: domainOf(rows), format: (value: number) => decimals(value, 3) },
      alternative: describeRanges(axis, rows),
    })}<figcaption>${axis}: dots are means, bands are 95 % intervals.</figcaption></figure>`;
  };
  return html`<section><h3>How often is the next choice found?</h3>
<p>Recall is the share of people whose next choice is in the list. NDCG counts a find near the top for more than one further down.</p>
<div class="charts pairs">${chart('Recall', ({ recall }) => recall)}${chart('NDCG', ({ ndcg }) => ndcg)}</div>
${table({
  caption: `Recall and NDCG with 95 % intervals, ${count(first[0]!.users)} users`,
  columns: ['Model', ...ks.flatMap((k) => [`Recall@${k}`, `NDCG@${k}`])],
  rows: report.models.map(({ name }) => [name, ...ks.flatMap((k) => cells(all.find(isOf(name, k))))]),
  emphasized: report.reference,
})}</section>`;
}

const isOf = (name: string, k: number) => (entry: Accuracy) => entry.model === name && entry.k === k;

function cells(entry: Accuracy | undefined): Content[] {
  if (entry === undefined) return ['', ''];
  return [entry.recall, entry.ndcg].map((value) => withInterval(decimals(value.mean, 4), range(value, 4)));
}

export function rowOf(label: string, { mean, low, high }: Estimate, reference: string): RangeRow {
  return { label, mean, low, high, tone: label === reference ? 'own' : 'other' };
}

/** The chart in words. */
export function describeRanges(axis: string, rows: readonly RangeRow[]): string {
  const values = rows.map(({ label, mean, low, high }) => `${label} ${decimals(mean, 3)} (${range({ low, high }, 3)})`);
  return `Dot chart of ${axis} with 95 % intervals. ${values.join(', ')}.`;
}
