/** What a column of an items file is for: part of manifests and of stored catalogs, so names stay. */
export const COLUMN_ROLES = [
  'title',
  'text',
  'facet',
  'year',
  'rating',
  'popularity',
  'id',
  'fact',
  'ignore',
  'image',
  'link',
  'price',
  'sale_price',
  'stock',
  'brand',
  'category',
  'tags',
  'date',
  'group',
  'vector',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
/** By a name that means the role; by a word of it; by what the cells hold alone. */
export const CERTAINTIES = ['sure', 'likely', 'unsure'] as const;
export type Certainty = (typeof CERTAINTIES)[number];
