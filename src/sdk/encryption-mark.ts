// Whether the history is encrypted, as every page of the origin can tell before an engine is open: then nothing of a person
// is kept beside it, and a history without a lock is not taken for a plain one. One entry of localStorage, which holds no
// secret; the engine's word corrects it.
//
// Browsers write localStorage some seconds late. So the mark is `changing` before a lock is put on, taken off or erased: a tab
// that ends in between leaves one that is believed neither way.

const DEFAULT_DATABASE = 'privet';
const CHANGING = 'changing';
const keyOf = (database: string) => `privet-encrypted:${database}`;

/**
 * Whether the history of this browser is encrypted: pages keep nothing of a person beside it then.
 *
 * @param database  the history's name (default `privet`)
 * @returns         false where storage is refused: then nothing is kept at all
 */
export function isEncryptedHere(database = DEFAULT_DATABASE): boolean {
  return markOf(database) !== null;
}

/** Whether a history without a lock has lost it. */
export function expectsLock(database = DEFAULT_DATABASE): boolean {
  const mark = markOf(database);
  return mark !== null && mark !== CHANGING;
}

export function markEncrypted(database = DEFAULT_DATABASE, isEncrypted: boolean): void {
  setMark(database, isEncrypted ? '1' : null);
}

/** To be called before a lock is put on, taken off or erased. */
export function markChanging(database = DEFAULT_DATABASE): void {
  setMark(database, CHANGING);
}

function markOf(database: string): string | null {
  try {
    return localStorage.getItem(keyOf(database));
  } catch {
    return null;
  }
}

function setMark(database: string, mark: string | null): void {
  if (markOf(database) === mark) return;
  try {
    if (mark === null) localStorage.removeItem(keyOf(database));
    else localStorage.setItem(keyOf(database), mark);
  } catch {
    // Where storage is refused, nothing is kept beside the history either.
  }
}
