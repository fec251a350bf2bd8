// Rows and what their columns are for -> items with unique ids, ready for the text template, the features and the
// bundle.

import { quoted } from '../errors.ts';
import { COMPANION_IDS, ID_SEPARATOR, OTHER_IDS, RELATED_IDS } from '../formats/id-details.ts';
import { itemText } from '../text/item-text.ts';
import type { Cell } from './cells.ts';
import { columnLabel } from './column-key.ts';
import { NumberedNames } from './column-names.ts';
import { columnValues } from './column-values.ts';
import { NamedCompanions } from './companions.ts';
import type { Item, ItemColumn, Items } from './item.ts';
import { mergeVariant } from './merge-variants.ts';
import { Notes } from './notes.ts';
import { optionNameColumn } from './option-columns.ts';
import { exactRole } from './role-names.ts';
import { type ColumnRole, FACET_ROLES } from './roles.ts';
import { type AnyRow, RowReader } from './row-reader.ts';
import type { Table } from './table.ts';

/** Counts the rules by which rows become items: what was begun by others cannot be gone on with. */
export const ITEM_RULES = 4;

/** Other ids of an item that its bundle holds. */
const MAX_OTHER_IDS = 100;
/** Descriptions that are shorter may be the same by chance. */
const MIN_SAME_CHARS = 40;
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

/** Takes rows one after the other, and holds the items alone. */
export class ItemReader {
  readonly #row: RowReader;
  readonly #notes: Notes;
  readonly #items: Item[] = [];
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
  #numRows = 0;

  /** @param isPlain  whether texts are plain already: of pages, marks in them were written to be read (default false) */
  constructor(notes: Notes, { isPlain = false } = {}) {
    this.#notes = notes;
    this.#row = new RowReader(notes, isPlain);
  }

  /** Rows that were given, the header apart. */
  get numRows(): number {
    return this.#numRows;
  }

  get columns(): readonly ItemColumn[] {
    return this.#row.columns;
  }

  has(role: ColumnRole): boolean {
    return this.#row.has(role);
  }

  addColumn(column: ItemColumn): void {
    this.#companions.addColumn(column.name, this.columns.length);
    this.#row.addColumn(column);
  }

  /** @throws InputError for a row that is not as it should be, where such are refused */
  addRow(row: AnyRow): void {
    this.#numRows++;
    const { cells, line } = row;
    const group = this.#row.groupOf(cells);
    const known = group === undefined ? undefined : this.#indexByGroup.get(group);
    if (known !== undefined && known >= 0) {
      this.#addVariant(known, row);
      return;
    }
    if (known === -1 || this.#row.isHidden(cells)) {
      this.#notes.add('left out: drafts, or hidden by the shop itself', line);
      this.#addKeys(cells, group, -1);
      return;
    }
    const title = this.#row.titleOf(row);
    if (!title) return;
    const item = this.#row.itemOf(title, row);
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
    const aliases = new Map<string, string>();
    for (const { id, aliases: others = [], details } of this.#items) {
      const own = others.filter((other) => !this.#indexById.has(other) && !aliases.has(other));
      for (const other of own) aliases.set(other, id);
      if (own.length > 0) details[OTHER_IDS] = own.slice(0, MAX_OTHER_IDS).join(ID_SEPARATOR);
    }
    this.#addCompanions(aliases);
    return {
      items: this.#items,
      ...this.#row.finish(),
      aliases,
      notes: this.#notes.list(),
    };
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
    mergeVariant(item, this.#row.itemOf(this.#row.ownTitle(row.cells), row), { keepsTitle: this.#parents.has(index) });
    this.#addKeys(row.cells, undefined, index);
  }

  #addKeys(cells: readonly Cell[], group: string | undefined, index: number): void {
    if (index >= 0) this.#companions.addRow(cells, index);
    for (const key of this.#row.keysOf(cells, group))
      if (!this.#indexByGroup.has(key)) this.#indexByGroup.set(key, index);
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
      const { name } = this.#row.column('id');
      const found = `${name} ${quoted(item.id)} a second time (first ${first})`;
      const mended = 'with an id that was taken: a number was put behind it';
      if (this.#notes.isRepeated({ line, found, expected: 'unique ids' }, mended)) return undefined;
    }
    return this.#numbered.next(item.id, this.#indexById);
  }
}
