// What comes after the first list, in the order in which it is asked for. Only main.ts reads this, so that no view leads
// back to itself.
import type { LateParts } from './state/late-parts.ts';

export const loadedAfterList: LateParts = {
  covers: () => import('./art/covers.ts'),
  unlock: () => import('./my-data/unlock-card.ts'),
  picker: () => import('./picker/first-picker.ts'),
  steering: () => import('./steering/steering-line.ts'),
  gestures: () => import('./list/card-gestures.ts'),
  reasonsAndRows: () => import('./session/reasons-and-rows.ts'),
  territory: () => import('./search/new-territory.ts'),
  shelves: () => import('./list/home-shelves.ts'),
  filters: () => import('./list/filter-panel.ts'),
  search: () => import('./search/search-answer.ts'),
  film: () => import('./item/film-dialog.ts'),
  keys: () => import('./page/keys-dialog.ts'),
  privacy: () => import('./page/privacy-dialog.ts'),
  map: () => import('./map/map-view.ts'),
  watchlist: () => import('./watchlist/watchlist-view.ts'),
  data: () => import('./my-data/data-view.ts'),
  two: () => import('./two/two-view.ts'),
  hood: () => import('./hood/hood-view.ts'),
  own: () => import('./own-catalogs/own-catalogs-view.ts'),
  nowhere: () => import('./page/nowhere-view.ts'),
};
