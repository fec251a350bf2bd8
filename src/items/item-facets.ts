// Facets and facts of items: what columns of values, of brands, categories and tags, and pairs of columns (`Option1 Name`,
// `Option1 Value`) say of each.

import { type Cell, cutText, listOf, numberOf, oneLine, type Separator, yearOf } from './cells.ts';
import { labelOf, plainName } from './column-names.ts';
import { facetKey } from './facet-names.ts';
import type { Item, ItemColumn } from './item.ts';
import { isParcel } from './item-details.ts';

/** Longer values of a facet or a fact are sentences. */
const MAX_VALUE_CHARS = 80;
/** Different cells of a facet whose lists are kept for the items that share them. */
const MAX_KEPT_LISTS = 20_000;
/** Between the levels of a category, the widest first. */
const LEVELS = /\s*(?:>|»|›)\s*/;
/** What shops fill in where a product has one variant. */
const NO_OPTION = /^default title$/i;

/** What these roles' facets are called, whatever their columns are. */
const ROLE_FACETS: Readonly<Record<string, string>> = { brand: 'brand', category: 'category', tags: 'tags' };
/** The widest level of categories with several. */
const DEPARTMENT = 'Department';

interface NamedColumn extends ItemColumn {
  at: number;
  /** As the bundle format allows it; columns that mean the same share it. */
  plainName: string;
  /** Whether some item has a value. */
  isUsed: boolean;
  /** Lists by cell: items that say the same share one. */
  kept: Map<string, readonly string[]>;
}

/** Columns whose names stand in others. */
interface OptionColumn extends ItemColumn {
  at: number;
  namedBy: number;
  /** Of the rows before: further rows of a product leave it out. */
  lastName: string;
  /** Names of the facets that it has values of. */
  became: Set<string>;
}

type Plain = (text: string) => string;

export class ItemFacets {
  readonly #named: NamedColumn[] = [];
  readonly #options: OptionColumn[] = [];
  /** By `facetKey`: the first column of a facet. */
  readonly #byKey = new Map<string, NamedColumn>();
  readonly #plainNames = new Set<string>();
  readonly #plain: Plain;

  /** @param plain  a text as people read it */
  constructor(plain: Plain) {
    this.#plain = plain;
  }

  addColumn(column: ItemColumn, at: number): void {
    const { namedBy, role } = column;
    if (namedBy !== undefined) this.#options.push({ ...column, at, namedBy, lastName: '', became: new Set() });
    else this.#addNamed(column, at, ROLE_FACETS[role]);
  }

  /** Those that some item has a value of, in the order of their columns; then those that no column is alone. */
  used(): { name: string; label: string }[] {
    const used = this.#named.filter(({ role, isUsed }) => role !== 'fact' && isUsed);
    const [own, made] = [used.filter(({ at }) => at >= 0), used.filter(({ at }) => at < 0)];
    const all = [...own, ...made];
    const isFirst = ({ plainName }: NamedColumn, i: number) =>
      all.findIndex((one) => one.plainName === plainName) === i;
    return all.filter(isFirst).map(({ plainName: name, label }) => ({ name, label: labelOf(label) }));
  }

  /** Facets and details that have the values of a column; undefined where they are called as it is. */
  fieldsOf(at: number): string[] | undefined {
    const option = this.#options.find((one) => one.at === at);
    if (option) return option.became.size > 0 ? [...option.became] : undefined;
    const column = this.#named.find((one) => one.at === at);
    if (!column || ROLE_FACETS[column.role]) return undefined;
    const field = column.role === 'fact' && isParcel(column.name) ? 'weight' : column.plainName;
    return bare(field) === bare(column.name) ? undefined : [field];
  }

