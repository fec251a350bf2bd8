// The word that a misspelt one was meant to be: one letter more, less, other or swapped with its neighbour (two from
// eight letters on), as in Damerau's study of spelling mistakes (CACM 1964): four of five are of that kind.

/** Shorter words are left as they are: too many others are near. */
const MIN_LENGTH = 4;
const TWO_MISTAKES_LENGTH = 8;

export class NearestWord {
  /** By length and first letter. */
  readonly #buckets = new Map<string, string[]>();
  readonly #weights = new Map<string, number>();

  /** @param weight  between two that are equally near the heavier one is meant */
  add(word: string, weight: number): void {
    const known = this.#weights.get(word);
    this.#weights.set(word, Math.max(known ?? 0, weight));
    if (known !== undefined || word.length < MIN_LENGTH - 1) return;
    const key = word.length + word[0]!;
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.push(word);
    else this.#buckets.set(key, [word]);
  }

  has(word: string): boolean {
    return this.#weights.has(word);
  }

  find(word: string): string | undefined {
    if (word.length < MIN_LENGTH || /\d/.test(word)) return undefined;
    const most = word.length >= TWO_MISTAKES_LENGTH ? 2 : 1;
    let best: { word: string; distance: number; weight: number } | undefined;
    // The first letter is nearly always right; where it is swapped with the second, that one is.
    for (const first of new Set([word[0]!, word[1]!])) {
      for (let length = word.length - most; length <= word.length + most; length++) {
        for (const other of this.#buckets.get(length + first) ?? []) {
          const edits = distanceWithin(word, other, most);
          if (edits === undefined) continue;
          const distance = edits + unlikely(word, other);
          const weight = this.#weights.get(other)!;
          if (!best || distance < best.distance || (distance === best.distance && weight > best.weight)) {
            best = { word: other, distance, weight };
          }
        }
      }
    }
    return best?.word;
  }
}

/** A letter that is doubled or not is the commonest mistake, another letter in its place the rarest. */
function unlikely(word: string, other: string): number {
  if (undoubled(word) === undoubled(other)) return -0.5;
  if (word[0] !== other[0]) return 0.5;
  return word.length === other.length && [...word].sort().join('') !== [...other].sort().join('') ? 0.25 : 0;
}

function undoubled(word: string): string {
  return word.replace(/(.)\1/gu, '$1');
}

/** The optimal string alignment distance, where it is at most `most`. */
export function distanceWithin(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      let value = Math.min(changed, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return undefined;
    before = above;
    above = row;
  }
  const distance = above[b.length]!;
  return distance <= most ? distance : undefined;
}
