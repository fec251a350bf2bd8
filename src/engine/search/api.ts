// What a page asks of the search, and what it gets. Types only, as src/engine/api.ts.
import type { Where } from '../../catalog/where.ts';
import type { RankedItem } from '../lists/api.ts';

export interface SearchRequest {
  query: string;
  /** Results to return (default 20). */
  k?: number;
  /** Conditions that every result satisfies. */
  where?: Where;
}

export interface SearchResponse {
  items: RankedItem[];
  /**
   * `semantic` = text encoder and words; `words` = words of titles and texts alone (the encoder is not there, `note`
   * says why).
   */
  source: 'semantic' | 'words';
  /** For people: that the query was cut, or why the search was by words alone. */
  note?: string;
  latencyMs: number;
}
