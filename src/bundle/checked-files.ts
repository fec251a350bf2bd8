// Which files of a bundle passed the check of their hash here, and when: for whoever wants to see it.
const checkedAtMs = new Map<string, number>();

/** @param url  absolute; the bytes that came from there were those of the manifest */
export function noteChecked(url: string): void {
  checkedAtMs.set(url, Date.now());
}

/** Milliseconds since the epoch; undefined for what was not fetched, or failed. */
export function checkedAt(url: string): number | undefined {
  return checkedAtMs.get(url);
}
