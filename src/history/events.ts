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
  'allow',
] as const;

/**
 * What a visitor did. `seen` = known already, whatever they thought of it; `save` = kept for later; both keep the item
 * out of lists, as every opinion does. `clear` takes back one mark of the item, or all of them. `steer` = said in
 * words how lists should be; it is no taste, and no tower hears of it. `remove_from_cart` takes
 * the item's `add_to_cart` back; no tower hears of it, and lists show the item later for a while.
 * `allow` = to be shown whatever the match filter says; it is no taste either.
 */
export type EventType = (typeof EVENT_TYPES)[number];

/** Types that are opinions. */
export const OPINIONS = ['like', 'dislike', 'hide', 'seen', 'save'] as const satisfies readonly EventType[];

/** One thing that a visitor can say of an item. */
export type Opinion = (typeof OPINIONS)[number];

/**
 * What can stand on an item, each for itself: what was thought of it (`like`, `dislike` or stars, the last one wins),
 * whether it was seen, is saved for later, is hidden.
 */
export const MARKS = ['taste', 'seen', 'save', 'hide'] as const;
export type Mark = (typeof MARKS)[number];

const MARK_OF: Record<Opinion | 'rate', Mark> = {
  like: 'taste',
  dislike: 'taste',
  rate: 'taste',
  seen: 'seen',
  save: 'save',
  hide: 'hide',
};

/** The marks that stand on one item. */
export interface Marks {
  /** What the taste is, by word or by stars; absent for stars that are neither. */
  taste?: 'like' | 'dislike';
  /** 0.5 to 5, where the taste was told by stars. */
  stars?: number;
  seen?: boolean;
  saved?: boolean;
  hidden?: boolean;
}

/** Stars from which a rating is a like, and up to which it is a dislike. */
const LIKED_FROM_STARS = 3.5;
const DISLIKED_TO_STARS = 2.5;

/** Types of which no tower hears. */
type Unheard = 'clear' | 'steer' | 'remove_from_cart' | 'allow';

/**
 * What the user tower hears in place of a type that its closed vocabulary lacks; `clear` says nothing, it takes back.
 */
const HEARD_AS: Record<Exclude<EventType, TowerEventType | Unheard>, TowerEventType> = {
  seen: 'view',
  save: 'add_to_cart',
};

export interface HistoryEvent {
  type: EventType;
  /** The site's string; absent only for `search` and `steer`. */
  itemId?: string;
  /** Milliseconds since the epoch (default: now, set by the engine). */
  time?: number;
  /** `rate`: stars from 0.5 to 5. Other types: unused. */
  value?: number;
  /**
   * The only mark that the event speaks of. Opinions and stars get theirs when they are recorded; `clear` takes that
   * one back. Absent: the event takes the place of every mark before it. So does `clear` alone; and so did every
   * opinion of the time when one alone stood on an item, whose histories and files mean what they meant then.
   */
  mark?: Mark;
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
  /**
   * Who said it, if not the visitor by what this origin shows: `page` = the page around a frame. What a page says counts as
   * all else does; but it takes back no more than pages said.
   */
  by?: Speaker;
}

export const SPEAKERS = ['page'] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** An event before the log gives it its place. */
export type NewEvent = HistoryEvent & { time: number };

export interface StoredEvent extends HistoryEvent {
  time: number;
  /** Position in the log, from 0, never reused until the history is erased. */
  sequence: number;
}

/**
 * Whether the history is encrypted by a passphrase, and then whether it is unlocked here. `disputed`: it was encrypted when it
 * was last seen, and its lock is gone without anybody having turned it off.
 */
export type Encryption = 'off' | 'locked' | 'unlocked' | 'disputed';
/** Nothing of it is read or written until a person says what shall be. */
export const isShut = (encryption: Encryption): boolean => encryption === 'locked' || encryption === 'disputed';

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

/** Whether an event says something of its item, or takes that back. What was done, others are. */
export function replacesOpinion(type: EventType): boolean {
  return type === 'clear' || markOf(type) !== undefined;
}

/** The mark that a type of event sets; undefined for what was only done, and for `clear`. */
export function markOf(type: EventType): Mark | undefined {
  return MARK_OF[type as keyof typeof MARK_OF];
}

/** An event that is new: an opinion speaks of its own mark alone. */
export function withMark<Event extends HistoryEvent>(event: Event): Event {
  const mark = markOf(event.type);
  return mark === undefined ? event : { ...event, mark };
}

/** Whether the visitor said more of an item than that its stars are neither good nor bad: no list need show it. */
export function isKnown({ taste, seen, saved, hidden }: Marks): boolean {
  return Boolean(taste || seen || saved || hidden);
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
  return type !== 'clear' && type !== 'steer' && type !== 'remove_from_cart' && type !== 'allow';
}

/** Whether an event is about words and no item. */
export function isOfWords(type: EventType): boolean {
  return type === 'search' || type === 'steer';
}
