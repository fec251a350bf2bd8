// How much an event says for or against its item, and how fast it fades: one rule for the untrained towers, the trained
// towers' own means, and the page's answer that needs no runtime.

import { NEGATIVE_EVENT_TYPES, TOWER_EVENT_TYPES, type TowerEventType } from '../formats/vocabulary.ts';

/** An event counts half after this many newer ones. */
export const HALF_LIFE_EVENTS = 20;

const POSITIVE_SIGNS: Partial<Record<TowerEventType, number>> = {
  view: 0.3,
  select: 0.4,
  rate: 0.3,
  add_to_cart: 0.8,
  like: 1,
  purchase: 1,
};

/** Evidence of one event: -1 against its item to 1 for it; 0 for types without an item. */
export function eventSign(type: TowerEventType): number {
  return NEGATIVE_EVENT_TYPES.has(type) ? -1 : (POSITIVE_SIGNS[type] ?? 0);
}

/** The same by the type's number, in the order of TOWER_EVENT_TYPES. */
export const EVENT_SIGNS = TOWER_EVENT_TYPES.map(eventSign);