  /** Values of few kinds are genres of the item's text, others and words of facts its tags. @param prose  takes sentences */
  addTo(item: Item, cells: readonly Cell[], prose: string[]): void {
    const kinds: (readonly string[])[] = [];
    const tags: (readonly string[])[] = [];
    const add = (column: NamedColumn, values: readonly string[]) => {
      if (values.length === 0) return;
      column.isUsed = true;
      const { plainName: name, role, isKind } = column;
      const known = role === 'fact' ? [] : (item.facets[name] ?? []);
      const further = known.length > 0 ? without(values, known) : values;
      if (role !== 'fact') item.facets[name] = known.length > 0 ? [...known, ...further] : values;
      (isKind ? kinds : tags).push(further);
    };
    for (const column of this.#named) {
      const cell = cells[column.at] ?? null;
      if (cell === null) continue;
      if (column.role === 'fact' && !isParcel(column.name))
        item.details[column.plainName] = cutText(oneLine(textOf(cell, this.#plain)), MAX_VALUE_CHARS);
      if (column.role !== 'category') add(column, valuesOf(column, cell, prose, this.#plain));
      else {
        const { finest, widest } = categoriesOf(column, cell, prose, this.#plain);
        add(column, finest);
        if (widest.length > 0) add(this.#labelled(DEPARTMENT, { ...column, isKind: true }), widest);
      }
    }
    for (const option of this.#options) {
      const name = oneLine(cells[option.namedBy] ?? null) || option.lastName;
      option.lastName = name;
      const cell = cells[option.at] ?? null;
      if (cell === null || !name || NO_OPTION.test(oneLine(cell))) continue;
      const column = this.#labelled(name, { ...option, role: 'facet', isKind: true });
      option.became.add(column.plainName);
      add(column, valuesOf(column, cell, prose, this.#plain));
    }
    if (kinds.length > 0) item.fields.genres = joined(kinds);
    if (tags.length > 0) item.fields.tags = joined(tags);
  }

  /** The facet of a name that no column may have for itself. */
  #labelled(label: string, like: ItemColumn): NamedColumn {
    const { namedBy: _, ...column } = { ...like, name: label, label };
    return this.#byKey.get(facetKey(label)) ?? this.#addNamed(column, -1, undefined);
  }

  #addNamed(column: ItemColumn, at: number, fixed: string | undefined): NamedColumn {
    const key = facetKey(column.label);
    const isFacet = column.role === 'facet' || at < 0;
    const known = isFacet ? this.#byKey.get(key) : undefined;
    const name = known?.plainName ?? plainName(fixed ?? column.label, this.#plainNames);
    this.#plainNames.add(name);
    const named: NamedColumn = { ...column, at, plainName: name, isUsed: false, kept: new Map() };
    this.#named.push(named);
    if (isFacet && !known) this.#byKey.set(key, named);
    return named;
  }
}

/** As templates find a field: `Box size` is `box-size`. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Without those that differ in capitals alone. */
function without(values: readonly string[], known: readonly string[]): readonly string[] {
  const keys = new Set(known.map((value) => value.toLowerCase()));
  return values.filter((value) => !keys.has(value.toLowerCase()));
}

function joined(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.length === 1 ? lists[0]! : ([] as string[]).concat(...lists);
}

function textOf(cell: Cell, plain: Plain): Cell {
  return typeof cell === 'string' ? plain(cell) : cell;
}

/** A facet's values, or what a fact says in words. @param prose  takes those that are sentences */
function valuesOf(
  { separator, kept, role }: NamedColumn,
  cell: NonNullable<Cell>,
  prose: string[],
  plain: Plain,
): readonly string[] {
  const key = Array.isArray(cell) ? `\0${cell.join('\0')}` : String(cell);
  const known = kept.get(key);
  if (known) return known;
  const all = listOf(textOf(cell, plain), separator)
    .map((value) => oneLine(textOf(value, plain)))
    .filter(Boolean);
  const values = all.filter((value) => value.length <= MAX_VALUE_CHARS && (role !== 'fact' || isTelling(value)));
  const sentences = all.filter(({ length }) => length > MAX_VALUE_CHARS);
  prose.push(...sentences);
  if (sentences.length === 0 && kept.size < MAX_KEPT_LISTS) kept.set(key, values);
  return values;
}

/** `Garden > Watering > Watering cans` -> the finest and the widest level; a category without levels is the finest. */
function categoriesOf(
  column: NamedColumn,
  cell: NonNullable<Cell>,
  prose: string[],
  plain: Plain,
): { finest: readonly string[]; widest: readonly string[] } {
  const texts = (Array.isArray(cell) ? cell : [String(cell)]).map(plain);
  if (!texts.some((text) => LEVELS.test(text))) return { finest: valuesOf(column, cell, prose, plain), widest: [] };
  const paths = texts
    .flatMap((text) => pathsIn(text, column.separator))
    .map((path) =>
      path
        .replace(/^\d+\s*-\s*/, '')
        .split(LEVELS)
        .map(oneLine)
        .filter(Boolean),
    )
    .filter((path) => path.length > 0 && path.every((level) => level.length <= MAX_VALUE_CHARS));
  const finest = new Set(paths.map((path) => path.at(-1)!));
  const widest = new Set(paths.filter((path) => path.length > 1).map(([first]) => first!));
  return { finest: [...finest], widest: [...widest] };
}

/** A comma ends a path only where another one with levels follows, or none has: categories have commas in their names. */
function pathsIn(text: string, separator: Separator | undefined): string[] {
  if (separator === '|' || separator === ';') return text.split(separator);
  const parts = text.split(/,\s*/);
  return parts.length > 1 && parts.filter((part) => LEVELS.test(part)).length > 1 ? parts : [text];
}

/** Numbers, dates and a yes say nothing without the name of their column. */
function isTelling(value: string): boolean {
  const isBare = numberOf(value) !== undefined || yearOf(value) !== undefined || /^(yes|no|true|false)$/i.test(value);
  return !isBare && /\p{L}/u.test(value);
}
