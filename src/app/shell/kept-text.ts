// What this browser keeps beside the history, a text by its key: nothing while that is encrypted.
import { isEncryptedHere } from '../../sdk/index.ts';

const PREFIX = 'privet:';

/** Null where nothing is kept. Storage that is refused or full costs what it would have kept and nothing else. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** @param value  null: nothing is kept any more */
export function writeKept(key: string, value: string | null): void {
  try {
    if (value === null || isEncryptedHere()) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // kept for this visit
  }
}

/** Removes all of it, of this tab's session too: the history is encrypted from now on. */
export function forgetKept(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
    }
  } catch {
    // where storage is refused, nothing is kept
  }
}
