// `privet films`: what cleaning changed in the film catalog of the demo, rule by rule.

import { Command } from 'commander';
import type { Terminal } from '../../../src/pipeline/cli/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { renderFilmReport } from '../cleaning/render-film-report.ts';

export function filmsCommand(terminal: Terminal): Command {
  return new Command('films')
    .summary('report what cleaning changed in the film catalog of the demo')
    .description('Cleans the film catalog of the demo and prints, as Markdown, what each rule changed or dropped.')
    .addHelpText('after', '\nExample:\n  $ privet films > films.md')
    .action(() => terminal.print(renderFilmReport(readFilms().report)));
}
