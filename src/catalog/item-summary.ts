// An item as it is told to a page. Types only, so that page, engine and pipeline name the same thing.

/** What a list shows of an item. */
export interface ItemSummary {
  itemId: string;
  /** Dense row in this catalog version; never stored. */
  itemIndex: number;
  title: string;
  /**
   * Values by facet name, for example `{ genre: ['Comedy'], decade: ['1980s'] }`. A facet that is unknown is absent.
   */
  facets: Record<string, string[]>;
  /** Further facts for display by name, for example `{ year: '1982', director: 'Ridley Scott' }`. */
  details: Record<string, string>;
}
