// What other runs measured with other settings, beside this run: one table for each group of variants that can be compared.

import { type ComparedFigure, ERRORS_NOTE, type VariantGroup } from '../evaluation/variants/compare-variants.ts';
import { count, decimals, signed } from './format-figures.ts';
import { type Content, html, type Markup } from './markup.ts';
import { table, withInterval } from './table.ts';

export function variantsSection(groups: readonly VariantGroup[] | undefined): Markup | undefined {
  if (groups === undefined) return undefined;
  return html`<section aria-labelledby="variants"><h2 id="variants">Variants</h2>
<p>Figures of other runs, as they were recorded: nothing here was measured for this report.</p>
${groups.length === 0 ? html`<p>No line has a figure that could be compared.</p>` : html`<p class="note">${ERRORS_NOTE}</p>`}
${groups.map(groupTable)}</section>`;
}

function groupTable({ title, reference, variants }: VariantGroup): Markup {
  return table({
    caption: title,
    columns: ['Variant', 'Changed', 'Recall@10', 'Difference', 'NDCG@10', 'Difference', 'Users', 'Seed'],
    rows: variants.map(({ variant, changed, recall, ndcg, users, seed }) => [
      variant,
      Object.entries(changed)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      withError(decimals(recall.value, 4), recall.error),
      differenceOf(recall),
      ndcg && withError(decimals(ndcg.value, 4), ndcg.error),
      ndcg && differenceOf(ndcg),
      users && count(users),
      seed,
    ]),
    wordColumns: [1],
    emphasized: reference,
  });
}

function differenceOf({ difference, differenceError }: ComparedFigure): Content {
  return difference === undefined ? undefined : withError(signed(difference, 4), differenceError);
}

function withError(text: string, error: number | undefined): Content {
  return error === undefined ? text : withInterval(text, `± ${decimals(error, 4)}`);
}
