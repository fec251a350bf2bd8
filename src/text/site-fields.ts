// An item's columns, whatever a site or a visitor calls them, as fields of the text template.

import type { ItemTextFields } from './item-text.ts';

/** Columns that the text template knows, with the names under which sites have them. */
const LIST_FIELDS = {
  genres: ['genres', 'genre', 'categories', 'category'],
  tags: ['tags', 'tag', 'keywords'],
} as const;
const TEXT_FIELDS = ['creativeType', 'source', 'director', 'description'] as const;
/** Longer texts are prose: part of the text, but no fact to show and no tag. */
export const MAX_FACT_CHARS = 80;

export interface SiteItemText {
  title: string;
  year?: number;
  /** Every other text or list column by name. */
  fields: Readonly<Record<string, string | string[]>>;
}

/** The fields of the text template; columns that it does not know become tags (short) or description (long). */
export function textFields({ title, year, fields }: SiteItemText): ItemTextFields {
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
