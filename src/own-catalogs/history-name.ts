/** The database of the history with a catalog: apart from that of the page's bundle, and from those of other catalogs. */
export function ownHistoryName(id: string): string {
  return `privet-own-history-${id}`;
}
