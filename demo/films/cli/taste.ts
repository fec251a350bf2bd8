// `films taste`: are the lists right? Written personas first; beside them, where the logs for evaluation are at hand,
// what real people loved. The development half is for choosing, the test half is read once.

import { Command, Option } from 'commander';
import { loadOnnxRuntime } from '../../../src/pipeline/cli/onnx-runtime.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import type { Half } from '../taste/questions.ts';
import { renderQuestion } from '../taste/render-people.ts';
import { renderPersonas } from '../taste/render-personas.ts';
import { openTasteBench, type TasteBench } from '../taste/taste-bench.ts';

interface TasteOptions {
  bundle: string;
  data?: string;
  half: Half;
  since?: string;
  lists: boolean;
}

const EXAMPLE = `
Examples:
  $ npm run films -- taste
  $ npm run films -- taste --lists
  $ npm run films -- taste --data ~/logs --since 2026-11-24

--data names a folder with ratings-after-2000/, ballots/ and movietweetings-2013/, each with items.jsonl and
interactions.csv (docs/training.md). --since counts over the films that the catalog had on that day.`;

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
  const { ort } = await loadOnnxRuntime();
  const bench = await openTasteBench({ bundle, films, half, since, ort, signal });
  try {
    const bar = terminal.progress('personas');
    const personas = await bench.personas((done, total) => bar.update(done, total));
    bar.stop();
    terminal.print(renderPersonas(personas, { half, since, lists }));
    terminal.print(renderPersonas(await bench.seriesLovers(), { half: 'development', since, lists }));
    if (data !== undefined) await askPeople(bench, data, terminal);
  } finally {
    await bench.close();
  }
}

async function askPeople(bench: TasteBench, data: string, terminal: Terminal) {
  const reading = terminal.progress('what the other half likes');
  const questions = await bench.people(data, (done, total) => reading.update(done, total));
  reading.stop();
  for (const question of questions) {
    const bar = terminal.progress(question.name);
    const figures = await bench.ask(question, (done, total) => bar.update(done, total));
    bar.stop();
    terminal.print(renderQuestion(question, figures));
  }
}
