// Rows and what their columns are for -> items with unique ids, ready for the text template, the features and the
// bundle.

import { quoted } from '../errors.ts';
import { type ItemTextFields, itemText } from '../text/item-text.ts';
import type { Modality } from '../text/modalities.ts';
import { type Cell, cutText, listOf, numberOf, oneLine, type Separator, yearOf } from './cells.ts';
import { labelOf, NumberedNames, plainName } from './column-names.ts';
import { columnValues } from './column-values.ts';
import { exactRole } from './guess-roles.ts';
import { MAX_VECTOR_LENGTH, MIN_VECTOR_LENGTH, modalityName, unitVector } from './item-vectors.ts';
import { Notes } from './notes.ts';
import type { Row } from './read-rows.ts';
import type { ColumnRole, SingleRole } from './roles.ts';
import { slug } from './slug.ts';
import type { Table } from './table.ts';

/** Counts the rules by which rows become items: what was begun by others cannot be gone on with. */
export const ITEM_RULES = 2;

const MAX_TITLE_CHARS = 300;
/** Longest id, also of a log. */
export const MAX_ID_CHARS = 256;
/** Of an id made of title and year: histories hold them, so this stays. */
const MAX_MADE_ID_CHARS = 200;
/** Longer values of a facet or a fact are sentences. */
const MAX_VALUE_CHARS = 80;
const MAX_DESCRIPTION_CHARS = 400;
/** A facet of at most so many values says of what kind an item is; one of more (ingredients, authors) what is in it. */
const MAX_KINDS = 80;
/** Different cells of a facet whose lists are kept for the items that share them. */
const MAX_KEPT_LISTS = 20_000;

/** What is known of one thing that can be recommended. */
export interface Item {
  /** Not empty, unique, at most 256 characters. */
  id: string;
  title: string;
  fields: ItemTextFields;
  /** By facet name; a facet that is unknown is absent. */
  facets: Record<string, readonly string[]>;
  /** By detail name. */
  details: Record<string, string>;
  year?: number;
  /** Mean rating in the file's own unit, at least 0. */
  rating?: number;
  /** Number of ratings, sales or visits. */
  votes?: number;
  /** Unit length, by modality name (item-vectors.ts). */
  vectors?: Readonly<Record<string, Float32Array | undefined>>;
}

export interface Items {
  /** In the order of the file. */
  items: Item[];
  /** Those that some item has a value of, in the order of their columns. */
  facets: { name: string; label: string }[];
  /** Of the vectors that the items bring. */
  ownModalities: Modality[];
  columns: readonly ItemColumn[];
  /** For people, one sentence each. */
  notes: string[];
}

/** What a column is taken for. */
export interface ItemColumn {
  /** As the file has it. */
  name: string;
  /** What it is called here. */
  label: string;
  role: ColumnRole;
  /** Of the entries of a facet's lists. */
  separator?: Separator;
  /** Whether a facet's values stand where the text template has genres: early, and as tokens of their own. */
  isKind?: boolean;
  /** The role was given, or is the name: then a cell that does not read so is wrong, and not just another cell. */
  isNamed: boolean;
}

/**
 * @param rows   the first ones
 * @param place  of the column in the rows
 */
export function itemColumn(
  name: string,
  role: ColumnRole,
  rows: readonly (readonly Cell[])[],
  place: number,
): ItemColumn {
  const column: ItemColumn = { name, label: name, role, isNamed: exactRole(name) === role };
  if (role !== 'facet') return column;
  const { separator, numEntries } = columnValues(rows, place);
  return { ...column, ...(separator && { separator }), isKind: numEntries <= MAX_KINDS };
}

/** The same table and roles give the same items in the same order, so that an interrupted build can go on. */
export function tableItems(table: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]): Items {
  const { columns, rows } = table;
  const reader = new ItemReader(new Notes('', 'mend'));
  for (const [i, name] of columns.entries()) reader.addColumn(itemColumn(name, roles[i]!, rows, i));
  for (const cells of rows) reader.addRow({ cells });
  return reader.finish();
}

/** A facet or a fact. */
interface NamedColumn extends ItemColumn {
  at: number;
  /** As the bundle format allows it. */
  plainName: string;
  /** Whether some item has a value. */
  isUsed: boolean;
  /** Lists by cell: items that say the same share one. */
  kept: Map<string, readonly string[]>;
}

/** Where a row stands in the file is known only while that is read. */
type AnyRow = Omit<Row, 'line'> & { line?: number };

