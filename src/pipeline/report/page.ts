// The page of a report: one file that needs nothing else, neither network nor script.

import type { SeenMode } from '../evaluation/evaluate.ts';
import { accuracySection } from './accuracy-section.ts';
import { calibrationSection } from './calibration-section.ts';
import { differenceSection } from './difference-section.ts';
import { factsSection } from './facts-section.ts';
import { glossary } from './glossary.ts';
import { html, Markup } from './markup.ts';
import { popularitySection } from './popularity-section.ts';
import type { ReportInput } from './report-input.ts';
import { segmentSection } from './segment-section.ts';
import { STYLE } from './style.ts';
import { verdict } from './verdict.ts';

const CHAPTERS: Record<SeenMode, { title: string; lead: string }> = {
  masked: {
    title: 'Lists of new items',
    lead: 'Items that are already in a person’s history are left out of their list.',
  },
  kept: {
    title: 'Lists of all items',
    lead: 'Items that are already in a person’s history may be listed again.',
  },
};

/** @returns  the whole document */
export function reportPage(report: ReportInput): string {
  const title = `Recommendations for ${report.facts.itemsFile}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}: evaluation</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<header><h1>How good are the recommendations?</h1>
${verdict(report)}</header>
${factsSection(report.facts)}
${report.facts.seen.map((seen) => chapter(report, seen))}
${glossary(report)}
</main>
</body>
</html>
`.text;
}

function chapter(report: ReportInput, seen: SeenMode): Markup {
  const { title, lead } = CHAPTERS[seen];
  return html`<section aria-labelledby="${seen}"><h2 id="${seen}">${title}</h2>
<p>${lead}</p>
${wasAsked(report, seen) ? chapterSections(report, seen) : html`<p>No test case is left to ask about.</p>`}
</section>`;
}

function wasAsked({ models }: ReportInput, seen: SeenMode): boolean {
  return models[0]!.accuracies.some((entry) => entry.seen === seen && entry.users > 0);
}

function chapterSections(report: ReportInput, seen: SeenMode): Markup {
  return html`${accuracySection(report, seen)}
${differenceSection(report, seen)}
${segmentSection(report, seen)}
${popularitySection(report, seen)}
${calibrationSection(report, seen)}`;
}
