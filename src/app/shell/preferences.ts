// Preferences of this browser that are no history: they say nothing about films, and stay when the taps are forgotten.

/** Storage that is refused or full costs the preference and nothing else. */
export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(`privet:${key}`);
  } catch {
    return null;
  }
}

/** @param value  null: back to the default, which is not kept */
export function writePreference(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`privet:${key}`);
    else localStorage.setItem(`privet:${key}`, value);
  } catch {
    // kept for this visit
  }
}
