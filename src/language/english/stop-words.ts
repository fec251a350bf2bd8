// English words that say nothing by themselves.

/** That nearly every query has, and no item is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about an and are as at be but by can for from has have i in into is it its like me my of on one or our some ' +
    'someone something than that the their these they this those to was we were what when where which who with you your'
  ).split(' '),
);

/** Of four letters and more, that name no group of items. */
export const NAMELESS_WORDS: ReadonlySet<string> = new Set(
  (
    'about above after again against also because been before being between both cannot could does doing down during each ever every ' +
    'from have having here into itself just like made make makes more most much never only other over same several should some such than ' +
    'that their them then there these they this those through under until very were what when where which while whom with without would your'
  ).split(' '),
);
