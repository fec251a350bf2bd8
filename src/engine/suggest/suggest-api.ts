// What a page asks of suggestions, and what it gets. Types only, as src/engine/engine-api.ts.

export interface SuggestRequest {
  /** What is typed so far: how it may go on. Without it: queries that open new territory for this visitor. */
  prefix?: string;
  /** Suggestions to return, 0 to 20 (default 5). */
  count?: number;
  /** Texts that were shown lately: they do not come again. */
  exclude?: string[];
}

export interface Suggestion {
  /** What to search for. */
  text: string;
  /** `title`: of an item. `person`, `value`: of a facet. `query`: a written one. */
  kind: 'title' | 'person' | 'value' | 'query';
  /** Of a title. */
  itemId?: string;
}
