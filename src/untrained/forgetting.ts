// How fast an event fades in the content path: by a power law, as human memory does (Wixted & Ebbesen, On the form of
// forgetting, 1991). What comes next mostly follows the last event or two, and yet the long past says something; one
// half-life serves one of them. Best with the table of content beside it, on the validation targets of both MovieLens
// logs, among 1, 2 and 3 events until half (half-lives from 2 to 20 and mixtures lost before).

/** Age at which an event counts half; the item-to-item table forgets alike. */
export const HALF_WEIGHT_AT = 2;

/** @param age  newer events, from 0 @returns weight of the event, 1 for the newest */
export function eventWeight(age: number): number {
  return HALF_WEIGHT_AT / (HALF_WEIGHT_AT + age);
}
