// Items that are no list of their own (rows, a list for two), under the match filter all the same. They may get fewer by it.
import type { ListParts, SteeringPull } from './list-parts.ts';
import type { MatchLevel, RankedItem } from './lists-api.ts';
import { isSteered } from './steer-scores.ts';

/**
 * Rows that the filter would not leave out, in their order; all where none screens lists.
 *
 * @param pull  what was wished in words, where the rows are to follow it
 */
export async function goodMatches(
  parts: ListParts,
  asked: MatchLevel | undefined,
  rows: readonly number[],
  pull?: SteeringPull,
): Promise<number[]> {
  const match = parts.match.screen(asked);
  return match ? match.screen.without(parts, { ...match, pull }, rows) : [...rows];
}

/** The same of a home list, which follows what was wished. */
export async function goodItems(
  parts: ListParts,
  asked: MatchLevel | undefined,
  items: readonly RankedItem[],
): Promise<RankedItem[]> {
  const pull = isSteered(parts.history.taste().standing) ? await (await parts.steering()).pull() : undefined;
  const rows = items.map(({ itemIndex }) => itemIndex);
  const good = new Set(await goodMatches(parts, asked, rows, pull));
  return items.filter(({ itemIndex }) => good.has(itemIndex));
}

/** As part of a request; what is not asked for is not in it. */
export const matchOf = (match: MatchLevel | undefined): { match?: MatchLevel } => (match ? { match } : {});
