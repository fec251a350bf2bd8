// `films report`: what is in the film catalog of the demo, and what cleaning changed in it, rule by rule.

import { Command } from 'commander';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { renderFilmCounts } from '../cleaning/render-film-counts.ts';
import { renderFilmReport } from '../cleaning/render-film-report.ts';
import { readTies } from '../ties/film-ties.ts';

export function reportCommand(terminal: Terminal): Command {
  return new Command('report')
    .summary('report what is in the film catalog of the demo, and what cleaning changed')
    .description(
      'Cleans the film catalog of the demo and prints, as Markdown, what is in it by decade and country, how much is ' +
        'known of its films, and what each rule changed or dropped.',
    )
    .addHelpText('after', '\nExample:\n  $ npm run --silent films -- report > films.md')
    .action(() => {
      const { films, report } = readFilms();
      terminal.print(renderFilmCounts(films, readTies()));
      terminal.print(renderFilmReport(report));
    });
}
