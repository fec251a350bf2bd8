// Whether the history is encrypted, as every page of the origin can tell before an engine is open: then nothing of a person
// is kept beside it, and a history without a lock is not taken for a plain one. One entry of localStorage, which holds no
// secret; the engine's word corrects it.
//
// Browsers write localStorage some seconds late. So the mark is `changing` before a lock is put on, taken off or erased: a tab
// that ends in between leaves one that is believed neither way.

const PREFIX = 'privet-encrypted:';
const CHANGING = 'changing';

/**
 * Whether the history of this browser is encrypted: pages keep nothing of a person beside it then.
 *
 * @param database  the history's name (default: any of this origin, so that nothing is kept while it is not known which)
 * @returns         false where storage is refused: then nothing is kept at all
 */
export function isEncryptedHere(database?: string): boolean {
  return database === undefined ? markedNames().length > 0 : markOf(database) !== null;
}

/** Names of the histories that have lost their lock if they have none. */
export function expectedLocks(): string[] {
  return markedNames().filter((database) => markOf(database) !== CHANGING);
}

export function markEncrypted(database: string, isEncrypted: boolean): void {
  setMark(database, isEncrypted ? '1' : null);
}

/** To be called before a lock is put on, taken off or erased. */
export function markChanging(database: string): void {
  setMark(database, CHANGING);
}

function markedNames(): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

function markOf(database: string): string | null {
  try {
    return localStorage.getItem(PREFIX + database);
  } catch {
    return null;
  }
}

function setMark(database: string, mark: string | null): void {
  if (markOf(database) === mark) return;
  try {
    if (mark === null) localStorage.removeItem(PREFIX + database);
    else localStorage.setItem(PREFIX + database, mark);
  } catch {
    // Where storage is refused, nothing is kept beside the history either.
  }
}
