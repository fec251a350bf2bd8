// What reading gives: items, and what their columns were taken for.

import type { ItemTextFields } from '../text/item-text.ts';
import type { Modality } from '../text/modalities.ts';
import type { DecimalMark } from '../text/read-number.ts';
import type { Separator } from './cells.ts';
import type { Certainty, ColumnRole } from './roles.ts';

/** What is known of one thing that can be recommended. */
export interface Item {
  /** Not empty, unique, at most 256 characters. */
  id: string;
  title: string;
  fields: ItemTextFields;
  /** By facet name; a facet that is unknown is absent. */
  facets: Record<string, readonly string[]>;
  /** By detail name. */
  details: Record<string, string>;
  year?: number;
  /** Mean rating in the file's own unit, at least 0. */
  rating?: number;
  /** Number of ratings, sales or visits. */
  votes?: number;
  /** Other ids of it and of its variants, by which a log may name it. */
  aliases?: string[];
  /** Unit length, by modality name (item-vectors.ts). */
  vectors?: Readonly<Record<string, Float32Array | undefined>>;
}

export interface Items {
  /** In the order of the file. */
  items: Item[];
  /** Those that some item has a value of, in the order of their columns. */
  facets: { name: string; label: string }[];
  /** Of the vectors that the items bring. */
  ownModalities: Modality[];
  columns: readonly ItemColumn[];
  /** By other id -> the id of its item: variants, and codes that stand beside ids. */
  aliases: ReadonlyMap<string, string>;
  /** For people, one sentence each. */
  notes: string[];
}

/** What a column is taken for. */
export interface ItemColumn {
  /** As the file has it. */
  name: string;
  /** What it is called here. */
  label: string;
  role: ColumnRole;
  /** How sure that is; absent where nobody reads it. */
  certainty?: Certainty;
  /** Of the entries of a facet's lists. */
  separator?: Separator;
  /** Whether a facet's values stand where the text template has genres: early, and as tokens of their own. */
  isKind?: boolean;
  /** The role was given, or is the name: then a cell that does not read so is wrong, and not just another cell. */
  isNamed: boolean;
  /** Of its numbers (default: by each cell alone). */
  mark?: DecimalMark;
  /** Another column of the row has the facet's name (`Option1 Name`). */
  namedBy?: number;
  /** Facets and details that have its values, where they are not called as it is. */
  fields?: readonly string[];
}
