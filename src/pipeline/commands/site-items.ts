// A site's items as the bundle needs them: the text of each (for the content vector), its features (for the quality
// vector), its facets and details (for filters and display).

import { type RawFeatures, scaleFeatures } from '../../text/feature-scaling.ts';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import { HASHED_MODALITIES, type Modality, type OwnVectors } from '../../text/modalities.ts';
import { unitVector } from '../input/item-vectors.ts';
import type { ItemsInput, RawItem } from '../input/read-items.ts';

export interface SiteItems {
  ids: string[];
  titles: string[];
  fields: ItemTextFields[];
  texts: string[];
  facets: Record<string, string[]>[];
  details: Record<string, string>[];
  facetVocabulary: { name: string; label: string }[];
  /** What the item tower can read beside the text: what is hashed from it, and the items' own vectors. */
  modalities: Modality[];
  /** Unit length, by modality name, one record an item. */
  vectors: OwnVectors[];
}

/** Columns that the text template knows, with the names under which sites have them. */
const LIST_FIELDS = {
  genres: ['genres', 'genre', 'categories', 'category'],
  tags: ['tags', 'tag', 'keywords'],
} as const;
const TEXT_FIELDS = ['creativeType', 'source', 'director', 'description'] as const;
/** Longer texts are prose: part of the text, but no fact to show and no tag. */
const MAX_FACT_CHARS = 80;

export function siteItems({ items, facetNames }: ItemsInput): SiteItems {
  const names = new Map(facetNames.map((column) => [column, uniqueName(column, facetNames)]));
  const fields = items.map(textFields);
  return {
    ids: items.map(({ itemId }) => itemId),
    titles: items.map(({ title }) => title),
    fields,
    texts: fields.map((entry) => itemText(entry)),
    facets: items.map(({ facets }) =>
      Object.fromEntries(Object.entries(facets).map(([column, values]) => [names.get(column)!, values])),
    ),
    details: items.map((item) => detailsOf(item, facetNames)),
    facetVocabulary: facetNames.map((column) => ({ name: names.get(column)!, label: labelOf(column) })),
    modalities: [...HASHED_MODALITIES, ...ownModalities(items)],
    vectors: items.map(ownVectors),
  };
}

function ownModalities(items: readonly RawItem[]): Modality[] {
  const widths = new Map<string, number>();
  for (const { vectors = {} } of items) {
    for (const [column, vector] of Object.entries(vectors)) widths.set(modalityName(column), 1 + vector.length);
  }
  return [...widths].map(([name, width]) => ({ name, width }));
}

function ownVectors({ vectors = {} }: RawItem): OwnVectors {
  return Object.fromEntries(
    Object.entries(vectors).map(([column, vector]) => [modalityName(column), unitVector(vector)]),
  );
}

/** A column must not pass for what is hashed from the text. */
function modalityName(column: string): string {
  return HASHED_MODALITIES.some(({ name }) => name === column) ? `${column}-vector` : column;
}

/** The fields of the text template; columns that it does not know become tags (short) or description (long). */
export function textFields({ title, year, fields }: RawItem): ItemTextFields {
  const result: Record<string, unknown> = { title, ...(year !== undefined && { year }) };
  const tags: string[] = [];
  const prose: string[] = [];
  const known = new Set<string>();
  for (const [field, columns] of Object.entries(LIST_FIELDS)) {
    const column = columns.find((name) => fields[name] !== undefined);
    if (column === undefined) continue;
    known.add(column);
    if (field === 'tags') tags.push(...[fields[column]].flat());
    else result[field] = [fields[column]].flat();
  }
  for (const field of TEXT_FIELDS) {
    if (fields[field] === undefined) continue;
    known.add(field);
    result[field] = [fields[field]].flat().join(', ');
  }
  for (const [column, value] of Object.entries(fields)) {
    if (known.has(column)) continue;
    for (const text of [value].flat()) (text.length <= MAX_FACT_CHARS ? tags : prose).push(text);
  }
  if (tags.length > 0) result.tags = tags;
  if (prose.length > 0) result.description = [result.description, ...prose].filter(Boolean).join(' ');
  return result as unknown as ItemTextFields;
}

/** Short texts that are no facet, and the year. */
function detailsOf({ year, fields }: RawItem, facetNames: readonly string[]): Record<string, string> {
  const facts = Object.entries(fields).flatMap(([column, value]): [string, string][] =>
    typeof value === 'string' && value.length <= MAX_FACT_CHARS && !facetNames.includes(column)
      ? [[nameOf(column), value]]
      : [],
  );
  return { ...(year !== undefined && { year: String(year) }), ...Object.fromEntries(facts) };
}

/** A name that the bundle format allows: `Brand name` -> `brand-name`. */
function nameOf(column: string): string {
  const name = column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return /^[a-z][A-Za-z0-9_-]*$/.test(column) ? column : name || 'facet';
}

/** Two columns whose names become the same get numbers. */
function uniqueName(column: string, columns: readonly string[]): string {
  const same = columns.filter((other) => nameOf(other) === nameOf(column));
  return same.length === 1 ? nameOf(column) : `${nameOf(column)}-${same.indexOf(column) + 1}`;
}

function labelOf(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}

/** What a log's training part says of an item. */
export interface LogFacts {
  /** u32 [numItems], events that don't speak against the item. */
  popularity: Uint32Array;
  /** f64 [numItems], mean stars from 0 to 5; NaN = none. */
  meanStars: Float64Array;
}

/**
 * Features for the quality vector.
 *
 * @param log  facts from a log; without it the items' own rating and votes count
 * @returns    f32 [numItems, 6] (src/text/feature-scaling.ts)
 */
export function siteFeatures(items: readonly RawItem[], log?: LogFacts): Float32Array {
  const unit = ratingUnit(items);
  const raw = items.map(({ rating, votes, year }, i): RawFeatures => {
    if (log === undefined) return { year, votes, rating: rating === undefined ? undefined : rating * unit };
    const stars = log.meanStars[i];
    return { year, votes: log.popularity[i] || undefined, rating: Number.isNaN(stars) ? undefined : 2 * stars };
  });
  return scaleFeatures(raw, medianOf(raw.flatMap(({ votes }) => votes ?? [])));
}

/** Brings ratings to 0-10: a catalog whose largest is at most 5 counts stars, beyond 10 percent. */
function ratingUnit(items: readonly RawItem[]): number {
  const largest = items.reduce((max, { rating = 0 }) => Math.max(max, rating), 0);
  if (largest <= 5) return 2;
  return largest <= 10 ? 1 : 0.1;
}

/** A typical item's votes: what the catalog's mean rating counts for. At least 1. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(1, sorted[sorted.length >> 1] ?? 1);
}
