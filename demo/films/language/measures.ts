// What measures share: figures as they are printed, and lists that stay readable.

export type OnProgress = (done: number, total: number) => void;

/** `0.918`; a share of nothing is a dash. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

/** @param rank  0 to 1: 0.5 is the median */
export function percentile(list: readonly number[], rank: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(rank * sorted.length))] ?? Number.NaN;
}

/** The first lines, indented, and how many more there are. */
export function firstLines(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return [...lines.slice(0, most).map((line) => `  ${line}`), ...(more > 0 ? [`  … and ${more} more`] : [])];
}
