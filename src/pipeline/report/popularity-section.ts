// Does a model show the same few popular items to everybody? Shares by popularity below those of what people chose, the
// usual figures, and the items that are listed most.

import type { SeenMode } from '../evaluation/evaluate.ts';
import { NUM_POPULARITY_GROUPS } from '../evaluation/popularity-deciles.ts';
import { count, decimals, percent } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportInput, ReportModel } from './report-input.ts';
import { table } from './table.ts';

const GROUP_NAMES = Array.from({ length: NUM_POPULARITY_GROUPS }, (_, group) => (group === 0 ? 'new' : String(group)));
const CHOSEN = 'What people chose next';

export function popularitySection(report: ReportInput, seen: SeenMode): Markup {
  const { models, facts, reference, targetShares } = report;
  const k = facts.ks[0]!;
  return html`<section><h3>Does it only show what is popular?</h3>
<p>Items are laid out from rare to popular and cut into ten groups, each with a tenth of the training events; “new” are those without any.
A model whose lists are darker on the right than what people chose has a bias towards the popular.</p>
${table({
  caption: `Share of the first ${k} of all lists, from new and rare (1) to popular (10)`,
  columns: ['Model', ...GROUP_NAMES],
  rows: [
    [CHOSEN, ...shareCells(targetShares.get(seen)!)],
    ...models.map(({ name, lists }) => [name, ...shareCells(lists.get(seen)!.shares)]),
  ],
  emphasized: reference,
})}
${figuresTable(report, seen)}
<h4>Listed most often</h4>
${models.map((model) => mostListed(model, seen, k, model.name === reference))}
</section>`;
}

/** The larger a share, the darker. */
function shareCells(shares: Float64Array): Markup[] {
  return Array.from(shares, (share) => {
    const strength = Number.isNaN(share) ? 0 : Math.round(100 * share);
    return html`<span class="share" style="--share:${strength}%">${percent(share, 0)}</span>`;
  });
}

function figuresTable({ models, facts, reference }: ReportInput, seen: SeenMode): Markup {
  const k = facts.ks[0];
  const rows = models.flatMap(({ name, figures }) =>
    figures
      .filter((entry) => entry.seen === seen && entry.segment === 'all' && entry.k === k)
      .map((entry) => [
        name,
        decimals(entry.averagePopularity, 1),
        decimals(entry.giniIndex, 3),
        percent(entry.itemCoverage),
      ]),
  );
  return table({
    caption: `Popularity and variety of the first ${k}`,
    columns: ['Model', 'AveragePopularity', 'GiniIndex', 'ItemCoverage'],
    rows,
    emphasized: reference,
  });
}

function mostListed({ name, lists }: ReportModel, seen: SeenMode, k: number, isOpen: boolean): Markup {
  return html`<details${isOpen ? html` open` : undefined}><summary>${name}</summary>${table({
    caption: `Items that ${name} lists most often among the first ${k}`,
    columns: ['Item', 'Share of lists', 'Training events'],
    rows: lists
      .get(seen)!
      .mostListed.map(({ title, shareOfLists, trainingEvents }) => [
        title,
        percent(shareOfLists),
        count(trainingEvents),
      ]),
  })}</details>`;
}
