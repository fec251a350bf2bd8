// `films taste`: are the lists right? Written personas first; beside them, where the logs for evaluation are at hand,
// what real people loved. The development half is for choosing, the test half is read once.

import { Command, Option } from 'commander';
import type { Terminal } from '../../../src/pipeline/cli/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { renderCases, renderPersonas } from '../taste/render.ts';
import { openTasteBench, type TasteBench } from '../taste/taste-bench.ts';

interface TasteOptions {
  bundle: string;
  data?: string;
  half: 'development' | 'test';
  since?: string;
  lists: boolean;
}

const EXAMPLE = `
Examples:
  $ npm run films -- taste
  $ npm run films -- taste --lists
  $ npm run films -- taste --data ~/logs --since 2026-11-24

--data names a folder with ratings-after-2000/, ballots/ and movietweetings-2013/, each with items.jsonl and
interactions.csv. --since counts over the films that the catalog had on that day.`;

export function tasteCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('taste')
    .summary('measure lists: written personas, and real people')
    .description(
      'Asks the page’s own engine for lists of written personas and of real people, and says how good they are.',
    )
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .option('--data <dir>', 'folder with logs that are for evaluation only (default: personas alone)')
    .addOption(
      new Option('--half <name>', 'of personas and people').choices(['development', 'test']).default('development'),
    )
    .option('--since <date>', 'count only films that the catalog had by then (default: all)')
    .option('--lists', 'print the list of every persona, a mark beside each film', false)
    .addHelpText('after', EXAMPLE)
    .action((options: TasteOptions) => runTaste(options, terminal, signal));
}

async function runTaste({ bundle, data, half, since, lists }: TasteOptions, terminal: Terminal, signal: AbortSignal) {
  const { films } = readFilms();
  const bench: TasteBench = await openTasteBench({ bundle, films, half, since, signal });
  try {
    const bar = terminal.progress('personas');
    const figures = await bench.personas((done, total) => bar.update(done, total));
    bar.stop();
    terminal.print(renderPersonas(figures, { half, since, lists }));
    if (data === undefined) return;
    for (const question of await bench.questions(data)) {
      const progress = terminal.progress(question.name);
      const answered = await bench.ask(question, (done, total) => progress.update(done, total));
      progress.stop();
      terminal.print(renderCases(question, answered, bench.popularityOf, bench.yearOf));
    }
  } finally {
    await bench.close();
  }
}
