// Is one model better than another on the same people, or could chance have made the difference?

import type { Estimate } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { metricColumns } from './accuracy-section.ts';
import { signed } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import { rangeCell } from './range-cell.ts';
import type { ReportInput } from './report-input.ts';
import { table } from './table.ts';

export function differenceSection({ facts, reference, differences }: ReportInput, seen: SeenMode): Markup | undefined {
  const all = differences.filter((entry) => entry.segment === 'all' && entry.seen === seen);
  if (all.length === 0) return undefined;
  const columns = metricColumns(all, facts.ks, (value) => signed(value, 4));
  return html`<section><h3>Is the difference more than chance?</h3>
<p>Both models answer for the same people, so the interval of the difference is narrower than the two intervals above suggest. Right of
the line at 0, ${reference} is better. Where the interval holds 0 the dot is hollow: chance alone could have made the difference.</p>
${table({
  caption: `${reference} less each other model, with 95 % intervals of the paired differences`,
  columns: ['Other model', ...columns.map(({ name }) => name)],
  rows: [...columns[0]!.found.keys()].map((model) => [
    model,
    ...columns.map(({ found, axis }) => rangeCell(found.get(model), axis, toneOf(found.get(model)!))),
  ]),
})}</section>`;
}

function toneOf({ low, high }: Estimate): 'worse' | 'chance' | undefined {
  if (low > 0) return undefined;
  return high < 0 ? 'worse' : 'chance';
}