/** Takes rows one after the other, and holds the items alone. */
export class ItemReader {
  readonly columns: ItemColumn[] = [];
  readonly #notes: Notes;
  readonly #items: Item[] = [];
  /** Places of columns of single roles. */
  readonly #only = new Map<ColumnRole, number>();
  readonly #texts: number[] = [];
  readonly #named: NamedColumn[] = [];
  readonly #plainNames = new Set<string>();
  readonly #indexById = new Map<string, number>();
  readonly #numbered = new NumberedNames('-');
  /** Of each item. */
  readonly #lines: (number | undefined)[] = [];
  /** By column: the first vector's length and line. */
  readonly #vectors = new Map<number, { length: number; line: number | undefined }>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  has(role: ColumnRole): boolean {
    return this.#only.has(role);
  }

  addColumn(column: ItemColumn): void {
    const at = this.columns.push(column) - 1;
    const { role, label } = column;
    if (role === 'text') this.#texts.push(at);
    else if (role === 'facet' || role === 'fact') {
      const name = plainName(label, this.#plainNames);
      this.#plainNames.add(name);
      this.#named.push({ ...column, at, plainName: name, isUsed: false, kept: new Map() });
    } else if (role !== 'ignore' && !this.has(role)) this.#only.set(role, at);
  }

  /** @throws InputError for a row that is not as it should be, where such are refused */
  addRow(row: AnyRow): void {
    const { cells, line } = row;
    const title = cutText(oneLine(this.#cell('title', cells)), MAX_TITLE_CHARS);
    if (!title) this.#wrong('title', null, 'a text', line, 'left out: no title');
    const item = title && this.#itemOf(title, row);
    if (!item) return;
    const id = this.#indexById.has(item.id) ? this.#freeId(item, line) : item.id;
    if (id === undefined) return;
    item.id = id;
    this.#indexById.set(id, this.#items.push(item) - 1);
    this.#lines.push(line);
  }

  finish(): Items {
    const facets = this.#named.filter(({ role, isUsed }) => role === 'facet' && isUsed);
    const vectors = [...this.#vectors].map(([at, { length }]) => ({ ...this.columns[at]!, width: 1 + length }));
    return {
      items: this.#items,
      facets: facets.map(({ plainName: name, label }) => ({ name, label: labelOf(label) })),
      ownModalities: vectors.map(({ label, width }) => ({ name: modalityName(label), width })),
      columns: this.columns,
      notes: this.#notes.list(),
    };
  }

  /** Fields are set one by one and lists are shared: a million of these are held. */
  #itemOf(title: string, { cells, vectors, line }: AnyRow): Item {
    const fields: ItemTextFields = { title };
    const details: Record<string, string> = {};
    const item: Item = { id: '', title, fields, facets: {}, details };
    const [year, rating, votes] = (['year', 'rating', 'popularity'] as const).map((role) =>
      this.#number(role, cells, line),
    );
    item.id = this.#id(cells, line) ?? madeId(title, year);
    if (year !== undefined) {
      fields.year = year;
      item.year = year;
      details.year = String(year);
    }
    if (rating !== undefined) item.rating = rating;
    if (votes !== undefined) item.votes = votes;
    if (vectors) item.vectors = this.#vectorsOf(vectors, line);
    const prose = this.#texts.map((at) => oneLine(cells[at] ?? null));
    this.#addNamed(cells, item, prose);
    const description = prose.filter(Boolean).join(' ');
    if (description) {
      fields.description = description;
      details.description = shortened(description);
    }
    return item;
  }

  /** Facets and facts: values of few kinds are genres of the text, others and words of facts its tags. */
  #addNamed(cells: readonly Cell[], { fields, facets, details }: Item, prose: string[]): void {
    const kinds: (readonly string[])[] = [];
    const tags: (readonly string[])[] = [];
    for (const column of this.#named) {
      const { at, plainName: name, role, isKind } = column;
      const cell = cells[at] ?? null;
      if (cell === null) continue;
      if (role === 'fact') details[name] = cutText(oneLine(cell), MAX_VALUE_CHARS);
      const values = valuesOf(column, cell, prose);
      if (values.length === 0) continue;
      column.isUsed = true;
      if (role === 'facet') facets[name] = values;
      (isKind ? kinds : tags).push(values);
    }
    if (kinds.length > 0) fields.genres = joined(kinds);
    if (tags.length > 0) fields.tags = joined(tags);
  }

  #cell(role: SingleRole, cells: readonly Cell[]): Cell {
    return cells[this.#only.get(role) ?? -1] ?? null;
  }

  #column(role: SingleRole): Pick<ItemColumn, 'name' | 'isNamed'> {
    return this.columns[this.#only.get(role) ?? -1] ?? { name: role, isNamed: false };
  }

  /** @param mended  what is done about it where it is not refused */
  #wrong(
    role: SingleRole,
    cell: Cell,
    expected: string,
    line: number | undefined,
    mended: string,
    mend?: string,
  ): void {
    const { name } = this.#column(role);
    const found = cell === null ? `no ${name}` : `${name} ${quoted(cell)}`;
    this.#notes.fault({ line, found, expected: `${expected} in ${name}`, mend }, mended);
  }

  /** Undefined where there is none, or no id can be like it. */
  #id(cells: readonly Cell[], line: number | undefined): string | undefined {
    if (!this.has('id')) return undefined;
    const cell = this.#cell('id', cells);
    const id = cell === null || Array.isArray(cell) ? '' : String(cell);
    if (id !== '' && id.length <= MAX_ID_CHARS) return id;
    const mended = id === '' ? 'without an id: one was made of title and year' : 'with an id that is too long: cut';
    this.#wrong('id', cell, `an id of 1 to ${MAX_ID_CHARS} characters`, line, mended);
    return cutText(id, MAX_ID_CHARS) || undefined;
  }

  /** A year, or a number of at least 0; undefined where there is none, or the cell reads as none. */
  #number(role: 'year' | 'rating' | 'popularity', cells: readonly Cell[], line: number | undefined) {
    const cell = this.#cell(role, cells);
    if (cell === null) return undefined;
    const { name, isNamed } = this.#column(role);
    const number = numberOf(cell);
    const isInteger = isNamed && Number.isInteger(number);
    const value = role === 'year' ? (yearOf(cell) ?? (isInteger ? number : undefined)) : number;
    if (value !== undefined && (role === 'year' || value >= 0)) return value;
    const expected = role === 'year' ? 'a year or a date' : 'a number of at least 0';
    const mended = `with something else than ${expected} in ${name}: left out`;
    if (!isNamed) this.#notes.add(mended, line);
    else this.#wrong(role, cell, expected, line, mended, `--map fact=${name} only shows the column.`);
    return undefined;
  }

  #vectorsOf(vectors: ReadonlyMap<number, number[]>, line: number | undefined) {
    const known: Record<string, Float32Array | undefined> = {};
    for (const [at, vector] of vectors) {
      const { name, label, role, isNamed } = this.columns[at]!;
      if (role === 'ignore' && isNamed) continue;
      const first = this.#vectors.get(at);
      if (first ? vector.length === first.length : vector.length <= MAX_VECTOR_LENGTH) {
        if (!first) this.#vectors.set(at, { length: vector.length, line });
        known[modalityName(label)] = unitVector(vector);
        continue;
      }
      const allowed = `${MIN_VECTOR_LENGTH} to ${MAX_VECTOR_LENGTH}`;
      const expected = first ? `${first.length}, as ${this.#notes.placeOf(first.line)}` : allowed;
      const found = `${vector.length} numbers in ${name}`;
      this.#notes.fault({ line, found, expected }, `with another number of numbers in ${name}: left out`);
    }
    return known;
  }

  /** Another id for an item whose own is taken; undefined for an item that is there already. */
  #freeId(item: Item, line: number | undefined): string | undefined {
    const hasIds = this.has('id');
    const index = this.#indexById.get(item.id)!;
    // Rows without ids are one item where they read the same; with ids nothing may differ.
    const mark = (one: Item) => (hasIds ? JSON.stringify(one) : itemText(one.fields));
    if (mark(this.#items[index]!) === mark(item)) {
      this.#notes.add('left out: the same as an earlier one', line);
      return undefined;
    }
    if (hasIds) {
      const first = this.#notes.placeOf(this.#lines[index]);
      const found = `${this.#column('id').name} ${quoted(item.id)} a second time (first ${first})`;
      const mended = 'with an id that was taken: a number was put behind it';
      this.#notes.fault({ line, found, expected: 'unique ids' }, mended);
    }
    return this.#numbered.next(item.id, this.#indexById);
  }
}

