// Whether the history is encrypted, as every page of the origin can tell before an engine is open: then nothing of a person
// is kept beside it. One entry of localStorage, which holds no secret; the engine's word corrects it.

const PREFIX = 'privet-encrypted:';

/**
 * Whether the history of this browser is encrypted: pages keep nothing of a person beside it then.
 *
 * @param database  the history's name (default: any of this origin, so that nothing is kept while it is not known which)
 * @returns         false where storage is refused: then nothing is kept at all
 */
export function isEncryptedHere(database?: string): boolean {
  try {
    if (database !== undefined) return localStorage.getItem(PREFIX + database) !== null;
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}

export function markEncrypted(database: string, isEncrypted: boolean): void {
  if (isEncryptedHere(database) === isEncrypted) return;
  try {
    if (isEncrypted) localStorage.setItem(PREFIX + database, '1');
    else localStorage.removeItem(PREFIX + database);
  } catch {
    // Where storage is refused, nothing is kept beside the history either.
  }
}
