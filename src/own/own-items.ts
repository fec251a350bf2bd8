// Rows and what their columns are for -> items with unique ids, ready for the text template, the features and the bundle.

import { labelOf, uniqueName } from '../formats/facet-names.ts';
import { type ItemTextFields, itemText } from '../text/item-text.ts';
import { MAX_FACT_CHARS, textFields } from '../text/site-fields.ts';
import { slug } from '../text/slug.ts';
import { columnValues, listOf, numberOf, yearOf } from './column-values.ts';
import { GROUP_FACET } from './group-facet.ts';
import type { ColumnRole } from './roles.ts';
import type { Cell, Table } from './table.ts';

/** Longest title and id. */
const MAX_TITLE_CHARS = 300;
const MAX_ID_CHARS = 200;

export interface OwnItem {
  id: string;
  title: string;
  fields: ItemTextFields;
  /** What the text encoder reads. */
  text: string;
  /** What a card shows in words. */
  description?: string;
  /** By facet name. */
  facets: Record<string, string[]>;
  /** By detail name. */
  details: Record<string, string>;
  year?: number;
  rating?: number;
  votes?: number;
}

export interface OwnItems {
  items: OwnItem[];
  facets: { name: string; label: string }[];
  /** For people, one sentence each. */
  notes: string[];
}

/** The detail that a card shows; as long as a card has room for. */
export const DESCRIPTION_DETAIL = 'description';
const MAX_DESCRIPTION_CHARS = 400;

/** The same table and roles give the same items in the same order, so that an interrupted build can go on. */
export function ownItems(table: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]): OwnItems {
  const reader = createReader(table, roles);
  const taken = new Map<string, string>();
  const items: OwnItem[] = [];
  const counts = { untitled: 0, repeated: 0, renamed: 0 };
  for (const row of table.rows) {
    const item = reader.read(row);
    if (!item) {
      counts.untitled++;
      continue;
    }
    const before = taken.get(item.id);
    if (before === item.text) {
      counts.repeated++;
      continue;
    }
    if (before !== undefined) counts.renamed += Number(reader.hasIds);
    const id = before === undefined ? item.id : freeId(item.id, taken);
    taken.set(id, item.text);
    items.push({ ...item, id });
  }
  return { items, facets: reader.facets, notes: notesOf(counts) };
}

function createReader({ columns, rows }: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]) {
  const withRole = (role: ColumnRole) => columns.flatMap((name, i) => (roles[i] === role ? [{ name, i }] : []));
  const only = (role: ColumnRole) => withRole(role)[0]?.i ?? -1;
  const facetColumns = withRole('facet').map(({ name, i }) => ({
    name,
    i,
    separator: columnValues(rows.map((row) => row[i]!)).separator,
  }));
  const factColumns = withRole('fact');
  const named = [...facetColumns, ...factColumns].map(({ name }) => name);
  const nameIn = (column: string) => {
    const name = uniqueName(column, named);
    return name === DESCRIPTION_DETAIL || name === 'year' || name === GROUP_FACET ? `${name}-column` : name;
  };
  const textColumns = withRole('text');
  const [title, id, year, rating, votes] = (['title', 'id', 'year', 'rating', 'popularity'] as const).map(
    only,
  ) as number[];
  const read = (row: readonly Cell[]): OwnItem | undefined => {
    const name = plain(row[title!] ?? null).slice(0, MAX_TITLE_CHARS);
    if (!name) return undefined;
    const lists = facetColumns.flatMap(({ name: column, i, separator }): [string, string[]][] => {
      const values = listOf(row[i]!, separator).filter((value) => value.length <= MAX_FACT_CHARS);
      return values.length > 0 ? [[column, values]] : [];
    });
    const description = textColumns
      .map(({ i }) => plain(row[i]!))
      .filter(Boolean)
      .join(' ');
    const itemYear = year! >= 0 ? yearOf(row[year!]!) : undefined;
    const fields = textFields({
      title: name,
      ...(itemYear !== undefined && { year: itemYear }),
      fields: {
        ...Object.fromEntries(lists.map(([column, values]) => [column.toLowerCase(), values])),
        ...(description && { description }),
      },
    });
    const facts = factColumns.flatMap(({ name: column, i }): [string, string][] => {
      const value = plain(row[i]!).slice(0, MAX_FACT_CHARS);
      return value ? [[nameIn(column), value]] : [];
    });
    return {
      id: (id! >= 0 && plain(row[id!]!).slice(0, MAX_ID_CHARS)) || idOf(name, itemYear),
      title: name,
      fields,
      text: itemText(fields),
      ...(description && { description }),
      facets: Object.fromEntries(lists.map(([column, values]) => [nameIn(column), values])),
      details: {
        ...(itemYear !== undefined && { year: String(itemYear) }),
        ...Object.fromEntries(facts),
        ...(description && { [DESCRIPTION_DETAIL]: shortened(description) }),
      },
      ...(itemYear !== undefined && { year: itemYear }),
      ...numberField('rating', row[rating!]),
      ...numberField('votes', row[votes!]),
    };
  };
  const facets = facetColumns.map(({ name }) => ({ name: nameIn(name), label: labelOf(name) }));
  return { read, facets, hasIds: id! >= 0 };
}

function numberField(name: 'rating' | 'votes', cell: Cell | undefined): Partial<Record<typeof name, number>> {
  const number = cell === undefined ? undefined : numberOf(cell);
  return number !== undefined && number >= 0 ? { [name]: number } : {};
}

/** A history finds its items again by these, whatever row they are in then. */
function idOf(title: string, year: number | undefined): string {
  return [slug(title) || 'item', year]
    .filter((part) => part !== undefined)
    .join('-')
    .slice(0, MAX_ID_CHARS);
}

function freeId(id: string, taken: ReadonlyMap<string, string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${id}-${n}`)) return `${id}-${n}`;
}

/** One line. */
function plain(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.join(', ') : cell === null ? '' : String(cell);
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  if (text.length <= MAX_DESCRIPTION_CHARS) return text;
  const space = text.lastIndexOf(' ', MAX_DESCRIPTION_CHARS);
  return `${text.slice(0, space > 0 ? space : MAX_DESCRIPTION_CHARS)}…`;
}

function notesOf({ untitled, repeated, renamed }: Record<'untitled' | 'repeated' | 'renamed', number>): string[] {
  const rows = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'}`;
  return [
    untitled > 0 && `${rows(untitled)} without a title are left out.`,
    repeated > 0 && `${rows(repeated)} that repeat an earlier one are left out.`,
    renamed > 0 && `${rows(renamed)} with an id that another row has got a number behind it.`,
  ].filter((note) => note !== false);
}
