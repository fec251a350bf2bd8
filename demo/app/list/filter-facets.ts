// What the filter panel offers, in its order.
import type { ValueList } from '../../../src/sdk/index.ts';

export interface PanelFacet {
  facet: string;
  label: string;
  /** What a press means at first (default: any of them). */
  list?: ValueList;
  /** A film has one value of it: all of two would be no film. */
  isSingle?: true;
  /** Values have an order of their own, the first of it last: 2020s before 1990s. */
  isInTime?: true;
  /** So many values that they are found by typing; what for. */
  find?: string;
}

export const PANEL_FACETS: readonly PanelFacet[] = [
  { facet: 'genre', label: 'Genre' },
  { facet: 'mood', label: 'Mood' },
  { facet: 'theme', label: 'Theme' },
  { facet: 'cautions', label: 'Cautions', list: 'none' },
  { facet: 'people', label: 'People', find: 'An actor or director' },
  { facet: 'country', label: 'Country', find: 'A country' },
  { facet: 'decade', label: 'Years', isSingle: true, isInTime: true },
  { facet: 'era', label: 'Set in' },
  { facet: 'audience', label: 'Made for', isSingle: true },
  { facet: 'form', label: 'Made as' },
  { facet: 'pace', label: 'Pace', isSingle: true },
  { facet: 'board', label: 'Rated', isSingle: true },
];

/** Said of a film that was looked at and needs no caution: not to be left out beside the others. */
export const NO_CAUTION = 'nothing of these';

/** Lengths in minutes, to be chosen by a press. */
export const LENGTHS: readonly { min?: number; max?: number }[] = [
  { max: 90 },
  { max: 120 },
  { min: 120 },
  { min: 150 },
];
export const LENGTH_FIELD = 'runningTime';
export const YEAR_FIELD = 'year';
