// A site's items as the bundle needs them: the text of each (for the content vector), its features (for the quality
// vector), its facets and details (for filters and display).

import { labelOf, nameOf, uniqueName } from '../../formats/facet-names.ts';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import { HASHED_MODALITIES, type Modality, type OwnVectors } from '../../text/modalities.ts';
import { unitVector } from './item-vectors.ts';
import type { ItemsInput, RawItem } from './read-items.ts';

export { type LogFacts, siteFeatures } from '../../items/site-features.ts';

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

/** Of the vectors that the items bring themselves. */
export function ownModalities(items: readonly RawItem[]): Modality[] {
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
