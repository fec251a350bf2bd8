// Is one model better than another on the same people, or could chance have made the difference?

import type { Difference, Estimate } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { describeRanges } from './accuracy-section.ts';
import { domainOf, type RangeRow, rangeChart } from './charts.ts';
import { signed, signedRange } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { table, withInterval } from './table.ts';

export function differenceSection({ facts, reference, differences }: ReportInput, seen: SeenMode): Markup | undefined {
  const all = differences.filter((entry) => entry.segment === 'all' && entry.seen === seen);
  if (all.length === 0) return undefined;
  const k = facts.ks[0];
  const chart = (name: string, pick: (entry: Difference) => Estimate) => {
    const rows = all.filter((entry) => entry.k === k).map((entry) => differenceRow(entry.model, pick(entry)));
    const axis = `${name}@${k}, ${reference} less the other`;
    return html`<figure>${rangeChart({
      ...{ rows, axis, domain: domainOf(rows), format: (value: number) => signed(value, 3) },
      alternative: describeRanges(`${axis} model`, rows),
    })}<figcaption>Right of 0: ${reference} is better. Hollow: the interval holds 0.</figcaption></figure>`;
  };
  return html`<section><h3>Is the difference more than chance?</h3>
<p>Both models answer for the same people, so the interval of the difference is narrower than the two intervals above suggest. Where it
holds 0, chance alone could have made the difference.</p>
<div class="charts pairs">${chart('Recall', ({ recall }) => recall)}${chart('NDCG', ({ ndcg }) => ndcg)}</div>
${table({
  caption: `${reference} less each other model, with 95 % intervals of the paired differences`,
  columns: ['Other model', ...facts.ks.flatMap((length) => [`Recall@${length}`, `NDCG@${length}`])],
  rows: [...new Set(all.map(({ model }) => model))].map((model) => [
    model,
    ...all.filter((entry) => entry.model === model).flatMap(({ recall, ndcg }) => [cell(recall), cell(ndcg)]),
  ]),
})}</section>`;
}

const cell = (value: Estimate) => withInterval(signed(value.mean, 4), signedRange(value, 4));

function differenceRow(label: string, { mean, low, high }: Estimate): RangeRow {
  const tone = low > 0 ? 'better' : high < 0 ? 'worse' : 'other';
  return { label, mean, low, high, tone, isHollow: tone === 'other' };
}
