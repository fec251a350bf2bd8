// What this browser keeps beside the history, a text by its key.

/** Null where nothing is kept. Storage that is refused or full costs what it would have kept and nothing else. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(`privet:${key}`);
  } catch {
    return null;
  }
}

/** @param value  null: nothing is kept any more */
export function writeKept(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`privet:${key}`);
    else localStorage.setItem(`privet:${key}`, value);
  } catch {
    // kept for this visit
  }
}
