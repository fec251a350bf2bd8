// The first sentences of a report: what came out, in words, for a reader who reads nothing else.

import type { Accuracy, Difference } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { count, percent } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';

export function verdict(report: ReportInput): Markup {
  const { facts, reference } = report;
  const seen = facts.seen[0]!;
  const k = facts.ks[0]!;
  const all = report.models.flatMap(({ accuracies }) => accuracies.filter(isMain(seen, k)));
  const own = all.find(({ model }) => model === reference);
  if (own === undefined || own.users === 0) return html`<p class="lead">No test case is left to ask about.</p>`;
  const compared = report.differences.filter(isMain(seen, k));
  return html`<p class="lead"><strong>${reference}</strong> finds the item that a person chose next among its first ${k}
for <strong>${percent(own.recall.mean)}</strong> of ${count(own.users)} people
(95 % interval: ${percent(own.recall.low)} to ${percent(own.recall.high)}), out of ${count(facts.items)} items.</p>
${compared.length > 0 ? html`<p class="lead">${standings(compared)}</p>` : undefined}`;
}

const isMain = (seen: SeenMode, k: number) => (entry: Accuracy | Difference) =>
  entry.segment === 'all' && entry.seen === seen && entry.k === k;

/** Who is behind, who is ahead, and who can't be told apart, by whether the interval of the difference holds 0. */
function standings(differences: readonly Difference[]): Markup {
  const names = (isIn: (difference: Difference) => boolean) => differences.filter(isIn).map(({ model }) => model);
  const sentences = [
    ['It finds more than', names(({ recall }) => recall.low > 0)],
    ['It finds less than', names(({ recall }) => recall.high < 0)],
    ['With this many people it can’t be told apart from', names(({ recall }) => recall.low <= 0 && recall.high >= 0)],
  ] as const;
  return html`${sentences.filter(([, models]) => models.length > 0).map(([start, models]) => html`${start} ${listed(models)}. `)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
