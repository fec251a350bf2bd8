// Does a model show the same few popular items to everybody? Shares by popularity beside the shares of what people
// chose, the usual figures, and the items that are listed most.

import type { SeenMode } from '../evaluation/evaluate.ts';
import { NUM_POPULARITY_GROUPS } from '../evaluation/popularity-deciles.ts';
import { shareChart } from './charts.ts';
import { count, decimals, percent } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportInput, ReportModel } from './report-input.ts';
import { table } from './table.ts';

const GROUP_NAMES = Array.from({ length: NUM_POPULARITY_GROUPS }, (_, group) => (group === 0 ? 'new' : String(group)));

/** Top of the charts: a model that lists little but the most popular items would flatten all others. */
const HIGHEST_SHARE = 0.5;

export function popularitySection(report: ReportInput, seen: SeenMode): Markup {
  const { models, facts, reference, targetShares } = report;
  const targets = targetShares.get(seen)!;
  const largest = Math.max(
    ...targets,
    ...models.flatMap(({ lists }) => [...lists.get(seen)!.shares]).filter(Number.isFinite),
  );
  const highest = Math.min(largest, HIGHEST_SHARE);
  const panel = ({ name, lists }: ReportModel) => {
    const { shares } = lists.get(seen)!;
    return html`<figure><figcaption class="above">${name}</figcaption>${shareChart({
      ...{ shares, targets, groupNames: GROUP_NAMES, highest, tone: name === reference ? 'own' : 'other' },
      alternative: describe(name, shares, targets),
    })}</figure>`;
  };
  return html`<section><h3>Does it only show what is popular?</h3>
<p>Items are laid out from rare to popular and cut into ten groups, each with a tenth of the training events; “new” are those without any.
Bars: share of the first ${facts.ks[0]} of all lists. Lines across: share of what people chose next. Bars that pile up on the right, above their
lines, are a bias towards the popular. The largest bar has its figure; above ${percent(HIGHEST_SHARE, 0)} it is cut off.</p>
<div class="charts many">${models.map(panel)}</div>
${figuresTable(report, seen)}
<h4>Listed most often</h4>
${models.map((model) => mostListed(model, seen, facts.ks[0]!, model.name === reference))}
</section>`;
}

function describe(name: string, shares: Float64Array, targets: Float64Array): string {
  const last = NUM_POPULARITY_GROUPS - 1;
  return (
    `Bar chart, ${name}: ${percent(shares[last]!)} of what is listed belongs to the most popular tenth, ` +
    `against ${percent(targets[last]!)} of what was chosen; all shares from new and rare to popular: ` +
    `${Array.from(shares, (share) => percent(share, 0)).join(', ')}.`
  );
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
