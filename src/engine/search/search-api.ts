// What a page asks of the search, and what it gets. Types only, as src/engine/engine-api.ts.
import type { Condition } from '../../catalog/where.ts';
import type { SentenceReading } from '../language/language-api.ts';
import type { ListRules, RankedItem } from '../lists/lists-api.ts';

/**
 * A search heeds these rules. Diversity, novelty and minScore make no sense beside a query; what was bought is found unless
 * `hideBought` is true.
 */
export interface SearchRequest
  extends Pick<
    ListRules,
    | 'count'
    | 'where'
    | 'exclude'
    | 'boosts'
    | 'pins'
    | 'caps'
    | 'hideBought'
    | 'hideViewed'
    | 'hideSoldOut'
    | 'anonymous'
  > {
  query: string;
  /**
   * Answers with what no meaning is needed for (titles, people, years, facets) while the text encoder is on its way, and
   * fetches nothing: `meaningFollows` then says that the same search without it finds more (default false: it is waited for).
   */
  atOnce?: boolean;
}

export interface SearchResponse {
  items: RankedItem[];
  /**
   * `semantic` = text encoder and words; `words` = words of titles and texts alone: the bundle brings no text encoder, or
   * it is not there, and `note` says why.
   */
  source: 'semantic' | 'words';
  /** What the query was read as; `where` is what the results satisfy. */
  reading: SentenceReading;
  /** The query names an item that is known not to be here; the results are near it. */
  missing?: MissingItem;
  /** The query is a name: so many of the items are called so, and so many behind them are like the first. */
  asked?: { numNamed: number; numAlike: number };
  /** Conditions that gave way because too little satisfied them, in the order in which they did. */
  relaxed?: RelaxedCondition[];
  /** When nothing is found: how many items there would be without one of the conditions, most first. */
  loosen?: { field: string; count: number }[];
  /** Where little is found, something gave way or an item is missing: near queries that find enough, best first. */
  instead?: string[];
  /** Asked at once: these items stay, and the search by meaning, which is not there yet, has others behind them. */
  meaningFollows?: boolean;
  /** For people: why nothing is found, that the query was cut, or why the search was by words alone. */
  note?: string;
  requestId: string;
  latencyMs: number;
}

/** An item that people look for and this catalog lacks. */
export interface MissingItem {
  title: string;
  year?: number;
}

export interface RelaxedCondition {
  /** Facet or detail. */
  field: string;
  asked: Condition;
  /** What was searched for in its place; absent: anything. */
  instead?: Condition;
}
