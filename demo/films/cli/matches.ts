// `films matches`: trains the match filter on the written judgements, and says how well it tells bad films from good ones.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Engine } from '../../../src/engine/engine.ts';
import { InputError } from '../../../src/errors.ts';
import { gzip } from '../../../src/formats/gzip.ts';
import type { JudgedProfile } from '../../../src/formats/judgements.ts';
import { formatMatchFilter, type MatchFilterFile } from '../../../src/formats/match-filter.ts';
import { fitMatchFilter } from '../../../src/match-filter/fit-match-filter.ts';
import { MatchStudent } from '../../../src/match-filter/match-student.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { openCatalog } from '../../../src/pipeline/input/read-bundle-folder.ts';
import { type ReadRows, readJudgedRows } from '../../../src/pipeline/match/judged-rows.ts';
import { learningCurve } from '../../../src/pipeline/match/learning-curve.ts';
import type { Terminal } from '../../../src/pipeline/terminal/terminal.ts';
import { MATCH_FILTER_FILE, readFilmMatchFilter } from '../bundle/film-match-filter.ts';
import { readFilms } from '../cleaning/read-films.ts';
import {
  AREA_PARTS,
  type AreaRow,
  calibrationOfStudent,
  compareMatches,
  firstTwenty,
  judgesAgree,
  linesTake,
  realPeople,
  reasonsFound,
  secondJudge,
} from '../matches/measure-matches.ts';
import { readMatches } from '../matches/read-matches.ts';
import { openFilmEngine } from '../taste/film-engine.ts';
import { createFilmFinder } from '../taste/film-finder.ts';
import { readRaters } from '../taste/stars.ts';

const SEED = 1;
/** Logs of `--data`, how many of a person's ratings are known, and of how many people. */
const PEOPLE = ['ratings-after-2000', 'second-people'];
const KNOWN_RATINGS = 20;
const MOST_PEOPLE = 400;
const SIZES = [500, 1000, 2000, 4000, 6000, 100_000];

interface MatchesOptions {
  bundle: string;
  fit: boolean;
  test: boolean;
  curve: boolean;
  data?: string;
}

const EXAMPLE = `
Examples:
  $ npm run films -- matches
  $ npm run films -- matches --fit
  $ npm run films -- matches --test

Judgements and rubric lie in demo/films/matches. After --fit, npm start makes the bundle with the new filter.`;

export function matchesCommand(terminal: Terminal): Command {
  return new Command('matches')
    .summary('train the match filter, and measure it')
    .description(
      'Checks the judged pairs, and compares the match filter with simple rules on profiles that it did not see.',
    )
    .option('--bundle <dir>', 'the film bundle', 'public/models')
    .option('--fit', 'train it on all judged pairs but the tests, and write it', false)
    .option('--test', 'measure the one that is written on the tests, which are to be looked at once', false)
    .option('--data <dir>', 'folder with logs of real people that are for evaluation only (default: none)')
    .option('--curve', 'how good it is by the number of judged pairs', false)
    .addHelpText('after', EXAMPLE)
    .action((options: MatchesOptions) => runMatches(options, terminal));
}

async function runMatches({ bundle, fit, test, curve, data }: MatchesOptions, terminal: Terminal): Promise<void> {
  const { learned, tests } = readMatches();
  terminal.print('judges who did not see each other: pairs, same grade, kappa (squared), kappa of bad or not');
  for (const { name, pairs, same, kappa, badKappa } of judgesAgree([...learned, ...tests.flatMap((t) => t.profiles)]))
    terminal.print(`  ${name}: ${pairs}, ${figure(same)}, ${figure(kappa)}, ${figure(badKappa)}`);
  const engine = await openFilmEngine(bundle);
  try {
    const known = new Set(readFilms().films.map(({ itemId }) => itemId));
    // Meaning comes with the first search.
    await engine.search({ query: 'a film', count: 1 });
    const read = (profiles: typeof learned) => readJudgedRows(profiles, { engine, has: (itemId) => known.has(itemId) });
    if (data !== undefined) return await printPeople(terminal, engine, bundle, data);
    const rows = await read(learned);
    terminal.print(`judged pairs: ${rows.pairs.length} of ${learned.length} profiles; unknown: ${rows.numUnknown}`);
    if (test) {
      const file = await readFilmMatchFilter(bundle);
      if (!file)
        throw new InputError({
          file: join(bundle, MATCH_FILTER_FILE),
          found: 'nothing',
          expected: 'a filter: run with --fit',
        });
      const student = new MatchStudent(file);
      for (const { name, profiles } of tests) {
        const ofTest = await read(profiles);
        const told = Float64Array.from(ofTest.values, (values) => student.grade(values));
        printFigures(terminal, name, ofTest, told, file, rows);
      }
      await printReasons(
        terminal,
        engine,
        tests.flatMap(({ profiles }) => profiles),
      );
      for (const { name, profiles } of tests.slice(1)) await printLists(terminal, engine, name, profiles);
      return;
    }
    const { file, heldOut } = fitMatchFilter(rows.names, rows, SEED);
    printFigures(terminal, 'held-out profiles', rows, heldOut, file);
    if (curve) {
      terminal.print('area by judged pairs: all, of the list');
      for (const { pairs, all, listed } of learningCurve(rows, SEED, SIZES))
        terminal.print(`  ${pairs}: ${area(all)}, ${area(listed)}`);
    }
    if (fit) {
      const bytes = await gzip(formatMatchFilter(file));
      await writeFile(join(bundle, MATCH_FILTER_FILE), bytes);
      terminal.print(`written: ${join(bundle, MATCH_FILTER_FILE)}, ${bytes.length} bytes`);
    }
  } finally {
    await engine.dispose();
  }
}

