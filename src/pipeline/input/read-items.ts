// A site's items: csv, json, jsonl or Parquet -> Items, by the reader that the page has too (src/items). What is the
// command line's own: rows are streamed and the items alone are held, `--map` says what columns are, a bundle says what
// they were when it was built, and a row that is not as it should be is refused.

import { InputError } from '../../errors.ts';
import { type Cell, oneLine } from '../../items/cells.ts';
import { SAMPLE_ROWS } from '../../items/column-values.ts';
import { roleOfName } from '../../items/guess-column.ts';
import { guessColumns } from '../../items/guess-roles.ts';
import type { ItemColumn, Items } from '../../items/item.ts';
import { ItemReader, itemColumn } from '../../items/item-reader.ts';
import { Notes } from '../../items/notes.ts';
import { optionNameColumn } from '../../items/option-columns.ts';
import type { OpenRows, Row } from '../../items/read-rows.ts';
import { type ColumnGuess, type ColumnRole, FACET_ROLES, SINGLE_ROLES } from '../../items/roles.ts';
import { type ColumnMap, checkColumns, type ItemColumnMap, itemColumnMap, renamedColumns } from './column-map.ts';
import { type InputFormat, openInput } from './formats/open-input.ts';
import { refuseLog } from './log-as-items.ts';

const NO_IDS = 'No column is the id: ids are made of titles and years. Give one with --map id=<column>.';
/** More are no table. */
const MAX_COLUMNS = 1000;

/** What a column was when the bundle was built, as its manifest has it. */
export type KnownColumn = Pick<ItemColumn, 'name' | 'role' | 'separator' | 'isKind'>;

export interface ReadItemsOptions {
  map?: ColumnMap;
  /** Of the bundle that the items are meant for (default: columns are guessed). */
  known?: readonly KnownColumn[];
  /** A log names items by their ids: without a column of them there is none (default false: they are made). */
  needsIds?: boolean;
  /** Share of rows that may be wrong, 0 to 1: they are left out and named (default 0.02); 0 refuses the first of them. */
  maxBadRows?: number;
  signal?: AbortSignal;
}

/** What a column was taken for, and what an owner should see of it. */
export interface ReadColumn extends ColumnGuess {
  name: string;
  /** Its first different values, as texts. */
  examples: string[];
}

export interface ReadItems extends Items {
  /** In the order of the file. */
  guesses: readonly ReadColumn[];
  numRows: number;
}

/** Their readers made plain text of HTML and Markdown: what looks like a mark there was written to be read. */
const PLAIN_FORMATS: ReadonlySet<InputFormat> = new Set<InputFormat>(['html', 'markdown', 'feed']);
const MAX_BAD_ROWS = 0.02;
const NUM_EXAMPLES = 3;
const EXAMPLE_CHARS = 40;

/** @throws InputError naming file, line, what was found and what was expected */
export async function readItems(file: string, options: ReadItemsOptions = {}): Promise<ReadItems> {
  const { maxBadRows = MAX_BAD_ROWS } = options;
  const notes = new Notes(file, maxBadRows === 0 ? 'refuse' : 'skip');
  const open = await openInput(file, notes, { maxColumns: MAX_COLUMNS }, options);
  const plan = new ColumnPlan(options, notes);
  const reader = new ItemReader(notes, { isPlain: PLAIN_FORMATS.has(open.format) });
  let sample: Row[] | undefined = [];
  for await (const rows of open.rows) {
    if (sample) {
      for (const row of rows) sample.push(row);
      if (sample.length <= SAMPLE_ROWS) continue;
      begin(reader, plan, open, sample, options);
      sample = undefined;
    } else {
      for (const name of open.columns.slice(reader.columns.length)) reader.addColumn(plan.late(name, reader));
      for (const row of rows) reader.addRow(row);
    }
  }
  if (sample) begin(reader, plan, open, sample, options);
  plan.check(open.columns);
  notes.checkBadRows(reader.numRows + notes.numBadRows, maxBadRows);
  return { ...reader.finish(), guesses: plan.guesses, numRows: reader.numRows };
}

