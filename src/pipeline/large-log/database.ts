// DuckDB, for what is larger than memory: one database in a folder of its own that is gone when the work is done, also
// after a kill, by the next run. It may read the files of the log and nothing else, fetches nothing, and tells in words
// what the system refuses. An optional dependency: its types alone are imported.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { InputError } from '../../errors.ts';

/** Of the memory that is granted to the whole program. The rest is for what is counted here, and for Node. */
const OWN_SHARE = 0.4;
const FOLDER_NAME = /^log-(\d+)$/;
const PROGRESS_EVERY_MS = 500;

// Through a variable: the package may be missing, and then no bundler may insist on it.
const PACKAGE: string = '@duckdb/node-api';
export type DuckDb = typeof import('@duckdb/node-api');

/** Undefined where it is not installed. */
export async function loadDuckDb(): Promise<DuckDb | undefined> {
  return import(PACKAGE).catch(() => undefined);
}

export interface DatabaseOptions {
  /** Where it has its folder. */
  cacheDir: string;
  /** For the whole program. */
  memoryBytes: number;
  signal?: AbortSignal | undefined;
  /** Of one question: a total of Infinity where nothing can be counted. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What a question may hold beside its words; a list is one of texts. */
export type Parameters = Record<string, string | number | boolean | readonly string[]>;
export type Row = readonly unknown[];
/** Columns of some rows, as their types have them: typed arrays of numbers. */
export type NumberColumns = readonly ArrayLike<number>[];

export class LogDatabase {
  readonly #duckDb: DuckDb;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #options: DatabaseOptions;
  readonly #interrupt = () => this.#connection.interrupt();

