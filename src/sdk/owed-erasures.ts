// Histories that were ordered to be erased and may still be there: an entry of localStorage each, written before anything is
// tried and removed when all is gone, so that neither the end of a tab nor a database that does not answer lets it be forgotten.
// Its value is the time of the order, in milliseconds since the epoch.

const PREFIX = 'privet-erasure-owed:';
/** Where storage is refused, for as long as this page is here. */
const ofPage = new Set<string>();

/** Erasures, by the names of databases: what a page keeps for its worker, which has no localStorage. */
export const owedErasures = {
  order(database: string): void {
    if (owedErasures.isOwed(database)) return;
    try {
      localStorage.setItem(PREFIX + database, String(Date.now()));
    } catch {
      ofPage.add(database);
    }
  },

  isOwed(database: string): boolean {
    if (ofPage.has(database)) return true;
    try {
      return localStorage.getItem(PREFIX + database) !== null;
    } catch {
      return false;
    }
  },

  paid(database: string): void {
    ofPage.delete(database);
    try {
      localStorage.removeItem(PREFIX + database);
    } catch {
      // What cannot be removed could not be written either.
    }
  },

  /** Names of the databases that are to be erased. */
  all(): string[] {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      return [...ofPage, ...keys.map((key) => key.slice(PREFIX.length))];
    } catch {
      return [...ofPage];
    }
  },
};