function printFigures(
  terminal: Terminal,
  name: string,
  rows: ReadRows,
  told: Float64Array,
  file: MatchFilterFile,
  train?: ReadRows,
): void {
  const twice = rows.pairs.some(({ item }) => item.grades.length > 1);
  const areas: AreaRow[] = [...compareMatches(rows, told, train), ...(twice ? [secondJudge(rows)] : [])];
  terminal.print(
    `\n${name}: area under the curve, bad (0, 1) against good (3, 4); in brackets 95 % by profile, and how many are bad`,
  );
  for (const line of textTable([['', ...AREA_PARTS], ...areas.map((row) => [row.name, ...row.areas.map(area)])]))
    terminal.print(line);
  for (const level of ['gentle', 'strict'] as const) {
    const { demoted, leftOut } = linesTake(rows, told, file, level);
    const { all } = demoted;
    const shares = ({ below }: typeof demoted) =>
      `${below.all} (bad ${below.bad} of ${all.bad}, good ${below.good} of ${all.good})`;
    terminal.print(
      `${level}: of ${all.all} of the list, behind the fold or out ${shares(demoted)}, out ${shares(leftOut)}`,
    );
  }
  terminal.print('bad, as told and as judged:');
  for (const { told: said, was, count } of calibrationOfStudent(rows, told, file))
    terminal.print(`  ${figure(said)} ${figure(was)} ${'█'.repeat(Math.round(was * 40))} (${count})`);
}

async function printPeople(terminal: Terminal, engine: Engine, bundle: string, data: string): Promise<void> {
  const films = await openCatalog(bundle);
  const find = createFilmFinder(readFilms().films);
  terminal.print('films that people gave 2 stars or fewer against 4.5 or more, area under the curve:');
  for (const log of PEOPLE) {
    const raters = await readRaters(join(data, log), find, films, KNOWN_RATINGS);
    const areas = await realPeople(engine, raters.slice(0, MOST_PEOPLE), (row) => films.catalog.itemId(row));
    terminal.print(`  ${log}: ${areas.map(({ name, area: found }) => `${name} ${area(found)}`).join(', ')}`);
  }
}

async function printReasons(terminal: Terminal, engine: Engine, profiles: readonly JudgedProfile[]): Promise<void> {
  terminal.print('\nbad pairs by the judge’s reason, and the reasons that the filter gives:');
  for (const { judged, kinds } of await reasonsFound(engine, profiles))
    terminal.print(`  ${judged}: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
}

async function printLists(
  terminal: Terminal,
  engine: Engine,
  name: string,
  profiles: readonly JudgedProfile[],
): Promise<void> {
  terminal.print(`\n${name}: first twenty of judged lists: bad, good, fair, not judged; left out`);
  for (const { match, all, said } of await firstTwenty(engine, profiles)) {
    const line = ({ bad, good, fair, unknown, leftOut }: typeof all) =>
      `${bad}, ${good}, ${fair}, ${unknown}; ${leftOut}`;
    terminal.print(`  ${match}: ${line(all)} (of these with a sentence ${line(said)})`);
  }
}

const figure = (value: number) => value.toFixed(3).replace(/^0/, '');
const area = (found: AreaRow['areas'][number]) =>
  found ? `${figure(found.value)} (${figure(found.low)} to ${figure(found.high)}; ${found.numBad})` : 'none';
