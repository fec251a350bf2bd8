// What somebody may have meant by a name that is not known: the nearest one that is, by edit distance (two letters that
// changed places count one: Damerau, CACM 1964, in its restricted form).

/** Share of a name's letters that may differ. */
const MOST_DIFFERENT = 0.4;

/** ", did you mean 'x'?", or nothing where no known name is near. */
export function didYouMean(given: string, known: readonly string[]): string {
  const name = nearestName(given, known);
  return name === undefined ? '' : `, did you mean '${name}'?`;
}

/** The nearest of the known names, letter case aside; undefined where none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  if (given.length > 100) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance < least && distance <= MOST_DIFFERENT * Math.max(given.length, name.length)) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** Letters to insert, leave out, exchange or swap with their neighbour. */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + differs);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
