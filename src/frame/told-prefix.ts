// Which items of a person's list a page is told. A secret of the device decides, for each item for good, whether it is left
// out: so an item that is missing says little, and asking again, on another day or after another event, says no more.

/** Items that a page is told of at most. */
export const MOST_TOLD = 24;
/** And no more than this share of a catalog: where it is small, 24 would be most of it. */
const MOST_SHARE = 1 / 40;
/** Share of the items that are left out, and how many of the first 24 at most. */
const LEFT_OUT = 0.25;
const MOST_LEFT_OUT = 0.25;
/** Items that are looked at for each that is told: those behind the first take the places of what is left out. */
export const LOOKED_AT = 2;

export function numTold(numItems: number): number {
  return Math.min(MOST_TOLD, Math.ceil(numItems * MOST_SHARE));
}

/**
 * @param drawn   ids of the person's list, best first
 * @param k       items to tell
 * @param secret  of the device
 * @returns       k of them in their order, three quarters of the first k at least
 */
export async function leaveOut(drawn: readonly string[], k: number, secret: string): Promise<string[]> {
  const draws = await Promise.all(drawn.map((itemId) => draw(secret, itemId)));
  const mostOfFirst = Math.floor(k * MOST_LEFT_OUT);
  const leastFirst = [...draws.keys()].sort((a, b) => draws[a]! - draws[b]!);
  const leftOut = leastFirst.filter((place) => draws[place]! < LEFT_OUT);
  const ofFirst = leftOut.filter((place) => place < k).slice(0, mostOfFirst);
  const out = new Set([...ofFirst, ...leftOut.filter((place) => place >= k)]);
  return drawn.filter((_, place) => !out.has(place)).slice(0, k);
}

/**
 * Whether a list is still that of the person themselves, whatever pages recorded: a page that says what somebody likes aims
 * the list at other items, to see which of these are missing.
 *
 * @param own  the list without what pages recorded
 * @param k    items that are told
 */
export function isNear(drawn: readonly string[], own: readonly string[], k: number): boolean {
  const near = new Set(own);
  return drawn.slice(0, k).filter((itemId) => near.has(itemId)).length >= k * (1 - MOST_LEFT_OUT);
}

/** @returns 0..1, the same for an item as long as the device has its secret */
async function draw(secret: string, itemId: string): Promise<number> {
  // Where there is no WebCrypto there is no engine either: it checks every file by it.
  const hash = await crypto.subtle!.digest('SHA-256', new TextEncoder().encode(`${secret} ${itemId}`));
  return new DataView(hash).getUint32(0) / 2 ** 32;
}
