// `films report`: what cleaning changed in the film catalog of the demo, rule by rule.

import { Command } from 'commander';
import type { Terminal } from '../../../src/pipeline/cli/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { renderFilmReport } from '../cleaning/render-film-report.ts';

export function reportCommand(terminal: Terminal): Command {
  return new Command('report')
    .summary('report what cleaning changed in the film catalog of the demo')
    .description('Cleans the film catalog of the demo and prints, as Markdown, what each rule changed or dropped.')
    .addHelpText('after', '\nExample:\n  $ npm run --silent films -- report > films.md')
    .action(() => terminal.print(renderFilmReport(readFilms().report)));
}
