// What was evaluated: enough to run it again, and nothing about the machine's folders.

import { count } from './format-figures.ts';
import { html, type Markup } from './markup.ts';
import type { ReportFacts } from './report-input.ts';

const SEEN_NAMES = { masked: 'seen items left out', kept: 'seen items kept' } as const;

export function factsSection(facts: ReportFacts): Markup {
  const held =
    facts.split === 'leave-last-out'
      ? 'leave-last-out: the last choice of every user is asked for, everything before it is known'
      : 'temporal: the last choice of every user in the last tenth of the events is asked for';
  const rows: [string, string][] = [
    ['Items', `${facts.itemsFile}, ${count(facts.items)} items`],
    ['Log', `${facts.interactionsFile}, ${count(facts.events)} events of ${count(facts.users)} users`],
    ...(facts.bundle === undefined ? [] : ([['Bundle', facts.bundle]] as [string, string][])),
    ['Split', held],
    ['Training part', trainingPart(facts)],
    ['Test cases', `${count(facts.testCases)}, one a user; every model ranks all items for each`],
    ['Lists', `first ${facts.ks.join(' and ')}; ${facts.seen.map((mode) => SEEN_NAMES[mode]).join(' and ')}`],
    ['Timestamps', facts.timestampsArePositions ? 'places in a sequence, no times' : 'times'],
    ['Intervals', `95 %, percentile bootstrap, ${count(facts.resamples)} resamples of users`],
    ['Seed', String(facts.seed)],
    ['Date', facts.date],
    [
      'Versions',
      Object.entries(facts.versions)
        .map((entry) => entry.join(' '))
        .join(', '),
    ],
  ];
  return html`<section aria-labelledby="facts"><h2 id="facts">What was evaluated</h2>
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

function trainingPart({ trainingEvents, refitEvents }: ReportFacts): string {
  const chosen = `${count(trainingEvents)} events`;
  return refitEvents === undefined
    ? chosen
    : `${chosen}; ${count(refitEvents)} once settings were chosen, by all models`;
}
