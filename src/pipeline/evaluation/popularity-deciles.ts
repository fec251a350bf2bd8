// Does a model show what is popular more often than people choose it? Items are laid out from rare to popular and cut
// into ten groups with a tenth of the training events each; what is listed and what was chosen are counted by group.

/** Group 0 holds the items without any training event, 1 the rarest tenth of the events, 10 the most popular. */
export const NUM_POPULARITY_GROUPS = 11;

/**
 * An item belongs to the tenth in which the middle of its events lies; items of equal popularity stand by index.
 *
 * @param popularity  u32 [numItems], training events
 * @returns           u8 [numItems], 0 to 10
 */
export function popularityGroups(popularity: Uint32Array): Uint8Array {
  const groups = new Uint8Array(popularity.length);
  const total = popularity.reduce((sum, count) => sum + count, 0);
  const ascending = Uint32Array.from(popularity, (_, item) => item);
  ascending.sort((a, b) => popularity[a]! - popularity[b]! || a - b);
  let before = 0;
  for (const item of ascending) {
    const count = popularity[item]!;
    if (count > 0) groups[item] = 1 + Math.min(9, Math.floor((10 * (before + count / 2)) / total));
    before += count;
  }
  return groups;
}

/**
 * @param counts  u32 [numItems], how often each item was listed or chosen
 * @returns       f64 [11], sum 1; NaN without any count
 */
export function sharesByGroup(counts: Uint32Array, groups: Uint8Array): Float64Array {
  const sums = new Float64Array(NUM_POPULARITY_GROUPS);
  for (const [item, count] of counts.entries()) sums[groups[item]!]! += count;
  const total = sums.reduce((sum, count) => sum + count, 0);
  return sums.map((count) => count / total);
}
