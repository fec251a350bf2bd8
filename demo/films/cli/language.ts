// `films language`: does it understand what people say? How well sentences are read, what searches find, whether lists follow
// what is said, and where suggestions lead. The development half is for choosing, the test half is read once.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Engine } from '../../../src/engine/engine.ts';
import type { SentenceReader } from '../../../src/language/read-sentence.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { type Film, readFilms } from '../cleaning/read-films.ts';
import { openFilmParts } from '../language/film-parts.ts';
import { filmReader } from '../language/film-reader.ts';
import { measureAblations } from '../language/measure-ablations.ts';
import { measureAbsent } from '../language/measure-absent.ts';
import { measureHead } from '../language/measure-head.ts';
import { measureObedience } from '../language/measure-obedience.ts';
import { measureOverConstrained } from '../language/measure-over-constrained.ts';
import { measurePersonalSearch } from '../language/measure-personal.ts';
import { type Half, halfOf, measureReading } from '../language/measure-reading.ts';
import { measureSearch } from '../language/measure-search.ts';
import { measureSteering } from '../language/measure-steering.ts';
import { measureSuggestions } from '../language/measure-suggestions.ts';
import { measureWrittenSuggestions } from '../language/measure-written-suggestions.ts';
import type { OnProgress } from '../language/measures.ts';
import { openFilmEngine } from '../taste/film-engine.ts';
import { createFilmFinder } from '../taste/film-finder.ts';
import { type Persona, readPersonas } from '../taste/personas.ts';

interface LanguageOptions {
  bundle: string;
  half: Half;
  phrases: number | 'all';
  judging?: string;
}

/** So many people search with their history where parts of the search are taken away. */
const NUM_SEARCHING = 5;

const EXAMPLE = `
Examples:
  $ npm run films -- language
  $ npm run films -- language --phrases all --judging judging/

--phrases all says every phrase of the half to every person of the half: 10,890 lists, some minutes more. --judging names
a folder for suggestions-for-judging.jsonl (what each person is suggested, with what they like) and
relaxed-for-judging.jsonl (pages on which conditions gave way), to be judged by somebody who knows nothing of how, and
suggestions-failing.txt (written suggestions that are not read, or do not find, what they say).`;

export function languageCommand(terminal: Terminal): Command {
  return new Command('language')
    .summary('measure what is understood: reading, search, steering, suggestions')
    .description(
      'Reads gold phrases and likely queries, asks the page’s own engine judged searches (also with parts taken away), ' +
        'steers lists of written people, and follows suggestions.',
    )
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .addOption(
      new Option('--half <name>', 'of phrases, queries and people')
        .choices(['development', 'test'])
        .default('development'),
    )
    .option('--phrases <n>', 'phrases that are said to each person, or `all`', parsePhrases, 12)
    .option('--judging <dir>', 'folder for what is to be judged (default: nothing is written)')
    .addHelpText('after', EXAMPLE)
    .action((options: LanguageOptions) => runLanguage(options, terminal));
}

function parsePhrases(text: string): number | 'all' {
  if (text === 'all') return text;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a number of phrases, or all.');
}

async function runLanguage(options: LanguageOptions, terminal: Terminal): Promise<void> {
  const { bundle, half, judging } = options;
  const { films } = readFilms();
  const itemIds = films.map(({ itemId }) => itemId);
  const reader = await filmReader();
  terminal.print(measureReading(reader, itemIds, half).join('\n'));
  terminal.print(measureHead(reader, itemIds, half).join('\n'));
  if (judging !== undefined) mkdirSync(judging, { recursive: true });
  const personas = halfOf(readPersonas(createFilmFinder(films)).personas, half);
  const engine = await openFilmEngine(bundle);
  try {
    const run = { ...options, engine, films, personas, reader, terminal };
    await measureSearches(run);
    await measureLists(run);
    await measureSuggested(run);
  } finally {
    await engine.dispose();
  }
}

interface Run extends LanguageOptions {
  engine: Engine;
  films: readonly Film[];
  personas: readonly Persona[];
  reader: SentenceReader;
  terminal: Terminal;
}

async function measureSearches({ engine, films, personas, half, bundle, judging, terminal }: Run): Promise<void> {
  terminal.print((await measureSearch(engine, films, half)).join('\n'));
  const filmParts = await openFilmParts(bundle);
  try {
    const people = personas.slice(0, NUM_SEARCHING);
    await withBar(terminal, 'parts taken away', (onProgress) =>
      measureAblations(engine, filmParts, films, people, half, onProgress),
    );
    await withBar(terminal, 'absent titles', (onProgress) =>
      measureAbsent(engine, filmParts.language, half, onProgress),
    );
  } finally {
    await filmParts.close();
  }
  const { lines, relaxed } = await measureOverConstrained(engine);
  terminal.print(lines.join('\n'));
  writeLines(
    judging,
    'relaxed-for-judging.jsonl',
    relaxed.map((page) => JSON.stringify(page)),
  );
  terminal.print((await measurePersonalSearch(engine, films, personas)).join('\n'));
}

async function measureLists({ engine, films, personas, half, phrases, terminal }: Run): Promise<void> {
  await withBar(terminal, 'obedience', (onProgress) => measureObedience(engine, films, personas[0]!, half, onProgress));
  await withBar(terminal, 'steering', (onProgress) => measureSteering(engine, personas, half, phrases, onProgress));
}

async function measureSuggested({ engine, films, personas, reader, judging, terminal }: Run): Promise<void> {
  await withBar(terminal, 'suggestions', async (onProgress) => {
    const { lines, suggested } = await measureSuggestions(engine, personas, onProgress);
    writeLines(
      judging,
      'suggestions-for-judging.jsonl',
      suggested.map((one) => JSON.stringify(one)),
    );
    return lines;
  });
  await withBar(terminal, 'written suggestions', async (onProgress) => {
    const { lines, failing } = await measureWrittenSuggestions(engine, reader, films, onProgress);
    writeLines(judging, 'suggestions-failing.txt', failing);
    return lines;
  });
}

async function withBar(terminal: Terminal, label: string, measure: (onProgress: OnProgress) => Promise<string[]>) {
  const bar = terminal.progress(label);
  const lines = await measure((done, total) => bar.update(done, total));
  bar.stop();
  terminal.print(lines.join('\n'));
}

function writeLines(folder: string | undefined, name: string, lines: readonly string[]): void {
  if (folder !== undefined) writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
}
