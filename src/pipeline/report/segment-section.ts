// Whom does a model serve? Recall apart for people who chose something new or rare, and for short and long histories.

import type { Accuracy } from '../evaluation/accuracy.ts';
import type { SeenMode } from '../evaluation/evaluate.ts';
import { CASE_SEGMENTS, type CaseSegment } from '../evaluation/segments.ts';
import { describeRanges, rowOf } from './accuracy-section.ts';
import { domainOf, rangeChart } from './charts.ts';
import { count, decimals, percent, range } from './format-figures.ts';
import { type Content, html, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { table, withInterval } from './table.ts';

export function segmentSection(report: ReportInput, seen: SeenMode): Markup {
  const { ks, medianHistory } = report.facts;
  const k = ks[0];
  const entries = report.models
    .flatMap(({ accuracies }) => accuracies)
    .filter((entry) => entry.seen === seen && entry.k === k);
  const shown = CASE_SEGMENTS.filter((segment) => segment !== 'all')
    .map((segment) => ({ segment, found: entries.filter((entry) => entry.segment === segment) }))
    .filter(({ found }) => found.length > 0 && found[0]!.users > 0);
  const rowsOf = (found: readonly Accuracy[]) =>
    found.map((entry) => rowOf(entry.model, entry.recall, report.reference));
  // One axis for all, so that the panels can be compared.
  const domain = domainOf(shown.flatMap(({ found }) => rowsOf(found)));
  const names = segmentNames(medianHistory);
  const panel = ({ segment, found }: (typeof shown)[number]) => {
    const [rows, axis] = [rowsOf(found), `Recall@${k}`];
    const title = `${names[segment]} (${count(found[0]!.users)} users)`;
    return html`<figure><figcaption class="above">${title}</figcaption>${rangeChart({
      ...{ rows, axis, domain, format: (value: number) => decimals(value, 3) },
      alternative: `${title}. ${describeRanges(axis, rows)}`,
    })}</figure>`;
  };
  return html`<section><h3>Who is served?</h3>
<p>New items have no event in the training part; rare ones are the least popular items that together hold a fifth of its events. The
median history of those who were asked about has ${count(medianHistory)} events: short ones have at most that many, long ones more.</p>
<div class="charts pairs">${shown.map(panel)}</div>
${smallSampleNote(shown)}
${table({
  caption: `Recall@${k} with 95 % intervals, by segment`,
  columns: ['Model', ...shown.map(({ segment }) => names[segment])],
  rows: report.models.map(({ name }) => [
    name,
    ...shown.map(({ found }) => cell(found.find(({ model }) => model === name))),
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

function cell(entry: Accuracy | undefined): Content {
  return entry && withInterval(decimals(entry.recall.mean, 4), range(entry.recall, 4));
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
