// What lists are made from. Whoever makes one asks for as much of it as it uses.

import type { RankerHost } from '../../backends/ranker-host.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import type { HistoryView } from './history-view.ts';
import type { LeftOutItem, MatchGrade, MatchLevel } from './lists-api.ts';
import type { RelatedItems } from './related-items.ts';
import type { SimilarItems } from './similar-items.ts';
import type { UserEmbedder } from './user-embedder.ts';

/** The open catalog. */
export interface CatalogParts {
  catalog: ItemCatalog;
  manifest: Manifest;
}

/** And the history of whoever asks. */
export interface VisitorParts extends CatalogParts {
  history: HistoryView;
}

/** And what items are like, and go with. */
export interface LikenessParts extends VisitorParts {
  similar: SimilarItems;
  related: RelatedItems;
}

/** And what ranks them for the visitor. */
export interface ListParts extends LikenessParts {
  match: ScreensLists;
  embedder: UserEmbedder;
  ranker: RankerHost;
  /** What the visitor said in words of how lists should be; its code comes with the first such word. */
  steering: () => Promise<Steers>;
  /** Lets the shards behind the first one come. Until then the worker has nothing to do but the first list. */
  loadRest: () => void;
}

export interface Steers {
  /**
   * What the lists follow now; undefined while nothing steers.
   *
   * @param without  ids of wishes that are taken for taken back
   */
  pull(nowMs?: number, without?: readonly string[]): Promise<SteeringPull | undefined>;
}

/** Who an item is graded for, and how strictly. */
export interface Screening {
  level: Exclude<MatchLevel, 'off'>;
  pull: SteeringPull | undefined;
  where?: Where | undefined;
}

export interface Ranked {
  /** Best first. */
  ranked: RankResult;
  /** Exact scores of items that were not ranked, by row. */
  scoresOf: (itemIndices: number[]) => Promise<RankResult>;
}

/** What a list is taken from. */
export interface RankedSource<Ranking extends Ranked> {
  /** Items that may be in it. */
  candidates: Bitset;
  /** Items that it is chosen from. */
  wanted: number;
  /** Items to rank at first: one value may have all of these places. */
  depth: number;
  rank: (depth: number) => Promise<Ranking>;
  /** The list, out of what was ranked. */
  choose: (ranked: RankResult) => RankResult;
}

/** A list's source under the match filter. */
export interface ScreenedSource<Ranking extends Ranked> {
  source: RankedSource<Ranking>;
  /** What was left out of the list that was made from it, as a page is told. */
  leftOut(): Promise<LeftOutItem[]>;
}

/** The match filter, once it is here. */
export interface Screen {
  /**
   * What a list is made from without what is likely a mistake. It does nothing for somebody without a history or a wish, and
   * where something is asked for by name.
   *
   * @param k  items of the list: it never gets shorter by the filter
   */
  around<Ranking extends Ranked>(
    parts: ListParts,
    screening: Screening,
    source: RankedSource<Ranking>,
    k: number,
  ): ScreenedSource<Ranking>;
  /** Rows without those that would be left out. */
  without(parts: ListParts, screening: Screening, rows: readonly number[]): Promise<number[]>;
}

export interface ScreensLists {
  /** Fulfilled when the filter is there, has failed, or there is none; never rejects. */
  settled: Promise<void>;
  /** Fetches it where it is not here. @throws why it cannot be had */
  loadMissing(): Promise<void>;
  /** What screens a list; undefined where none does. @param asked  absent: as the bundle's build found right */
  screen(asked?: MatchLevel): { screen: Screen; level: Exclude<MatchLevel, 'off'> } | undefined;
  /** Whatever the level; none where there is no filter, or nothing to say. */
  grades(parts: ListParts, rows: readonly number[]): Promise<MatchGrade[]>;
  /** What is read of items for this history, f32 [names] each, and by which names. */
  values(parts: ListParts, rows: readonly number[]): Promise<{ names: string[]; values: Float32Array[] }>;
}

/** What steers a list. */
export interface SteeringPull {
  where: Where;
  /** Items that are not wanted themselves. */
  unwanted: readonly number[];
  /** f32 [numItems], in nats; undefined where nothing is wished beside conditions. */
  nats?: Float32Array;
  /** Items of each thing that is wished for and that few items have. */
  wished: readonly Bitset[];
  /** A ranking that serves them. @param scoreStep  what one step of a score is worth in nats */
  serve: (ranked: RankResult, scoreStep: number) => RankResult;
  /** What was said, for comparing meanings. */
  said: string;
  /** Something unlike what is usual here is asked for. */
  wantsSurprise: boolean;
}
