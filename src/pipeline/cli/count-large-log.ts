// A log that is larger than memory, for a build: whether it is one, what is counted of all of it, and the people that towers
// are trained on.

import { stat } from 'node:fs/promises';
import { InputError } from '../../errors.ts';
import type { LogFacts } from '../../items/site-features.ts';
import { logFacts } from '../closed-form/log-counts.ts';
import type { ColumnMap } from '../input/column-map.ts';
import type { Interactions } from '../input/interactions.ts';
import { fitRelatedRows, type RelatedRows } from '../item-to-item/related-rows.ts';
import { LogDatabase, loadDuckDb } from '../large-log/database.ts';
import { countsOfLargeLog } from '../large-log/large-log-counts.ts';
import { logFormat } from '../large-log/log-source.ts';
import { type LargeLog, readLargeLog } from '../large-log/read-large-log.ts';
import { samplePeople } from '../large-log/sample-people.ts';
import type { ContentOnlyOptions } from '../site/site-bundle.ts';
import { trendingIds } from '../site/trending-items.ts';
import { begun, type Progress } from '../terminal/progress-bar.ts';
import { noteWarnings, type Terminal } from '../terminal/terminal.ts';

export interface LogOptions {
  map: ColumnMap;
  /** 0 to 1 */
  maxBadRows: number;
  /** Bytes that the program may take. */
  memory: number;
}

/** What a bundle takes of a log. */
export interface LearnedLog {
  /** What is trained on: the whole log, or what some of its people did. */
  log: Interactions;
  facts: LogFacts;
  /** Ids. */
  trending: string[];
  /** Of a log that `log` is a part of. */
  related?: RelatedRows;
}

/** A log takes up to four times its bytes in memory, as it is read. */
const SHARE_OF_MEMORY = 1 / 4;
/** Texts in gzip are so many times as large. */
const PACKED = 5;

/**
 * @param file  of the log, or a pattern such as logs/*.csv
 * @returns     whether it is counted by DuckDB: it is larger than memory, Parquet, or several files
 */
export async function isLargeLog(file: string, memoryBytes: number): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return /[*?[]/.test(file);
  const format = logFormat(file);
  if (format === 'parquet') return true;
  const sizeBytes = found.size * (/\.gz$/i.test(file) ? PACKED : 1);
  return format !== undefined && sizeBytes > SHARE_OF_MEMORY * memoryBytes;
}

/** @param load  finds DuckDB @throws InputError also where it is not installed */
export async function countLargeLog(
  file: string,
  options: LogOptions,
  site: Omit<ContentOnlyOptions, 'features'>,
  load = loadDuckDb,
): Promise<LearnedLog> {
  const { terminal, signal, cacheDir } = site;
  const duckDb = (await load()) ?? refuseMissing(file, options.memory);
  const stages = new Stages(terminal);
  const { memory: memoryBytes } = options;
  const opening = { cacheDir, memoryBytes, signal, onProgress: stages.onProgress };
  const database = await LogDatabase.open(duckDb, opening);
  try {
    return await learn(database, file, options, site, stages);
  } finally {
    stages.stop();
    await database.close();
  }
}

async function learn(
  database: LogDatabase,
  file: string,
  { map, maxBadRows }: LogOptions,
  { ort, input, terminal, signal }: Omit<ContentOnlyOptions, 'features'>,
  stages: Stages,
): Promise<LearnedLog> {
  const files = await filesOf(database, file);
  await database.lock(files);
  const ids = input.items.map(({ id }) => id);
  const titles = input.items.map(({ title }) => title);
  const reading = { map, maxBadRows, aliases: input.aliases, titles, onStage: stages.begin };
  const large = await readLargeLog(database, files, ids, reading);
  terminal.note(large.report.columnLine());
  noteWarnings(terminal, large.report.warnings);
  const counts = countsOfLargeLog(large);
  stages.begin('counting people and items');
  const facts = await logFacts(counts);
  const trending = await trendingIds(input.items, counts);
  terminal.note(`${largeLine(large)}, ${count(await counts.numSessions())} sessions; DuckDB`);
  stages.begin('choosing people to train on');
  const { log, share } = await samplePeople(large);
  if (share < 1) terminal.print(sampleLine(log, large, share));
  stages.begin('counting what goes with what');
  const related = await fitRelatedRows(counts, ort, { onProgress: stages.onProgress, ...(signal && { signal }) });
  return { log, facts, trending, related };
}

/** One bar a stage: another stage ends the one before. */
class Stages {
  readonly #terminal: Terminal;
  #bar: Progress | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  readonly begin = (stage: string): void => {
    this.stop();
    this.#bar = begun(this.#terminal.progress(stage));
  };

  readonly onProgress = (done: number, total: number): void => this.#bar?.update(done, total);

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

async function filesOf(database: LogDatabase, file: string): Promise<string[]> {
  if (await stat(file).catch(() => undefined)) return [file];
  const files = await database.filesNamed(file);
  if (files.length > 0) return files;
  throw new InputError({ file, found: 'no file of such a name', expected: 'one at least, as logs/*.csv names them' });
}

function refuseMissing(file: string, memoryBytes: number): never {
  const install = 'Install it beside privet-cli: npm i -D @duckdb/node-api.';
  const expected = 'DuckDB, which counts such a log';
  if (logFormat(file) === 'parquet') throw new InputError({ file, found: 'Parquet', expected, mend: install });
  const found = /[*?[]/.test(file) ? 'a pattern of several files' : 'a log that is larger than memory';
  const more = `One file of csv or jsonl is read without it if it is at most a quarter of --memory, now ${inGigabytes(memoryBytes)}.`;
  throw new InputError({ file, found, expected, mend: `${install} ${more}` });
}

function largeLine({ numUsers, numEvents }: LargeLog): string {
  return `${count(numUsers)} users, ${count(numEvents)} events`;
}

function sampleLine(log: Interactions, { numEvents }: LargeLog, share: number): string {
  const percent = (100 * share).toLocaleString('en-GB', { maximumSignificantDigits: 2 });
  const trained = `training is on ${percent} % of the people, with ${count(log.items.length)} events`;
  return `${trained}; what is popular, what is trending and what goes with what is counted in all ${count(numEvents)}`;
}

const inGigabytes = (bytes: number) => `${(bytes / 1e9).toLocaleString('en-GB', { maximumFractionDigits: 1 })} GB`;
const count = (value: number) => value.toLocaleString('en-GB');
