// Does a list keep to a person's own mix? Mean divergence between history and list, by model.

import { estimate } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { count, decimals } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import { axisOf, rangeCell } from './range-cell.ts';
import type { ReportInput } from './report-input.ts';
import { table } from './table.ts';

export function calibrationSection({ models, facts, reference }: ReportInput, seen: SeenMode): Markup {
  const heading = html`<h3>Does a list keep to a person’s own mix?</h3>`;
  if (facts.facet === undefined) {
    return html`<section>${heading}<p>Left out: the items file has no column that could be a facet, such as genres or categories.</p></section>`;
  }
  const found = models.map(({ name, lists }) => {
    const { divergences } = lists.get(seen)!;
    const value = divergences.length > 0 ? estimate([divergences], facts.seed, facts.resamples)[0] : undefined;
    return { name, users: divergences.length, value };
  });
  const axis = axisOf(
    found.flatMap(({ value }) => value ?? []),
    (value) => decimals(value, 3),
  );
  return html`<section>${heading}
<p>Compared is the mix of <strong>${facts.facet}</strong> in what a person did before with the mix in the first ${facts.ks[0]} of their list, as the
Kullback-Leibler divergence (Steck, Calibrated Recommendations, RecSys 2018). 0 is the same mix; 4.6 is nothing in common.</p>
${table({
  caption: 'Divergence in nats, means over users with 95 % intervals',
  columns: ['Model', 'Divergence', 'Users'],
  rows: found.map(({ name, users, value }) => [name, rangeCell(value, axis), count(users)]),
  emphasized: reference,
})}</section>`;
}
