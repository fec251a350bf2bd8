// How panels say what a visitor did, and when.
import type { EventType, HistoryEvent } from '../sdk/index.ts';

/** After "You …" and "because you …"; what follows is a title. */
const VERBS: Record<EventType, string> = {
  view: 'viewed',
  select: 'opened',
  like: 'liked',
  dislike: 'disliked',
  rate: 'rated',
  add_to_cart: 'put into the cart',
  purchase: 'bought',
  search: 'searched for',
  steer: 'asked for',
  hide: 'hid',
  seen: 'marked as known',
  save: 'saved',
  clear: 'took back what you said of',
  remove_from_cart: 'took out of the cart',
};

/** `viewed`, `rated 4 of 5` */
export function verbOf({ type, value }: HistoryEvent): string {
  return type === 'rate' && value !== undefined ? `rated ${value} of 5:` : VERBS[type];
}

/** `2 events`; texts of the elements are English. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** A <time> in the visitor's own words of day and hour. */
export function drawTime(time: number): HTMLElement {
  const element = document.createElement('time');
  const date = new Date(time);
  element.dateTime = date.toISOString();
  element.setAttribute('part', 'time');
  element.textContent = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return element;
}
