// Whom does a model serve? Recall apart for people who chose something new or rare, and for short and long histories.

import type { Accuracy } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { CASE_SEGMENTS, type CaseSegment } from '../evaluation/segments.ts';
import { count, decimals, percent } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import { axisOf, rangeCell } from './range-cell.ts';
import type { ReportInput } from './report-input.ts';
import { table } from './table.ts';

export function segmentSection(report: ReportInput, seen: SeenMode): Markup {
  const { ks, medianHistory } = report.facts;
  const k = ks[0];
  const entries = report.models
    .flatMap(({ accuracies }) => accuracies)
    .filter((entry) => entry.seen === seen && entry.k === k);
  const shown = CASE_SEGMENTS.filter((segment) => segment !== 'all')
    .map((segment) => ({ segment, found: entries.filter((entry) => entry.segment === segment) }))
    .filter(({ found }) => found.length > 0 && found[0]!.users > 0);
  // One axis for all, so that columns can be compared.
  const axis = axisOf(
    shown.flatMap(({ found }) => found.map(({ recall }) => recall)),
    (value) => decimals(value, 4),
  );
  const names = segmentNames(medianHistory);
  return html`<section><h3>Who is served?</h3>
<p>New items have no event in the training part; rare ones are the least popular items that together hold a fifth of its events. The
median history of those who were asked about has ${count(medianHistory)} events: short ones have at most that many, long ones more.</p>
${smallSampleNote(shown)}
${table({
  caption: `Recall@${k} with 95 % intervals, by segment; all columns have one scale`,
  columns: ['Model', ...shown.map(({ segment, found }) => `${names[segment]} (${count(found[0]!.users)} users)`)],
  rows: report.models.map(({ name }) => [
    name,
    ...shown.map(({ found }) => rangeCell(found.find(({ model }) => model === name)?.recall, axis)),
  ]),
  emphasized: report.reference,
})}</section>`;
}

function segmentNames(medianHistory: number): Record<CaseSegment, string> {
  return {
    all: 'All',
    cold: 'Chose a new item',
    tail: 'Chose a rare item',
    short: `Short history, up to ${count(medianHistory)}`,
    long: `Long history, above ${count(medianHistory)}`,
  };
}

/**
 * Resampling can't go beyond what was observed: after no find at all it says 0 to 0. Hanley and Lippman-Hand (JAMA
 * 1983): up to 3 / n.
 */
function smallSampleNote(shown: readonly { found: readonly Accuracy[] }[]): Markup | undefined {
  const users = shown
    .filter(({ found }) => found.some(({ recall }) => recall.mean === 0))
    .map(({ found }) => found[0]!.users);
  if (users.length === 0) return undefined;
  const fewest = Math.min(...users);
  return html`<p class="note">A mean of 0 has an interval of no width, because resampling can’t go beyond what was seen. Among
${count(fewest)} people, 0 finds still go with a true share of up to about ${percent(Math.min(1, 3 / fewest), 0)} (the rule of three).</p>`;
}
