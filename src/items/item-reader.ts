// Rows and what their columns are for -> items with unique ids, ready for the text template, the features and the
// bundle.

import { quoted } from '../errors.ts';
import { COMPANION_IDS, ID_SEPARATOR, OTHER_IDS, RELATED_IDS } from '../formats/id-details.ts';
import { type ItemTextFields, itemText } from '../text/item-text.ts';
import { firstNumber } from '../text/read-number.ts';
import { type Cell, cutText, numberOf, oneLine, yearOf } from './cells.ts';
import { columnLabel } from './column-key.ts';
import { labelOf, NumberedNames } from './column-names.ts';
import { columnValues } from './column-values.ts';
import { NamedCompanions } from './companions.ts';
import { exactRole, optionNameColumn } from './guess-roles.ts';
import { hiddenBy } from './hidden-rows.ts';
import type { Item, ItemColumn, Items } from './item.ts';
import { addShopColumn, addShopDetails, isCodeColumn, type ShopColumns } from './item-details.ts';
import { ItemFacets } from './item-facets.ts';
import { MAX_VECTOR_LENGTH, MIN_VECTOR_LENGTH, modalityName, unitVector } from './item-vectors.ts';
import { mergeVariant } from './merge-variants.ts';
import { Notes } from './notes.ts';
import { plainText } from './plain-text.ts';
import type { Row } from './read-rows.ts';
import { type ColumnRole, FACET_ROLES, SINGLE_ROLES, type SingleRole } from './roles.ts';
import { slug } from './slug.ts';
import type { Table } from './table.ts';

/** Counts the rules by which rows become items: what was begun by others cannot be gone on with. */
export const ITEM_RULES = 4;

const MAX_TITLE_CHARS = 300;
/** Longest id, also of a log. */
export const MAX_ID_CHARS = 256;
/** Of an id made of title and year: histories hold them, so this stays. */
const MAX_MADE_ID_CHARS = 200;
const MAX_DESCRIPTION_CHARS = 400;
/** Other ids of an item that its bundle holds. */
const MAX_OTHER_IDS = 100;
/** Descriptions that are shorter may be the same by chance. */
const MIN_SAME_CHARS = 40;
/** Of a title that is made of a description. */
const MAX_MADE_TITLE_CHARS = 60;
/** A facet of at most so many values says of what kind an item is; one of more (ingredients, authors) what is in it. */
const MAX_KINDS = 80;

const NAMED = [
  [COMPANION_IDS, 'go with them'],
  [RELATED_IDS, 'are like them'],
] as const;

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
  const column: ItemColumn = { name, label: columnLabel(name), role, isNamed: exactRole(name) === role };
  const { separator, numEntries, mark } = columnValues(rows, place);
  if (mark === ',') column.mark = mark;
  if (!FACET_ROLES.has(role)) return column;
  return { ...column, ...(separator && { separator }), isKind: role !== 'tags' && numEntries <= MAX_KINDS };
}