  private constructor(
    duckDb: DuckDb,
    opened: [DuckDBInstance, DuckDBConnection],
    folder: string,
    options: DatabaseOptions,
  ) {
    this.#duckDb = duckDb;
    [this.#instance, this.#connection] = opened;
    this.#folder = folder;
    this.#options = options;
    options.signal?.addEventListener('abort', this.#interrupt);
  }

  /** @throws InputError for a folder that cannot be written */
  static async open(duckDb: DuckDb, options: DatabaseOptions): Promise<LogDatabase> {
    const { cacheDir, memoryBytes } = options;
    await removeLeftovers(cacheDir);
    const folder = join(cacheDir, `log-${process.pid}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const instance = await duckDb.DuckDBInstance.create(join(folder, 'log.duckdb'), {
      memory_limit: `${Math.round((OWN_SHARE * memoryBytes) / 1e6)}MB`,
      temp_directory: join(folder, 'spilled'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    const connection = await instance.connect();
    return new LogDatabase(duckDb, [instance, connection], folder, options);
  }

  /** Files that a name or a pattern (`logs/*.csv`) means, in the order of their names. */
  async filesNamed(pattern: string): Promise<string[]> {
    const rows = await this.rows('SELECT file FROM glob($pattern) ORDER BY file', { pattern });
    return rows.map(([file]) => file as string);
  }

  /** From here on no other file can be opened, and no setting changed. */
  async lock(files: readonly string[]): Promise<void> {
    await this.run('SET enable_progress_bar = true');
    await this.run('SET enable_progress_bar_print = false');
    await this.run(`SET allowed_paths = [${files.map(literal).join(', ')}]`);
    await this.run('SET enable_external_access = false');
    await this.run('SET lock_configuration = true');
  }

  async run(sql: string, parameters: Parameters = {}): Promise<void> {
    await this.#told(() => this.#connection.run(sql, ...this.#bound(parameters)));
  }

  /** All at once. */
  async rows(sql: string, parameters: Parameters = {}): Promise<Row[]> {
    const read = () => this.#connection.runAndReadAll(sql, ...this.#bound(parameters));
    return (await this.#told(read)).getRowsJS();
  }

  /** The one row that there is. */
  async row(sql: string, parameters: Parameters = {}): Promise<Row> {
    return (await this.rows(sql, parameters))[0]!;
  }

  /** Names and types of what a question gives, and its rows. */
  async table(sql: string, parameters: Parameters): Promise<{ names: string[]; types: string[]; rows: Row[] }> {
    const read = () => this.#connection.runAndReadAll(sql, ...this.#bound(parameters));
    const reader = await this.#told(read);
    return { names: reader.columnNames(), types: reader.columnTypes().map(String), rows: reader.getRowsJS() };
  }

  /** Rows in pieces. */
  async *pieces(sql: string): AsyncGenerator<Row[]> {
    const result = await this.#told(() => this.#connection.stream(sql));
    for (;;) {
      const chunk = await this.#told(() => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) return;
      yield chunk.convertRows(this.#duckDb.JSDuckDBValueConverter) as Row[];
    }
  }

  /** Columns of numbers, none of them absent, in pieces. Tables are read in the order in which they were written. */
  async *columns(sql: string): AsyncGenerator<NumberColumns> {
    const result = await this.#told(() => this.#connection.stream(sql));
    for (;;) {
      const chunk = await this.#told(() => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) return;
      yield Array.from({ length: chunk.columnCount }, (_, i) => numbersOf(chunk.getColumnVector(i)));
    }
  }

  /** Adds rows to a table; null and undefined are absent values. */
  async insert(table: string, rows: Iterable<Row>): Promise<void> {
    // Of its own: what is read from may still be streaming.
    const connection = await this.#instance.connect();
    const appender = await connection.createAppender(table);
    for (const row of rows) {
      for (const [i, value] of row.entries()) {
        if (value === null || value === undefined) appender.appendNull();
        else appender.appendValue(value as DuckDBValue, appender.columnType(i));
      }
      appender.endRow();
    }
    appender.closeSync();
    connection.closeSync();
  }

  /** The folder is gone as well. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#interrupt);
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #bound(parameters: Parameters) {
    const { listValue, LIST, VARCHAR } = this.#duckDb;
    const entries = Object.entries(parameters);
    const values = entries.map(([name, value]) => [name, Array.isArray(value) ? listValue(value) : value] as const);
    const lists = entries.filter(([, value]) => Array.isArray(value)).map(([name]) => [name, LIST(VARCHAR)] as const);
    return [Object.fromEntries(values) as Record<string, DuckDBValue>, Object.fromEntries(lists)] as const;
  }

  async #told<T>(ask: () => Promise<T>): Promise<T> {
    const { signal, onProgress } = this.#options;
    signal?.throwIfAborted();
    const timer = setInterval(() => {
      const { percentage } = this.#connection.progress;
      if (percentage > 0) onProgress?.(percentage, 100);
    }, PROGRESS_EVERY_MS);
    try {
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      throw this.#inWords(error);
    } finally {
      clearInterval(timer);
    }
  }

  /** The first line alone: the next ones may quote the log. */
  #inWords(error: unknown): unknown {
    const [message = ''] = error instanceof Error ? error.message.split('\n') : [];
    const file = this.#folder;
    if (/No space left|max_temp_directory_size|Disk quota/i.test((error as Error).message)) {
      const [found, expected] = [
        'a full disk',
        'room for what does not fit into memory, some times the size of the log',
      ];
      return new InputError(
        { file, found, expected, mend: 'Free some space, or name another place by --cache.' },
        { cause: error },
      );
    }
    if (/^Out of Memory Error/.test(message)) {
      const found = `${(this.#options.memoryBytes / 1e9).toFixed(1)} GB of memory, which is too little for this log`;
      return new InputError({ file, found, expected: 'more', mend: 'Grant more by --memory.' }, { cause: error });
    }
    if (!/^(Invalid Input|IO|Conversion|Invalid|Permission|Binder) Error/.test(message)) return error;
    const [found, expected] = [`what DuckDB does not read (${message})`, 'rows of one table'];
    return new InputError({ file: 'the log', found, expected }, { cause: error });
  }
}

/** A text as SQL has it. */
export function literal(text: string): string {
  return `'${withoutNul(text).replaceAll("'", "''")}'`;
}

/** The name of a column as SQL has it, whatever is in it. */
export function identifier(name: string): string {
  return `"${withoutNul(name).replaceAll('"', '""')}"`;
}

function withoutNul(text: string): string {
  if (!text.includes('\0')) return text;
  throw new InputError({ file: 'the log', found: 'a NUL character in a name', expected: 'names of files and columns' });
}

function numbersOf(vector: unknown): ArrayLike<number> {
  const { items } = vector as { items?: unknown };
  if (!(items instanceof Uint32Array || items instanceof Float64Array || items instanceof Uint8Array)) {
    throw new TypeError('a column of another type than UINTEGER, UTINYINT or DOUBLE');
  }
  return items;
}

/** Folders of runs that are no more. */
async function removeLeftovers(cacheDir: string): Promise<void> {
  const names = await readdir(cacheDir).catch(() => []);
  for (const name of names) {
    const pid = Number(name.match(FOLDER_NAME)?.[1]);
    if (pid > 0 && (pid === process.pid || !isRunning(pid))) {
      await rm(join(cacheDir, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
