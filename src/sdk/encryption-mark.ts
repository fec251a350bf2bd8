// Whether the history is encrypted, as every page of the origin can tell before an engine is open: then nothing of a person
// is kept beside it. One entry of localStorage, which holds no secret; the engine's word corrects it.

const DEFAULT_DATABASE = 'privet';
const keyOf = (database: string) => `privet-encrypted:${database}`;

/**
 * Whether the history of this browser is encrypted: pages keep nothing of a person beside it then.
 *
 * @param database  the history's name (default `privet`)
 * @returns         false where storage is refused: then nothing is kept at all
 */
export function isEncryptedHere(database = DEFAULT_DATABASE): boolean {
  try {
    return localStorage.getItem(keyOf(database)) !== null;
  } catch {
    return false;
  }
}

export function markEncrypted(database = DEFAULT_DATABASE, isEncrypted: boolean): void {
  if (isEncryptedHere(database) === isEncrypted) return;
  try {
    if (isEncrypted) localStorage.setItem(keyOf(database), '1');
    else localStorage.removeItem(keyOf(database));
  } catch {
    // Where storage is refused, nothing is kept beside the history either.
  }
}
