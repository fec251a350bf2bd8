// Cuts one user's history into a training window and varies it: a random stretch of long histories (or, where their order
// says nothing, events in a random one), positive event
// types that stand in for one another where the log knows only views, and dislikes of items that the user never met.

import { NEGATIVE_EVENT_TYPES, TOWER_EVENT_TYPES, type TowerEventType } from '../../formats/vocabulary.ts';
import type { Random } from '../../numerics/random.ts';
import type { TrainingLog } from './training-data.ts';

interface WindowEvent {
  /** Item row. */
  item: number;
  eventType: number;
  /** NaN = unknown */
  timeSeconds: number;
  /** Place in the log; absent for what the trainer made up. */
  event?: number;
}

export interface Window {
  /** Oldest first; all but the last are inputs, all but the first can be targets. */
  events: WindowEvent[];
  /** The first event opens the history, so that the start token alone should foresee it. */
  opensHistory: boolean;
  /** Places in the log of the events before the window: [first, end). */
  past: [number, number];
}

const number = (type: TowerEventType): number => TOWER_EVENT_TYPES.indexOf(type);
const VIEW = number('view');
const DISLIKE = number('dislike');
const NEGATIVE = new Set([...NEGATIVE_EVENT_TYPES].map(number));
/** What a log of mere views is relabelled with: a like means at least what a view means. */
const STAND_INS: TowerEventType[] = ['like', 'like', 'like', 'select', 'purchase', 'add_to_cart'];
const HALF = 0.5;

export function isNegative(eventType: number): boolean {
  return NEGATIVE.has(eventType);
}

/**
 * A window of one user's events: half of the draws end at the newest event, the others anywhere.
 *
 * @param maxInputs  events that a window can hold beside its last target
 */
export function sampleWindow(log: TrainingLog, user: number, maxInputs: number, random: Random): Window {
  const from = log.offsets[user]!;
  const length = log.offsets[user + 1]! - from;
  if (log.unordered) return shuffledWindow(log, from, length, maxInputs, random);
  const span = Math.min(length, maxInputs + 1);
  const latest = length - span;
  const first = latest === 0 || random.next() < HALF ? latest : random.integer(latest + 1);
  const events: WindowEvent[] = [];
  for (let i = from + first; i < from + first + span; i++) {
    const timeSeconds = log.timesSeconds?.[i] ?? Number.NaN;
    events.push({ item: log.items[i]!, eventType: log.eventTypes[i]!, timeSeconds, event: i });
  }
  return { events, opensHistory: first === 0, past: [from, from + first] };
}

/** Events of one user in an order of chance, of long histories a random part. */
function shuffledWindow(log: TrainingLog, from: number, length: number, maxInputs: number, random: Random): Window {
  const places = Array.from({ length }, (_, i) => from + i);
  random.shuffle(places);
  const events = places.slice(0, maxInputs + 1).map((event) => {
    return { item: log.items[event]!, eventType: log.eventTypes[event]!, timeSeconds: Number.NaN, event };
  });
  return { events, opensHistory: true, past: [from, from] };
}

/** Half of the windows that hold nothing but views get one other positive type. */
export function varyPositiveType(events: WindowEvent[], random: Random): void {
  if (random.next() < HALF || events.some((event) => event.eventType !== VIEW)) return;
  const standIn = number(STAND_INS[random.integer(STAND_INS.length)]!);
  for (const event of events) event.eventType = standIn;
}

/** Puts one to eight dislikes of other candidates before random events of the window; drops the oldest in excess. */
export function addRandomDislikes(window: Window, log: TrainingLog, maxInputs: number, random: Random): void {
  const { events } = window;
  const met = new Set(events.map((event) => event.item));
  const count = 1 + random.integer(8);
  for (let i = 0; i < count; i++) {
    const item = log.candidates[random.integer(log.candidates.length)]!;
    if (met.has(item)) continue;
    const at = random.integer(events.length);
    events.splice(at, 0, { item, eventType: DISLIKE, timeSeconds: events[at]!.timeSeconds });
  }
  const excess = events.length - (maxInputs + 1);
  if (excess > 0) {
    events.splice(0, excess);
    window.opensHistory = false;
  }
}
