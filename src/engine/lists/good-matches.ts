// Rows of items that are no list of their own (beside a liked item, for two people), under the match filter all the same.
import type { ListParts } from './list-parts.ts';
import type { MatchLevel } from './lists-api.ts';
import { isSteered } from './steer-scores.ts';

/** Those that the filter would not leave out, in their order; all where none screens lists. */
export async function goodMatches(
  parts: ListParts,
  asked: MatchLevel | undefined,
  rows: readonly number[],
): Promise<number[]> {
  const match = parts.match.screen(asked);
  if (!match) return [...rows];
  const pull = isSteered(parts.history.taste().standing) ? await (await parts.steering()).pull() : undefined;
  return match.screen.without(parts, { ...match, pull }, rows);
}

/** As part of a request; what is not asked for is not in it. */
export const matchOf = (match: MatchLevel | undefined): { match?: MatchLevel } => (match ? { match } : {});