/** The same table and roles give the same items in the same order, so that an interrupted build can go on. */
export function tableItems(table: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]): Items {
  const { columns, rows } = table;
  const reader = new ItemReader(new Notes('', 'mend'));
  for (const [i, name] of columns.entries()) {
    const namedBy = optionNameColumn(columns, i);
    const column = itemColumn(name, roles[i]!, rows, i);
    reader.addColumn(namedBy === undefined ? column : { ...column, namedBy });
  }
  for (const cells of rows) reader.addRow({ cells });
  return reader.finish();
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
  readonly #facets: ItemFacets;
  readonly #plain: (text: string) => string;
  readonly #shop: ShopColumns = { stocks: [] };
  /** Places of other ids, and what tells that a row is not shown. */
  readonly #codes: number[] = [];
  readonly #hides: { at: number; isHidden: (cell: Cell) => boolean }[] = [];
  readonly #indexById = new Map<string, number>();
  /** Of what further rows name as theirs: -1 = of a thing that is not shown. */
  readonly #indexByGroup = new Map<string, number>();
  /** Editions: by title and description. */
  readonly #indexByText = new Map<string, number>();
  /** Items whose row named no group: others name it. */
  readonly #parents = new Set<number>();
  readonly #companions = new NamedCompanions();
  readonly #numbered = new NumberedNames('-');
  /** Of each item. */
  readonly #lines: (number | undefined)[] = [];
  /** By column: the first vector's length and line. */
  readonly #vectors = new Map<number, { length: number; line: number | undefined }>();
  #numRows = 0;

  /** @param isPlain  whether texts are plain already: of pages, marks in them were written to be read (default false) */
  constructor(notes: Notes, { isPlain = false } = {}) {
    this.#notes = notes;
    this.#plain = isPlain ? (text) => text : plainText;
    this.#facets = new ItemFacets(this.#plain);
  }

  /** A cell as people read it. */
  #prose(cell: Cell): Cell {
    if (Array.isArray(cell)) return cell.map(this.#plain);
    return typeof cell === 'string' ? this.#plain(cell) : cell;
  }

  /** Rows that were given, the header apart. */
  get numRows(): number {
    return this.#numRows;
  }

  has(role: ColumnRole): boolean {
    return this.#only.has(role);
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
    this.#companions.addColumn(name, at);
  }

  /** @throws InputError for a row that is not as it should be, where such are refused */
  addRow(row: AnyRow): void {
    this.#numRows++;
    const { cells, line } = row;
    const group = this.#groupOf(cells);
    const known = group === undefined ? undefined : this.#indexByGroup.get(group);
    if (known !== undefined && known >= 0) {
      this.#addVariant(known, row);
      return;
    }
    if (known === -1 || this.#hides.some(({ at, isHidden }) => isHidden(cells[at] ?? null))) {
      this.#notes.add('left out: drafts, or hidden by the shop itself', line);
      this.#addKeys(cells, group, -1);
      return;
    }
    const title = this.#titleOf(row);
    if (!title) return;
    const item = this.#itemOf(title, row);
    if (this.#isEdition(item, group, line)) return;
    const id = this.#indexById.has(item.id) ? this.#freeId(item, line) : item.id;
    if (id === undefined) return;
    item.id = id;
    const index = this.#items.push(item) - 1;
    this.#indexById.set(id, index);
    if (group === undefined) this.#parents.add(index);
    this.#addKeys(cells, group, index);
    this.#lines.push(line);
  }

  finish(): Items {
    this.#tellCurrencies();
    const vectors = [...this.#vectors].map(([at, { length }]) => ({ ...this.columns[at]!, width: 1 + length }));
    const aliases = new Map<string, string>();
    for (const { id, aliases: others = [], details } of this.#items) {
      const own = others.filter((other) => !this.#indexById.has(other) && !aliases.has(other));
      for (const other of own) aliases.set(other, id);
      if (own.length > 0) details[OTHER_IDS] = own.slice(0, MAX_OTHER_IDS).join(ID_SEPARATOR);
    }
    this.#addCompanions(aliases);
    return {
      items: this.#items,
      facets: this.#facets.used(),
      ownModalities: vectors.map(({ label, width }) => ({ name: modalityName(label), width })),
      columns: this.columns.map((column, at) => this.#withFacets(column, at)),
      aliases,
      notes: this.#notes.list(),
    };
  }

  #withFacets(column: ItemColumn, at: number): ItemColumn {
    const facets = this.#facets.facetsOf(at);
    return facets === undefined || facets.length === 0 ? column : { ...column, facets };
  }

  #addCompanions(aliases: ReadonlyMap<string, string>): void {
    const idOf = (id: string) => (this.#indexById.has(id) ? id : aliases.get(id));
    for (const [detail, what] of NAMED) {
      const found = this.#companions.resolved(detail, (index) => this.#items[index]!.id, idOf);
      for (const [index, ids] of found) this.#items[index]!.details[detail] = ids.join(ID_SEPARATOR);
      if (found.size > 0)
        this.#notes.say(`${found.size} items name others that ${what}: their lists begin with these.`);
    }
  }

  /** Prices of several currencies cannot be compared: "under 30" means another thing for each. */
  #tellCurrencies(): void {
    const currencies = [...new Set(this.#items.flatMap(({ details }) => details.currency ?? []))];
    if (currencies.length > 1)
      this.#notes.say(`Prices are in several currencies (${currencies.join(', ')}): they are compared as they stand.`);
  }

  /** Of one title and one description: paperback and hardback, which shops list apart. They are one card. */
  #isEdition(item: Item, group: string | undefined, line: number | undefined): boolean {
    const { description = '' } = item.fields;
    if (group !== undefined || !this.has('id') || description.length < MIN_SAME_CHARS) return false;
    const key = `${item.title}\0${description}`;
    const known = this.#indexByText.get(key);
    if (known === undefined) this.#indexByText.set(key, this.#items.length);
    else if (this.#items[known]!.id !== item.id) {
      const { id, aliases = [] } = item;
      mergeVariant(this.#items[known]!, { ...item, aliases: [id, ...aliases] }, { keepsTitle: true });
      this.#notes.add('joined with an earlier one of the same title and description: editions are one card', line);
      return true;
    }
    return false;
  }

  /** A row of a thing that is known; it needs no title. */
  #addVariant(index: number, row: AnyRow): void {
    const item = this.#items[index]!;
    mergeVariant(item, this.#itemOf(this.#ownTitle(row.cells), row), { keepsTitle: this.#parents.has(index) });
    this.#addKeys(row.cells, undefined, index);
  }

  #addKeys(cells: readonly Cell[], group: string | undefined, index: number): void {
    if (index >= 0) this.#companions.addRow(cells, index);
    for (const key of this.#keysOf(cells, group)) if (!this.#indexByGroup.has(key)) this.#indexByGroup.set(key, index);
  }

  /** Fields are set one by one and lists are shared: a million of these are held. */
  #itemOf(title: string, { cells, vectors, line }: AnyRow): Item {
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

  #ownTitle(cells: readonly Cell[]): string {
    return cutText(oneLine(this.#prose(this.#cell('title', cells))), MAX_TITLE_CHARS);
  }

  /** Of a row without one: the beginning of what describes it, or its id in words. */
  #titleOf({ cells, line }: AnyRow): string {
    const title = this.#ownTitle(cells);
    if (title) return title;
    const [prose] = this.#texts.map((at) => oneLine(this.#prose(cells[at] ?? null))).filter(Boolean);
    const id = this.#cell('id', cells) ?? this.#cell('group', cells);
    const made = prose ? firstWords(prose) : id === null ? '' : wordsOfId(String(id));
    const { name } = this.#column('title');
    const problem = { line, found: `no ${name}`, expected: `a text in ${name}` };
    if (made) this.#notes.fault(problem, `without a ${name}: one was made of ${prose ? 'the description' : 'the id'}`);
    else this.#notes.badRow(problem, 'left out: no title');
    return made;
  }

  #cell(role: SingleRole, cells: readonly Cell[]): Cell {
    return cells[this.#only.get(role) ?? -1] ?? null;
  }

  #column(role: SingleRole): Pick<ItemColumn, 'name' | 'isNamed'> {
    return this.columns[this.#only.get(role) ?? -1] ?? { name: role, isNamed: false };
  }

  #groupOf(cells: readonly Cell[]): string | undefined {
    const text = oneLine(this.#cell('group', cells));
    return text === '' ? undefined : text;
  }

  /** Rows that name their group are called by it; those that name another row (`id:12`) are that row's. */
  #groupId(cells: readonly Cell[]): string | undefined {
    const group = this.#groupOf(cells);
    return group === undefined || group.length > MAX_ID_CHARS ? undefined : group;
  }

  /** Texts by which other rows may name this one as theirs. */
  #keysOf(cells: readonly Cell[], group: string | undefined): string[] {
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
      const { name } = this.#column('id');
      const found = `${name} ${quoted(item.id)} a second time (first ${first})`;
      const mended = 'with an id that was taken: a number was put behind it';
      if (this.#notes.isRepeated({ line, found, expected: 'unique ids' }, mended)) return undefined;
    }
    return this.#numbered.next(item.id, this.#indexById);
  }
}

/** `Set of 6`, `6-piece`, `6er-Set`: how many come together. */
function piecesIn(title: string): string | undefined {
  const [, of, count] =
    /\b(?:set|pack|box|bundle|lot) (?:of|de|von) (\d{1,4})\b|\b(\d{1,4})[ -]?(?:pack|pieces?|pcs|er[ -]set|teilig|pièces|piezas)\b/i.exec(
      title,
    ) ?? [];
  return of ?? count;
}

/** `4.5 / 5`, `4,5 von 5`. */
function starsOf(cell: Cell): number | undefined {
  const isOf = typeof cell === 'string' && /^\d+([.,]\d+)?\s*(\/|out of|of|von|sur|de)\s*\d+$/i.test(cell.trim());
  return isOf ? firstNumber(cell) : undefined;
}

function firstWords(text: string): string {
  const [sentence] = text.split(/(?<=[.!?])\s/);
  if (sentence!.length <= MAX_MADE_TITLE_CHARS) return sentence!.replace(/[.!?]$/, '');
  const space = text.lastIndexOf(' ', MAX_MADE_TITLE_CHARS);
  return `${text.slice(0, space > 0 ? space : MAX_MADE_TITLE_CHARS)}…`;
}

/** `garden-hose_20m` -> `Garden hose 20m`; an id without words says nothing to people. */
function wordsOfId(id: string): string {
  const words = cutText(id, MAX_MADE_TITLE_CHARS)
    .replace(/[-_/]+/g, ' ')
    .trim();
  return /\p{L}{2,}/u.test(words) ? labelOf(words) : '';
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
