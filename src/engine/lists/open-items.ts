// Which items a list of `forYou` may hold: what the rules leave, what steers, and what somebody who wants surprises has not
// heard of. The list is made from them, and a filter menu beside it counts them.

import type { Bitset } from '../../ranking/bitset.ts';
import { candidatesOf, likeHistory } from './candidates.ts';
import type { LikenessParts, SteeringPull } from './list-parts.ts';
import { withoutBestKnown } from './list-rules.ts';
import type { ListRules } from './lists-api.ts';
import { fittingItems } from './steer-scores.ts';
import { turnedAway } from './turned-away.ts';

/** What "surprise me" asks for where the request does not say. */
const SURPRISE: ListRules = { novelty: 0.8, diversity: 0.3 };

type Pull = Pick<SteeringPull, 'where' | 'unwanted' | 'wantsSurprise'> | undefined;

export function steeredRequest<Request extends ListRules>(asked: Request, pull: Pull): Request {
  return pull?.wantsSurprise ? { ...SURPRISE, ...asked } : asked;
}

/** With those that the visitor has an opinion on. */
export async function openItems(parts: LikenessParts, request: ListRules, pull: Pull): Promise<Bitset> {
  const { standing } = parts.history.taste();
  const ruled = candidatesOf(parts.catalog, request, standing);
  const filtered = await likeHistory(parts, request.minScore, standing, ruled);
  const fitting = pull ? filtered.and(fittingItems(pull, parts.catalog)) : filtered;
  const { novelty = 0, where } = request;
  // Surprises hold nothing of a kind that was turned away, unless it is asked for.
  const isSurprise = novelty > 0 && !where?.[parts.manifest.vocabularies.facets[0]?.name ?? ''];
  return withoutBestKnown(parts, request, isSurprise ? fitting.andNot(turnedAway(parts)) : fitting);
}
