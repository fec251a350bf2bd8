// What the figures mean, for readers who don't work with them every day.

import { html, type Markup } from './markup.ts';
import { modelNote } from './model-notes.ts';
import type { ReportInput } from './report-input.ts';
import { table } from './table.ts';

const TERMS: [string, string][] = [
  [
    'Recall@K',
    'Share of people whose next choice is among the first K of their list. With one choice a person it is the hit rate. 1 is all of them.',
  ],
  [
    'NDCG@K',
    'The same, but the place counts: 1 for the first place, 0.63 for the second, 0.29 for the tenth, 0 below the first K. It says whether finds stand at the top.',
  ],
  [
    '95 % interval',
    'How far the mean would move with other people of the same kind: people are drawn again at random, with replacement, and the middle 95 % of the means is shown (percentile bootstrap, Efron and Tibshirani 1993). It says nothing about other times or other sites.',
  ],
  [
    'Paired difference',
    'The same people are drawn for both models, and the difference is taken each time. If its interval does not hold 0, the difference is more than the luck of the draw. With many models compared at once, one in twenty such intervals misses by chance alone.',
  ],
  ['AveragePopularity', 'Training events of the listed items, mean over lists. High: the model plays safe.'],
  [
    'GiniIndex',
    'How unequally the items are listed: 0 when all are listed equally often, near 1 when the same few go to everybody.',
  ],
  ['ItemCoverage', 'Share of all items that are in at least one list.'],
  [
    'Divergence',
    'Distance between two mixes (Kullback-Leibler, in nats), the list’s mix blended with 1 % of the history’s so that a missing value does not make it infinite.',
  ],
  [
    'Seen items',
    'Left out: lists hold only items that are not in the history, and people whose next choice was there before are not asked about. Kept: everything may be listed.',
  ],
];

export function glossary({ models, reference }: ReportInput): Markup {
  return html`<section aria-labelledby="words"><h2 id="words">What the words mean</h2>
<dl class="terms">${TERMS.map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>
${table({
  caption: 'The models',
  columns: ['Model', 'What it is'],
  rows: models.map(({ name }) => [name, modelNote(name)]),
  emphasized: reference,
  wordColumns: [1],
})}
<p class="note">Offline figures ask whether a list holds what people chose anyway. They can’t know what people would have chosen had they been
shown something else; only a test with visitors can.</p></section>`;
}
