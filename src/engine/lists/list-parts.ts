// What lists are made from. Whoever makes one asks for as much of it as it uses.
import type { RankerHost } from '../../backends/ranker-host.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { HistoryView } from './history-view.ts';
import type { MatchHost } from './match-host.ts';
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
  match: MatchHost;
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

/** What steers a list. */
export interface SteeringPull {
  where: Where;
  /** Items that are not wanted themselves. */
  unwanted: readonly number[];
  /** f32 [numItems], in nats; undefined where nothing is wished beside conditions. */
  nats?: Float32Array;
  /** What was said, for comparing meanings. */
  said: string;
  /** Something unlike what is usual here is asked for. */
  wantsSurprise: boolean;
}
