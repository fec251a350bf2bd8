// What the view of own catalogs shows, as one immutable object.

import type { EngineStatus, ItemSummary } from '../../../src/sdk/index.ts';
import type { BuildProgress, OwnCatalog, OwnMap, TablePreview } from '../../../src/sdk/own-catalogs.ts';
import type { ColumnRole } from '../../../src/visitor-files.ts';
import type { ListSessionState } from '../state/list-state.ts';

/** A file that was read, and what the person says of it. */
export interface Draft {
  preview: TablePreview;
  roles: readonly ColumnRole[];
  name: string;
  /** It is being kept. */
  isBusy: boolean;
}

export interface OwnSessionState extends ListSessionState {
  catalog: OwnCatalog;
  /** There while it is being built. */
  progress?: BuildProgress;
  /** How many items the list was chosen from; 0 = there is none yet. */
  shownItems: number;
  map?: OwnMap;
  status?: EngineStatus;
  /** Item whose sheet is open. */
  sheet?: ItemSummary;
}

export interface OwnCatalogsState {
  /** `choosing` also while a file is being read: `reading` says which. */
  phase: 'starting' | 'choosing' | 'checking' | 'open';
  catalogs: readonly OwnCatalog[];
  reading?: string;
  draft?: Draft;
  open?: OwnSessionState;
  /** What went wrong last, for people; shown until something else is done. */
  error?: string;
}

export const INITIAL_OWN_CATALOGS_STATE: OwnCatalogsState = { phase: 'starting', catalogs: [] };
