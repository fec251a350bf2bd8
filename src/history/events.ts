// What a visitor can do, which of it is an opinion, what stars say, and what the towers hear: the vocabulary of events,
// which page, engine, imports and training share. A new type begins here (the compiler asks for the rest), and in the
// words of the app.
import type { TowerEventType } from '../formats/vocabulary.ts';

export const EVENT_TYPES = [
  'view',
  'select',
  'like',
  'dislike',
  'rate',
  'add_to_cart',
  'purchase',
  'search',
  'steer',
  'hide',
  'seen',
  'save',
  'clear',
  'remove_from_cart',
] as const;

/**
 * What a visitor did. `seen` = known already, whatever they thought of it; `save` = kept for later; both keep the item
 * out of lists, as every opinion does. `clear` takes back whatever was said of the item before. `steer` = said in
 * words how lists should be; it is no taste, and no tower hears of it. `remove_from_cart` takes
 * the item's `add_to_cart` back; no tower hears of it, and lists show the item later for a while.
 */
export type EventType = (typeof EVENT_TYPES)[number];

/** Types that are opinions. */
export const OPINIONS = ['like', 'dislike', 'hide', 'seen', 'save'] as const satisfies readonly EventType[];

/** The visitor's standing opinion on an item: the last one wins. */
export type Opinion = (typeof OPINIONS)[number];

/** Stars from which a rating is a like, and up to which it is a dislike. */
const LIKED_FROM_STARS = 3.5;
const DISLIKED_TO_STARS = 2.5;

/** Types of which no tower hears. */
type Unheard = 'clear' | 'steer' | 'remove_from_cart';

/**
 * What the user tower hears in place of a type that its closed vocabulary lacks; `clear` says nothing, it takes back.
 */
const HEARD_AS: Record<Exclude<EventType, TowerEventType | Unheard>, TowerEventType> = {
  seen: 'view',
  save: 'add_to_cart',
};

/** Of these on one item, the last one alone stands. */
const REPLACING: ReadonlySet<EventType> = new Set([...OPINIONS, 'rate', 'clear']);

export interface HistoryEvent {
  type: EventType;
  /** The site's string; absent only for `search` and `steer`. */
  itemId?: string;
  /** Milliseconds since the epoch (default: now, set by the engine). */
  time?: number;
  /** `rate`: stars from 0.5 to 5. Other types: unused. */
  value?: number;
  /** `search`, `steer`: what was typed. */
  query?: string;
  /** How many pieces, an integer from 1 (purchases, carts). */
  quantity?: number;
  /** Of one piece, from 0, in the site's own currency. */
  price?: number;
  /** Name of the list in which it happened, 1 to 64 characters. */
  list?: string;
  /** `requestId` of the answer in which the item was shown, 1 to 64 characters. */
  requestId?: string;
}

/** An event before the log gives it its place. */
export type NewEvent = HistoryEvent & { time: number };

export interface StoredEvent extends HistoryEvent {
  time: number;
  /** Position in the log, from 0, never reused until the history is erased. */
  sequence: number;
}

/** Whether the history is encrypted by a passphrase, and then whether it is unlocked here. */
export type Encryption = 'off' | 'locked' | 'unlocked';

/** What adding events did. */
export interface AddedEvents {
  /** The new ones as they are stored, oldest first: `eraseEvents` with their numbers takes them out again. */
  added: StoredEvent[];
  /** Events that were there already, or twice in what was added. */
  numKnown: number;
}

/** What the history takes, as it lies in storage. */
export interface HistoryFootprint {
  /** 0 of a history that is locked: it cannot be told. */
  numEvents: number;
  /** Records of the store; 0 when nothing at all is left. */
  numRecords: number;
  /** The records as JSON, or sealed, in bytes: what they hold, not what the browser reserves for them. */
  sizeBytes: number;
}

/** Proof of an erasure: what was there, and what a reading afterwards found. */
export interface Erasure {
  before: HistoryFootprint;
  after: HistoryFootprint;
}

/** Whether an event takes the place of what was said of its item before, as every opinion does. What was done stays. */
export function replacesOpinion(type: EventType): boolean {
  return REPLACING.has(type);
}

/** What stars say: a like from 3.5, a dislike up to 2.5, nothing between them. */
export function opinionOfStars(stars: number): 'like' | 'dislike' | undefined {
  if (stars >= LIKED_FROM_STARS) return 'like';
  return stars <= DISLIKED_TO_STARS ? 'dislike' : undefined;
}

/** The opinion that an event tells; undefined for what is none. */
export function opinionOf({ type, value }: HistoryEvent): Opinion | undefined {
  if (type === 'rate') return value === undefined ? undefined : opinionOfStars(value);
  return OPINIONS.find((opinion) => opinion === type);
}

/**
 * An event in the vocabulary that the user tower was trained with; stars that are no opinion are a view.
 *
 * @param stars  0.5 to 5, read only for `rate`
 */
export function towerEventType(type: Exclude<EventType, Unheard> | TowerEventType, stars?: number): TowerEventType {
  if (type in HEARD_AS) return HEARD_AS[type as keyof typeof HEARD_AS];
  if (type !== 'rate' || stars === undefined) return type as TowerEventType;
  return opinionOfStars(stars) ?? 'view';
}

/** Whether the user tower hears of an event. */
export function isHeard(type: EventType): type is Exclude<EventType, Unheard> {
  return type !== 'clear' && type !== 'steer' && type !== 'remove_from_cart';
}

/** Whether an event is about words and no item. */
export function isOfWords(type: EventType): boolean {
  return type === 'search' || type === 'steer';
}
