// `films language`: does it understand what people say? How well sentences are read, what searches find, whether lists follow
// what is said, and where suggestions lead. The development half is for choosing, the test half is read once.
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { filmReader } from '../language/film-reader.ts';
import { measureAbsent } from '../language/measure-absent.ts';
import { measureObedience } from '../language/measure-obedience.ts';
import { measureOverConstrained } from '../language/measure-over-constrained.ts';
import { type Half, halfOf, measureReading } from '../language/measure-reading.ts';
import { measureSearch } from '../language/measure-search.ts';
import { measureSentences } from '../language/measure-sentences.ts';
import { measureSteering } from '../language/measure-steering.ts';
import { measureSuggestions } from '../language/measure-suggestions.ts';
import { measureWrittenSuggestions } from '../language/measure-written-suggestions.ts';
import type { OnProgress } from '../language/measures.ts';
import { openFilmEngine } from '../taste/film-engine.ts';
import { createFilmFinder } from '../taste/film-finder.ts';
import { readPersonas } from '../taste/personas.ts';

interface LanguageOptions {
  bundle: string;
  half: Half;
  phrases: number | 'all';
}

const EXAMPLE = `
Examples:
  $ npm run films -- language
  $ npm run films -- language --phrases all

--phrases all says every phrase of the half to every person of the half: 10,890 lists, some minutes more.`;

export function languageCommand(terminal: Terminal): Command {
  return new Command('language')
    .summary('measure what is understood: reading, search, steering, suggestions')
    .description(
      'Reads gold phrases, asks the page’s own engine judged searches, steers lists of written people, and follows suggestions.',
    )
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .addOption(
      new Option('--half <name>', 'of phrases, queries and people')
        .choices(['development', 'test'])
        .default('development'),
    )
    .option('--phrases <n>', 'phrases that are said to each person, or `all`', parsePhrases, 12)
    .addHelpText('after', EXAMPLE)
    .action((options: LanguageOptions) => runLanguage(options, terminal));
}

function parsePhrases(text: string): number | 'all' {
  if (text === 'all') return text;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a number of phrases, or all.');
}

async function runLanguage({ bundle, half, phrases }: LanguageOptions, terminal: Terminal): Promise<void> {
  const { films } = readFilms();
  const itemIds = films.map(({ itemId }) => itemId);
  const reader = await filmReader();
  const tell = (lines: readonly string[]) => terminal.print(lines.join('\n'));
  const tellWithBar = async (label: string, measure: (onProgress: OnProgress) => Promise<string[]>) => {
    const bar = terminal.progress(label);
    const lines = await measure((done, total) => bar.update(done, total));
    bar.stop();
    tell(lines);
  };
  tell(measureReading(reader, itemIds, half));
  const personas = halfOf(readPersonas(createFilmFinder(films)).personas, half);
  const engine = await openFilmEngine(bundle);
  try {
    tell(await measureSearch(engine, films, half));
    await tellWithBar('absent titles', (onProgress) => measureAbsent(engine, half, onProgress));
    tell(await measureOverConstrained(engine));
    tell(await measureSentences(engine, films, half));
    await tellWithBar('obedience', (onProgress) => measureObedience(engine, films, personas[0]!, half, onProgress));
    await tellWithBar('steering', (onProgress) => measureSteering(engine, personas, half, phrases, onProgress));
    await tellWithBar('suggestions', (onProgress) => measureSuggestions(engine, personas, onProgress));
    await tellWithBar('written suggestions', (onProgress) =>
      measureWrittenSuggestions(engine, reader, films, onProgress),
    );
  } finally {
    await engine.dispose();
  }
}
