// `films check`: what is in the film records, and everything that is wrong with them.

import { Command } from 'commander';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { checkRecords, type RecordsReport } from '../records/check-records.ts';

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .summary('check the film records of the demo')
    .description(
      'Checks demo/films/data: fields, vocabularies, lengths, ids, duplicates, nearly equal loglines, and whether records agree ' +
        'with the source. Prints counts and fill rates, then everything that is wrong; ends with exit code 1 if anything is.',
    )
    .addHelpText('after', '\nExample:\n  $ npm run check:films')
    .action(() => {
      const report = checkRecords();
      terminal.print(renderReport(report));
      if (numFindings(report) > 0) process.exitCode = 1;
    });
}

/** Films on which two writers do not agree, of each value. */
const MOST_SHOWN = 3;

const numFindings = ({ problems, disagreements, similar }: RecordsReport) =>
  problems.length + disagreements.length + similar.length;

function renderReport(report: RecordsReport): string {
  const { numFilms, numRecords, numAdded, numFacts, formCounts, agreement, fillRates, problems } = report;
  const { disagreements, numSettled, similar, asked, numPrizes } = report;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    `records: ${numRecords} of ${numFilms} films of the source; added films: ${numAdded}; with facts: ${numFacts}`,
    ...fillRates.map(({ field, share, of }) => `  ${field.padEnd(12)} ${percent(share).padStart(7)} of ${of}`),
    `made as, and by: ${formCounts.map(({ value, count }) => `${value} ${count}`).join(', ')}`,
    'written twice: by both, by the first alone, by the second alone',
    ...agreement.map(
      ({ value, both, first, second }) =>
        `  ${value.padEnd(26)}${[both, first.length, second.length].map((n) => `${n}`.padStart(5)).join('')}` +
        `  ${[...first, ...second].slice(0, MOST_SHOWN).join(' ')}`.trimEnd(),
    ),
    `with a prize or in a list: ${numPrizes}`,
    'asked of films: known of all, stated by two writers, and how many of these they see otherwise',
    ...asked.map(
      ({ kind, known, stated, contradicted }) =>
        `  ${kind.padEnd(18)}${percent(known).padStart(8)}${`${stated}`.padStart(6)}` +
        `${`${contradicted.length}`.padStart(5)} (${percent(contradicted.length / Math.max(1, stated))})` +
        `  ${contradicted.slice(0, MOST_SHOWN).join(' ')}`.trimEnd(),
    ),
    `problems: ${problems.length}`,
    ...problems.map(({ message }) => `  ${message}`),
    `disagreements: ${disagreements.length}, and ${numSettled} settled`,
    ...disagreements.map(({ id, check, what }) => `  ${id}: ${check}: ${what}`),
    `nearly equal loglines: ${similar.length}`,
    ...similar.map(({ ids, similarity }) => `  ${ids.join(' and ')}: ${percent(similarity)} of their words`),
  ].join('\n');
}