/** Tells the columns from the first rows, and reads these. */
function begin(
  reader: ItemReader,
  plan: ColumnPlan,
  { format, columns }: OpenRows<InputFormat>,
  sample: readonly Row[],
  { needsIds }: ReadItemsOptions,
): void {
  // Rows of JSON may bring further columns.
  if (format === 'csv') plan.check(columns);
  const { notes } = plan;
  if (sample.length === 0) throw new InputError({ file: notes.file, found: 'no items', expected: 'at least one item' });
  const rows = sample.map(({ cells }) => cells);
  if (!plan.isGiven) refuseLog(notes.file, columns, rows);
  for (const column of plan.first(columns, rows)) reader.addColumn(column);
  if (!reader.has('title')) checkColumns(columns, [], ['title'], notes.file);
  const hasIds = reader.has('id') || reader.has('group');
  if (!hasIds && needsIds) checkColumns(columns, [], ['id'], notes.file);
  if (!hasIds) notes.say(NO_IDS);
  for (const row of sample) reader.addRow(row);
}

/** What columns are: `--map` comes first, then the bundle, then what names and cells say. */
class ColumnPlan {
  readonly notes: Notes;
  readonly #map: ItemColumnMap;
  readonly #known: ReadonlyMap<string, KnownColumn> | undefined;
  guesses: ReadColumn[] = [];

  constructor({ map = [], known }: ReadItemsOptions, notes: Notes) {
    this.notes = notes;
    this.#map = itemColumnMap(map);
    this.#known = known && new Map(known.map((column) => [column.name, column]));
  }

  /** Somebody said what columns are. */
  get isGiven(): boolean {
    return this.#known !== undefined || this.#map.roles.size > 0;
  }

  /** @param rows  the first */
  first(names: readonly string[], rows: readonly (readonly Cell[])[]): ItemColumn[] {
    const labels = renamedColumns(names, this.#map.renames);
    const given = names.map((name) => this.#given(name));
    const guesses = guessColumns({ columns: labels, rows }, given);
    this.guesses = guesses.map((guess, i) => ({ name: names[i]!, ...guess, examples: examplesOf(rows, i) }));
    return names.map((name, i) => {
      const namedBy = optionNameColumn(names, i);
      const column = { ...itemColumn(labels[i]!, guesses[i]!.role, rows, i), name, certainty: guesses[i]!.certainty };
      return this.#planned(namedBy === undefined ? column : { ...column, namedBy });
    });
  }

  /** A column that later rows bring: by its name, and never in place of another. */
  late(name: string, reader: ItemReader): ItemColumn {
    const [label] = renamedColumns([name], this.#map.renames) as [string];
    const role = this.#given(name) ?? roleOfName(label);
    const isTaken = SINGLE_ROLES.has(role) && reader.has(role);
    return this.#planned({ ...itemColumn(label, isTaken ? 'fact' : role, [], 0), name });
  }

  /** @throws InputError for a column that `--map` names and that is not there */
  check(columns: readonly string[]): void {
    checkColumns(columns, this.#map.pairs, [], this.notes.file);
  }

  #given(name: string): ColumnRole | undefined {
    return this.#map.roles.get(name) ?? this.#known?.get(name)?.role;
  }

  #planned(column: ItemColumn): ItemColumn {
    const { name, role } = column;
    const known = this.#known?.get(name);
    if (known?.role === role) return { ...column, ...known, isNamed: true };
    if (this.#given(name) !== undefined) return { ...column, isNamed: true };
    // Of a column that the bundle does not know, only what every item has counts.
    const isOfAll = SINGLE_ROLES.has(role) && !FACET_ROLES.has(role);
    if (!this.#known || isOfAll || role === 'stock' || role === 'ignore') return column;
    this.notes.say(`The bundle was built without the column ${name}: left out.`);
    return { ...column, role: 'ignore' };
  }
}

function examplesOf(rows: readonly (readonly Cell[])[], column: number): string[] {
  const texts = new Set<string>();
  for (const row of rows) {
    const text = oneLine(row[column] ?? null);
    if (text) texts.add(text.length > EXAMPLE_CHARS ? `${text.slice(0, EXAMPLE_CHARS - 1)}…` : text);
    if (texts.size === NUM_EXAMPLES) break;
  }
  return [...texts];
}
