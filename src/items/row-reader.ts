// One row -> what it says of an item, by what its columns are for.

import { quoted } from '../errors.ts';
import type { ItemTextFields } from '../text/item-text.ts';
import { firstNumber } from '../text/read-number.ts';
import { type Cell, cutText, numberOf, oneLine, yearOf } from './cells.ts';
import { hiddenBy } from './hidden-rows.ts';
import type { Item, ItemColumn, Items } from './item.ts';
import { addShopColumn, addShopDetails, isCodeColumn, type ShopColumns } from './item-details.ts';
import { ItemFacets } from './item-facets.ts';
import { MAX_VECTOR_LENGTH, MIN_VECTOR_LENGTH, modalityName, unitVector } from './item-vectors.ts';
import { firstWords, madeId, piecesIn, shortened, wordsOfId } from './made-texts.ts';
import type { Notes } from './notes.ts';
import { plainText } from './plain-text.ts';
import type { Row } from './read-rows.ts';
import { type ColumnRole, FACET_ROLES, SINGLE_ROLES, type SingleRole } from './roles.ts';

const MAX_TITLE_CHARS = 300;
/** Longest id, also of a log. */
export const MAX_ID_CHARS = 256;

/** Where a row stands in the file is known only while that is read. */
export type AnyRow = Omit<Row, 'line'> & { line?: number };

export class RowReader {
  readonly columns: ItemColumn[] = [];
  readonly #notes: Notes;
  /** Places of columns of single roles. */
  readonly #only = new Map<ColumnRole, number>();
  readonly #texts: number[] = [];
  readonly #facets: ItemFacets;
  readonly #plain: (text: string) => string;
  readonly #shop: ShopColumns = { stocks: [] };
  /** Places of other ids, and what tells that a row is not shown. */
  readonly #codes: number[] = [];
  readonly #hides: { at: number; isHidden: (cell: Cell) => boolean }[] = [];
  /** By column: the first vector's length and line. */
  readonly #vectors = new Map<number, { length: number; line: number | undefined }>();

  /** @param isPlain  whether texts are plain already */
  constructor(notes: Notes, isPlain: boolean) {
    this.#notes = notes;
    this.#plain = isPlain ? (text) => text : plainText;
    this.#facets = new ItemFacets(this.#plain);
  }

