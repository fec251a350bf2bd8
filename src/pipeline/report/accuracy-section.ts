// How often the next choice is found: Recall and NDCG of every model with their intervals.

import type { Accuracy, Difference } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { count, decimals } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import { type Axis, axisOf, rangeCell } from './range-cell.ts';
import type { ReportInput } from './report-input.ts';
import { table } from './table.ts';

const METRICS = [
  { name: 'Recall', of: ({ recall }: Entry) => recall },
  { name: 'NDCG', of: ({ ndcg }: Entry) => ndcg },
];
type Entry = Accuracy | Difference;

/** A column for each metric and length of list, each with a scale of its own; its ranges by model. */
export function metricColumns(entries: readonly Entry[], ks: readonly number[], format: Axis['format']) {
  return ks.flatMap((k) =>
    METRICS.map(({ name, of }) => {
      const found = new Map(entries.filter((entry) => entry.k === k).map((entry) => [entry.model, of(entry)]));
      return { name: `${name}@${k}`, found, axis: axisOf([...found.values()], format) };
    }),
  );
}

export function accuracySection({ facts, models, reference }: ReportInput, seen: SeenMode): Markup {
  const all = models.flatMap(({ accuracies }) =>
    accuracies.filter((entry) => entry.segment === 'all' && entry.seen === seen),
  );
  const columns = metricColumns(all, facts.ks, (value) => decimals(value, 4));
  return html`<section><h3>How often is the next choice found?</h3>
<p>Recall is the share of people whose next choice is in the list. NDCG counts a find near the top for more than one further down. Dots
are means, bands are 95 % intervals; every column has its own scale, from 0.</p>
${table({
  caption: `Recall and NDCG with 95 % intervals, ${count(all[0]!.users)} users`,
  columns: ['Model', ...columns.map(({ name }) => name)],
  rows: models.map(({ name }) => [name, ...columns.map(({ found, axis }) => rangeCell(found.get(name), axis))]),
  emphasized: reference,
})}</section>`;
}
