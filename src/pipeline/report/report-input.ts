// All that a report is made of. Nothing in it names a folder or a person.

import type { Accuracy, Difference } from '../evaluation/accuracy.ts';
import type { Figures, SeenMode } from '../evaluation/evaluate.ts';
import type { SplitName } from '../evaluation/split.ts';

export interface ReportInput {
  facts: ReportFacts;
  models: ReportModel[];
  /** The model that the others are compared with; the first one where our own is not among them. */
  reference: string;
  /** Reference less each other model. */
  differences: Difference[];
  /** By seen mode: f64 [11], shares of the targets by popularity group. */
  targetShares: Map<SeenMode, Float64Array>;
}

export interface ReportFacts {
  /** Names without folders. */
  itemsFile: string;
  interactionsFile: string;
  /** Absent: no bundle was evaluated. */
  bundle?: string;
  split: SplitName;
  seen: readonly SeenMode[];
  ks: readonly number[];
  seed: number;
  resamples: number;
  users: number;
  items: number;
  events: number;
  trainingEvents: number;
  /** Events learned once settings were chosen, those of the training part among them; absent: no more than these. */
  refitEvents?: number;
  testCases: number;
  timestampsArePositions: boolean;
  /** Events before the target, median of the test cases. */
  medianHistory: number;
  /** Facet whose mix is compared; absent: the items have none. */
  facet?: string;
  /** YYYY-MM-DD */
  date: string;
  /** Name and version of what took part. */
  versions: Record<string, string>;
}

export interface ReportModel {
  name: string;
  figures: Figures[];
  accuracies: Accuracy[];
  lists: Map<SeenMode, ReportLists>;
}

/** What a model listed, at the first K. */
export interface ReportLists {
  /** f64 [11], shares of the listed items by popularity group. */
  shares: Float64Array;
  /** f64 [users whose history and list have values of the facet]. */
  divergences: Float64Array;
  /** The most listed items, most often first. */
  mostListed: { title: string; shareOfLists: number; trainingEvents: number }[];
}
