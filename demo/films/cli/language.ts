// `films language`: does it understand what people say? How well sentences are read, what searches find, and whether lists
// follow what is said. The development half is for choosing, the test half is read once.
import { Command, Option } from 'commander';
import type { Terminal } from '../../../src/pipeline/cli/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { filmReader } from '../language/film-reader.ts';
import { measurePersonalSearch } from '../language/measure-personal.ts';
import { type Half, halfOf, measureReading } from '../language/measure-reading.ts';
import { measureSearch } from '../language/measure-search.ts';
import { measureSteering } from '../language/measure-steering.ts';
import { openFilmEngine } from '../taste/film-engine.ts';
import { createFilmFinder } from '../taste/film-finder.ts';
import { readPersonas } from '../taste/personas.ts';

interface LanguageOptions {
  bundle: string;
  half: Half;
  phrases: string;
}

export function languageCommand(terminal: Terminal): Command {
  return new Command('language')
    .summary('measure what is understood: reading, search, steering')
    .description('Reads gold phrases, asks the page’s own engine judged searches, and steers lists of written people.')
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .addOption(
      new Option('--half <name>', 'of phrases and queries').choices(['development', 'test']).default('development'),
    )
    .option('--phrases <n>', 'phrases that are said to each person', '12')
    .action((options: LanguageOptions) => runLanguage(options, terminal));
}

async function runLanguage({ bundle, half, phrases }: LanguageOptions, terminal: Terminal): Promise<void> {
  const { films } = readFilms();
  const itemIds = films.map(({ itemId }) => itemId);
  terminal.print(measureReading(await filmReader(), itemIds, half).join('\n'));
  const engine = await openFilmEngine(bundle);
  try {
    terminal.print((await measureSearch(engine, films, half)).join('\n'));
    const personas = halfOf(readPersonas(createFilmFinder(films)).personas, half);
    terminal.print((await measurePersonalSearch(engine, films, personas)).join('\n'));
    const bar = terminal.progress('people');
    const lines = await measureSteering(engine, personas, half, Number(phrases), (done, total) =>
      bar.update(done, total),
    );
    bar.stop();
    terminal.print(lines.join('\n'));
  } finally {
    await engine.dispose();
  }
}
