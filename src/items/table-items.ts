// Rows and what their columns are for -> items with unique ids, ready for the text template, the features and the bundle.

import { labelOf, uniqueName } from '../formats/facet-names.ts';
import { type ItemTextFields, itemText } from '../text/item-text.ts';
import { GROUP_FACET } from '../visitor-catalogs/group-facet.ts';
import { columnValues, listOf, numberOf, yearOf } from './column-values.ts';
import type { ColumnRole } from './roles.ts';
import { slug } from './slug.ts';
import type { Cell, Table } from './table.ts';

const MAX_TITLE_CHARS = 300;
const MAX_ID_CHARS = 200;
/** Longer values of a facet or a fact are sentences. */
const MAX_VALUE_CHARS = 80;
const MAX_DESCRIPTION_CHARS = 400;
/** A facet of at most so many values says of what kind an item is; one of more (ingredients, authors) what is in it. */
const MAX_KINDS = 80;
/** The detail that a card shows. */
const DESCRIPTION_DETAIL = 'description';
/** Names that a column must not take from us. */
const RESERVED: ReadonlySet<string> = new Set([DESCRIPTION_DETAIL, GROUP_FACET, 'year']);

export interface OwnItem {
  id: string;
  title: string;
  fields: ItemTextFields;
  /** What the text encoder reads. */
  text: string;
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

/** The same table and roles give the same items in the same order, so that an interrupted build can go on. */
export function ownItems(table: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]): OwnItems {
  const columns = sortColumns(table, roles);
  const textById = new Map<string, string>();
  const items: OwnItem[] = [];
  const counts = { untitled: 0, repeated: 0, renamed: 0 };
  for (const row of table.rows) {
    const item = readItem(row, columns);
    if (!item) counts.untitled++;
    else if (textById.get(item.id) === item.text) counts.repeated++;
    else {
      const isTaken = textById.has(item.id);
      const id = isTaken ? freeId(item.id, textById) : item.id;
      if (isTaken && columns.id >= 0) counts.renamed++;
      textById.set(id, item.text);
      items.push({ ...item, id });
    }
  }
  const facets = columns.facets.map(({ name, label }) => ({ name, label }));
  return { items, facets, notes: notesOf(counts) };
}

interface NamedColumn {
  at: number;
  /** As the bundle format allows it. */
  name: string;
  label: string;
}

interface Columns {
  /** Places of single columns; -1 = none. */
  title: number;
  id: number;
  year: number;
  rating: number;
  votes: number;
  texts: number[];
  facets: (NamedColumn & { separator: string | undefined; isKind: boolean })[];
  facts: NamedColumn[];
}

function sortColumns({ columns, rows }: Pick<Table, 'columns' | 'rows'>, roles: readonly ColumnRole[]): Columns {
  const placesOf = (role: ColumnRole) => [...roles.keys()].filter((at) => roles[at] === role);
  const only = (role: ColumnRole) => placesOf(role)[0] ?? -1;
  const named = [...placesOf('facet'), ...placesOf('fact')].map((at) => columns[at]!);
  const nameColumn = (at: number): NamedColumn => {
    const name = uniqueName(columns[at]!, named);
    return { at, name: RESERVED.has(name) ? `${name}-column` : name, label: labelOf(columns[at]!) };
  };
  return {
    title: only('title'),
    id: only('id'),
    year: only('year'),
    rating: only('rating'),
    votes: only('popularity'),
    texts: placesOf('text'),
    facets: placesOf('facet').map((at) => {
      const { separator, numEntries } = columnValues(rows.map((row) => row[at]!));
      return { ...nameColumn(at), separator, isKind: numEntries <= MAX_KINDS };
    }),
    facts: placesOf('fact').map(nameColumn),
  };
}

/** Undefined for a row without a title. */
function readItem(row: readonly Cell[], columns: Columns): OwnItem | undefined {
  const cell = (at: number): Cell => row[at] ?? null;
  const title = oneLine(cell(columns.title)).slice(0, MAX_TITLE_CHARS);
  if (!title) return undefined;
  const year = yearOf(cell(columns.year));
  const description = columns.texts
    .map((at) => oneLine(cell(at)))
    .filter(Boolean)
    .join(' ');
  const lists = columns.facets.map((column) => ({ ...column, values: valuesOf(cell(column.at), column.separator) }));
  const known = lists.filter(({ values }) => values.length > 0);
  const fields = textFieldsOf(title, year, description, known);
  const facts = columns.facts.map(({ at, name }) => [name, oneLine(cell(at)).slice(0, MAX_VALUE_CHARS)] as const);
  return {
    id: oneLine(cell(columns.id)).slice(0, MAX_ID_CHARS) || idOf(title, year),
    title,
    fields,
    text: itemText(fields),
    facets: Object.fromEntries(known.map(({ name, values }) => [name, values])),
    details: {
      ...(year !== undefined && { year: String(year) }),
      ...Object.fromEntries(facts.filter(([, value]) => value !== '')),
      ...(description && { [DESCRIPTION_DETAIL]: shortened(description) }),
    },
    ...(year !== undefined && { year }),
    ...quality('rating', cell(columns.rating)),
    ...quality('votes', cell(columns.votes)),
  };
}

/** Kinds come where the template has genres: early in the text, and as tokens of a column of their own. */
function textFieldsOf(
  title: string,
  year: number | undefined,
  description: string,
  lists: readonly { isKind: boolean; values: string[] }[],
): ItemTextFields {
  const [genres, tags] = [true, false].map((isKind) =>
    lists.filter((list) => list.isKind === isKind).flatMap(({ values }) => values),
  ) as [string[], string[]];
  return {
    title,
    ...(year !== undefined && { year }),
    ...(genres.length > 0 && { genres }),
    ...(tags.length > 0 && { tags }),
    ...(description && { description }),
  };
}

function valuesOf(cell: Cell, separator: string | undefined): string[] {
  return listOf(cell, separator)
    .map(oneLine)
    .filter((value) => value !== '' && value.length <= MAX_VALUE_CHARS);
}

function quality(name: 'rating' | 'votes', cell: Cell): { rating?: number; votes?: number } {
  const number = numberOf(cell);
  return number !== undefined && number >= 0 ? { [name]: number } : {};
}

/** A history finds its items again by these, whatever row they are in then. */
function idOf(title: string, year: number | undefined): string {
  const parts = [slug(title) || 'item', year].filter((part) => part !== undefined);
  return parts.join('-').slice(0, MAX_ID_CHARS);
}

function freeId(id: string, taken: ReadonlyMap<string, string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${id}-${n}`)) return `${id}-${n}`;
}

function oneLine(cell: Cell): string {
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
    untitled > 0 && `${rows(untitled)} left out: no title.`,
    repeated > 0 && `${rows(repeated)} left out: the same as an earlier one.`,
    renamed > 0 && `${rows(renamed)} with an id that was taken: a number was put behind it.`,
  ].filter((note) => note !== false);
}
