// What a rating of a log says: people's middles differ, so a film a full star below what somebody gives on average was
// no joy to them. (A visitor's own stars are read by src/history/events.ts: one rating has no mean.)

/** Stars from which somebody liked a film. */
const LIKED_FROM_STARS = 3.5;
/** Up to this they did not. */
const DISLIKED_TO_STARS = 2.5;
/** Nor did they with so many fewer than their own mean. */
const BELOW_MEAN = 1;

/** @param stars  all of one person's; NaN = none */
export function opinionOfStars(stars: ArrayLike<number>): (one: number) => 'like' | 'dislike' | undefined {
  const given = Array.from(stars).filter((one) => !Number.isNaN(one));
  const mean = given.reduce((sum, one) => sum + one, 0) / Math.max(1, given.length);
  return (one) => {
    if (one >= LIKED_FROM_STARS) return 'like';
    return one <= DISLIKED_TO_STARS || one <= mean - BELOW_MEAN ? 'dislike' : undefined;
  };
}
