// Which items of a person's list a page is told. A secret of the device decides, for each item for good, whether it is left
// out: so an item that is missing says little, and asking again, on another day or after another event, says no more.

/** Items that a page is told of at most. */
export const MOST_TOLD = 24;
/** And no more than this share of a catalog: where it is small, 24 would be most of it. */
const MOST_SHARE = 1 / 20;
/** Share of the items that are left out, and at most. */
const LEFT_OUT = 0.3;
const MOST_LEFT_OUT = 0.25;
/** A list is near another when most of it stands among so many times as many of that one. */
export const NEAR = 2;

export function numTold(numItems: number): number {
  return Math.min(MOST_TOLD, Math.ceil(numItems * MOST_SHARE));
}

/**
 * @param drawn   ids of the person's list, best first
 * @param secret  of the device
 * @returns       three quarters of them at least, in their order
 */
export async function leaveOut(drawn: readonly string[], secret: string): Promise<string[]> {
  const draws = await Promise.all(drawn.map((itemId) => draw(secret, itemId)));
  const leastFirst = [...draws.keys()].sort((a, b) => draws[a]! - draws[b]!);
  const most = Math.floor(drawn.length * MOST_LEFT_OUT);
  const out = new Set(leastFirst.filter((place) => draws[place]! < LEFT_OUT).slice(0, most));
  return drawn.filter((_, place) => !out.has(place));
}

/**
 * Whether a list is still that of the person themselves, whatever pages recorded: a page that says what somebody likes aims
 * the list at other items, to see which of these are missing.
 *
 * @param own  the list without what pages recorded, NEAR times as long
 */
export function isNear(drawn: readonly string[], own: readonly string[]): boolean {
  const near = new Set(own);
  return drawn.filter((itemId) => near.has(itemId)).length >= drawn.length * (1 - MOST_LEFT_OUT);
}

/** @returns 0..1, the same for an item as long as the device has its secret */
async function draw(secret: string, itemId: string): Promise<number> {
  // Where there is no WebCrypto there is no engine either: it checks every file by it.
  const hash = await crypto.subtle!.digest('SHA-256', new TextEncoder().encode(`${secret} ${itemId}`));
  return new DataView(hash).getUint32(0) / 2 ** 32;
}