function joined(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.length === 1 ? lists[0]! : ([] as string[]).concat(...lists);
}

/** A facet's values, or what a fact says in words. @param prose  takes those that are sentences */
function valuesOf({ separator, kept, role }: NamedColumn, cell: NonNullable<Cell>, prose: string[]): readonly string[] {
  const key = Array.isArray(cell) ? `\0${cell.join('\0')}` : String(cell);
  const known = kept.get(key);
  if (known) return known;
  const all = listOf(cell, separator).map(oneLine);
  const values = all.filter((value) => value.length <= MAX_VALUE_CHARS && (role === 'facet' || isTelling(value)));
  const sentences = all.filter(({ length }) => length > MAX_VALUE_CHARS);
  prose.push(...sentences);
  if (sentences.length === 0 && kept.size < MAX_KEPT_LISTS) kept.set(key, values);
  return values;
}

/** Numbers, dates and a yes say nothing without the name of their column. */
function isTelling(value: string): boolean {
  const isBare = numberOf(value) !== undefined || yearOf(value) !== undefined || /^(yes|no|true|false)$/i.test(value);
  return !isBare && /\p{L}/u.test(value);
}

/** A history finds its items again by these, whatever row they are in then. */
function madeId(title: string, year: number | undefined): string {
  const parts = [slug(title) || 'item', year].filter((part) => part !== undefined);
  return parts.join('-').slice(0, MAX_MADE_ID_CHARS);
}

function shortened(text: string): string {
  if (text.length <= MAX_DESCRIPTION_CHARS) return text;
  const space = text.lastIndexOf(' ', MAX_DESCRIPTION_CHARS);
  return `${text.slice(0, space > 0 ? space : MAX_DESCRIPTION_CHARS)}…`;
}
