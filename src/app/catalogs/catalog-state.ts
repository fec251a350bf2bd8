// What the view of own catalogs shows, as one immutable object.

import type { ColumnRole } from '../../items/roles.ts';
import type { EngineStatus, FacetCounts, Filters, ItemSummary, Opinion, SearchResponse } from '../../sdk/index.ts';
import type { BuildProgress, OwnCatalog, OwnMap, TablePreview } from '../../sdk/visitor-catalogs.ts';

/** A file that was read, and what the person says of it. */
export interface Draft {
  preview: TablePreview;
  roles: readonly ColumnRole[];
  name: string;
  /** It is being kept. */
  isBusy: boolean;
}

export interface OwnSearch {
  query: string;
  /** Absent while it is looked for. */
  response?: SearchResponse;
  error?: string;
}

export interface OpenCatalog {
  catalog: OwnCatalog;
  /** There while it is being built. */
  progress?: BuildProgress;
  /** How many items the list was chosen from; 0 = there is none yet. */
  shownItems: number;
  items: readonly ItemSummary[];
  atEnd: boolean;
  /** Standing opinions by item id, and their items, newest first. */
  opinions: ReadonlyMap<string, Opinion>;
  taps: readonly { item: ItemSummary; opinion: Opinion }[];
  facets: FacetCounts;
  filters: Filters;
  search?: OwnSearch;
  map?: OwnMap;
  status?: EngineStatus;
  /** Item whose sheet is open. */
  sheet?: ItemSummary;
}

export interface OwnState {
  /** `choosing` also while a file is being read: `reading` says which. */
  phase: 'starting' | 'choosing' | 'checking' | 'open';
  catalogs: readonly OwnCatalog[];
  reading?: string;
  draft?: Draft;
  open?: OpenCatalog;
  /** What went wrong last, for people; shown until something else is done. */
  error?: string;
}

export const INITIAL_OWN_STATE: OwnState = { phase: 'starting', catalogs: [] };
