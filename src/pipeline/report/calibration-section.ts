// Does a list keep to a person's own mix? Mean divergence between history and list, by model.

import { type Estimate, estimate } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { describeRanges, rowOf } from './accuracy-section.ts';
import { domainOf, rangeChart } from './charts.ts';
import { count, decimals, range } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { table, withInterval } from './table.ts';

export function calibrationSection({ models, facts, reference }: ReportInput, seen: SeenMode): Markup {
  const heading = html`<h3>Does a list keep to a person’s own mix?</h3>`;
  if (facts.facet === undefined) {
    return html`<section>${heading}<p>Left out: the items file has no column that could be a facet, such as genres or categories.</p></section>`;
  }
  const found = models.map(({ name, lists }) => {
    const { divergences } = lists.get(seen)!;
    const value: Estimate = estimate([divergences], facts.seed, facts.resamples)[0]!;
    return { name, users: divergences.length, value };
  });
  const rows = found.filter(({ users }) => users > 0).map(({ name, value }) => rowOf(name, value, reference));
  const axis = 'divergence (nats), 0 = the same mix';
  const chart = () =>
    html`<figure>${rangeChart({
      ...{ rows, axis, domain: domainOf(rows), format: (value: number) => decimals(value, 2) },
      alternative: describeRanges(axis, rows),
    })}<figcaption>Means over users, with 95 % intervals.</figcaption></figure>`;
  return html`<section>${heading}
<p>Compared is the mix of <strong>${facts.facet}</strong> in what a person did before with the mix in the first ${facts.ks[0]} of their list, as the
Kullback-Leibler divergence (Steck, Calibrated Recommendations, RecSys 2018). 0 is the same mix; 4.6 is nothing in common.</p>
<div class="charts pairs">${rows.length > 0 ? chart() : undefined}
${table({
  caption: 'Divergence with 95 % intervals',
  columns: ['Model', 'Divergence', 'Users'],
  rows: found.map(({ name, users, value }) => [
    name,
    withInterval(decimals(value.mean, 3), range(value, 3)),
    count(users),
  ]),
  emphasized: reference,
})}</div></section>`;
}