  addColumn(column: ItemColumn): void {
    const at = this.columns.push(column) - 1;
    const { role, name } = column;
    const isHidden = hiddenBy(name);
    if (isHidden) this.#hides.push({ at, isHidden });
    if (role === 'text') this.#texts.push(at);
    else if (role === 'stock') this.#shop.stocks.push(at);
    else if (FACET_ROLES.has(role) || role === 'fact') this.#facets.addColumn(column, at);
    if (SINGLE_ROLES.has(role) && !this.has(role)) this.#only.set(role, at);
    if (role !== 'id' && role !== 'group' && isCodeColumn(name)) this.#codes.push(at);
    addShopColumn(this.#shop, column, at);
  }

  has(role: ColumnRole): boolean {
    return this.#only.has(role);
  }

  /** Whether the shop itself does not show the row. */
  isHidden(cells: readonly Cell[]): boolean {
    return this.#hides.some(({ at, isHidden }) => isHidden(cells[at] ?? null));
  }

  /** What the rows that were read had. */
  finish(): Pick<Items, 'facets' | 'ownModalities' | 'columns'> {
    const vectors = [...this.#vectors].map(([at, { length }]) => ({ ...this.columns[at]!, width: 1 + length }));
    return {
      facets: this.#facets.used(),
      ownModalities: vectors.map(({ label, width }) => ({ name: modalityName(label), width })),
      columns: this.columns.map((column, at) => this.#withFields(column, at)),
    };
  }

  #withFields(column: ItemColumn, at: number): ItemColumn {
    const fields = this.#facets.fieldsOf(at);
    return fields === undefined ? column : { ...column, fields };
  }

  /** Fields are set one by one and lists are shared: a million of these are held. */
  itemOf(title: string, { cells, vectors, line }: AnyRow): Item {
    const fields: ItemTextFields = { title };
    const details: Record<string, string> = {};
    const item: Item = { id: '', title, fields, facets: {}, details };
    const year = this.#number('year', cells, line) ?? yearOf(oneLine(this.#cell('date', cells)).slice(0, 10));
    const [rating, votes] = (['rating', 'popularity'] as const).map((role) => this.#number(role, cells, line));
    item.id = this.#groupId(cells) ?? this.#id(cells, line) ?? madeId(title, year);
    if (year !== undefined) {
      fields.year = year;
      item.year = year;
      details.year = String(year);
    }
    if (rating !== undefined) {
      item.rating = rating;
      details.rating = String(rating);
    }
    if (votes !== undefined) {
      item.votes = votes;
      details.votes = String(votes);
    }
    if (vectors) item.vectors = this.#vectorsOf(vectors, line);
    const codes = this.#codesOf(cells, item.id);
    if (codes.length > 0) item.aliases = codes;
    addShopDetails(details, this.#shop, cells, (what) => this.#notes.add(what.mended, line, what.found));
    const pieces = piecesIn(title);
    if (pieces !== undefined) details.pieces = pieces;
    const prose = this.#texts.map((at) => oneLine(this.#prose(cells[at] ?? null)));
    this.#facets.addTo(item, cells, prose);
    const description = prose.filter(Boolean).join(' ');
    if (description) {
      fields.description = description;
      details.description = shortened(description);
    }
    return item;
  }

  ownTitle(cells: readonly Cell[]): string {
    return cutText(oneLine(this.#prose(this.#cell('title', cells))), MAX_TITLE_CHARS);
  }

  /** Of a row without one: the beginning of what describes it, or its id in words. */
  titleOf({ cells, line }: AnyRow): string {
    const title = this.ownTitle(cells);
    if (title) return title;
    const [prose] = this.#texts.map((at) => oneLine(this.#prose(cells[at] ?? null))).filter(Boolean);
    const id = this.#cell('id', cells) ?? this.#cell('group', cells);
    const made = prose ? firstWords(prose) : id === null ? '' : wordsOfId(String(id));
    const { name } = this.column('title');
    const problem = { line, found: `no ${name}`, expected: `a text in ${name}` };
    if (made) this.#notes.fault(problem, `without a ${name}: one was made of ${prose ? 'the description' : 'the id'}`);
    else this.#notes.badRow(problem, 'left out: no title');
    return made;
  }

  #cell(role: SingleRole, cells: readonly Cell[]): Cell {
    return cells[this.#only.get(role) ?? -1] ?? null;
  }

  column(role: SingleRole): Pick<ItemColumn, 'name' | 'isNamed'> {
    return this.columns[this.#only.get(role) ?? -1] ?? { name: role, isNamed: false };
  }

  groupOf(cells: readonly Cell[]): string | undefined {
    const text = oneLine(this.#cell('group', cells));
    return text === '' ? undefined : text;
  }

  /** Rows that name their group are called by it; those that name another row (`id:12`) are that row's. */
  #groupId(cells: readonly Cell[]): string | undefined {
    const group = this.groupOf(cells);
    return group === undefined || group.length > MAX_ID_CHARS ? undefined : group;
  }

  /** Texts by which other rows may name this one as theirs. */
  keysOf(cells: readonly Cell[], group: string | undefined): string[] {
    if (!this.has('group')) return [];
    const id = oneLine(this.#cell('id', cells));
    const codes = this.#codes.map((at) => oneLine(cells[at] ?? null));
    return [group ?? '', id, id && `id:${id}`, ...codes].filter(Boolean);
  }

  #codesOf(cells: readonly Cell[], id: string): string[] {
    const texts = this.#codes.map((at) => oneLine(cells[at] ?? null));
    if (this.has('group')) texts.push(oneLine(this.#cell('id', cells)));
    return [...new Set(texts)].filter((text) => text !== '' && text !== id && text.length <= MAX_ID_CHARS);
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
    const { name } = this.column(role);
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
    const { name, isNamed } = this.column(role);
    const number = numberOf(cell) ?? (role === 'rating' ? starsOf(cell) : undefined);
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

  /** A cell as people read it. */
  #prose(cell: Cell): Cell {
    if (Array.isArray(cell)) return cell.map(this.#plain);
    return typeof cell === 'string' ? this.#plain(cell) : cell;
  }
}

/** `4.5 / 5`, `4,5 von 5`. */
function starsOf(cell: Cell): number | undefined {
  const isOf = typeof cell === 'string' && /^\d+([.,]\d+)?\s*(\/|out of|of|von|sur|de)\s*\d+$/i.test(cell.trim());
  return isOf ? firstNumber(cell) : undefined;
}
