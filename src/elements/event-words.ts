// How panels say what a visitor did, and when.
import type { EventType, HistoryEvent } from '../sdk/index.ts';

/** After "You …" and "because you …"; the title stands for the dots. */
const PHRASES: Record<EventType, string> = {
  view: 'viewed …',
  select: 'opened …',
  like: 'liked …',
  dislike: 'disliked …',
  rate: 'rated …',
  add_to_cart: 'put … into the cart',
  purchase: 'bought …',
  search: 'searched for …',
  steer: 'asked for …',
  hide: 'hid …',
  seen: 'marked … as known',
  save: 'saved …',
  clear: 'took back what you said of …',
  remove_from_cart: 'took … out of the cart',
  allow: 'asked to be shown … all the same',
};

/** `liked Lamp`, `rated Lamp 4 of 5` @param title  of the item, or what was typed */
export function phraseOf({ type, value }: HistoryEvent, title: string): string {
  const stars = type === 'rate' && value !== undefined ? ` ${value} of 5` : '';
  return PHRASES[type].replace('…', () => title + stars);
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
