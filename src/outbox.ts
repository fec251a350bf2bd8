// Events whose click may leave the page before the engine has kept them, for elements and React alike. Each is put into
// sessionStorage first and taken out when it is kept; what a page left there, the next page of the tab adds. An event that
// was kept after all is known by its time and is not added twice.
import type { EventDetails, HistoryEvent } from './sdk/index.ts';

const KEY = 'privet-outbox';
const MOST_WAITING = 50;
/** An older one belongs to no click that is going on. */
const MOST_AGE_MS = 10 * 60_000;

/** Which engine an event is for: that of this bundle and this history. */
export interface Destination {
  src?: string | undefined;
  database?: string | undefined;
}

/** What this needs of an engine. */
interface Recorder<Kept> {
  record(type: string, itemId: string, details?: EventDetails): Promise<Kept>;
}
interface Receiver {
  /** Events that are there already are not added twice. */
  addEvents(events: HistoryEvent[]): Promise<unknown>;
  readonly isPaused: boolean;
}

interface Waiting {
  to: Destination;
  event: HistoryEvent & { time: number };
}

/**
 * @returns what `record` answered
 * @throws what opening and recording throw; the event waits no longer where it is refused
 */
export async function recordSafely<Kept>(
  open: (to: Destination) => Promise<Recorder<Kept>>,
  to: Destination,
  type: string,
  itemId: string,
  details: EventDetails = {},
): Promise<Kept> {
  const event = { time: Date.now(), ...details, type, itemId } as Waiting['event'];
  // The next page may be in another folder.
  const src = to.src === undefined ? undefined : new URL(to.src, document.baseURI).href;
  const waiting: Waiting = { to: { ...to, src }, event };
  write([...read(), waiting].slice(-MOST_WAITING));
  const engine = await open(to);
  return engine.record(type, itemId, { ...details, time: event.time }).finally(() => remove(waiting));
}

/** Which engine an event goes to; undefined where it is not for this page: then it waits on. */
type Open = (to: Destination) => Promise<Receiver> | undefined;

/**
 * Adds what an earlier page of this tab left; nothing while recording is paused. What is refused is dropped.
 *
 * @param tell  gets the error of each that was refused, or whose engine could not be opened
 */
export async function sendOutbox(open: Open, tell: (error: unknown) => void): Promise<void> {
  for (const waiting of read()) await send(open, waiting).catch(tell);
}

async function send(open: Open, waiting: Waiting): Promise<void> {
  const engine = await open(waiting.to);
  if (!engine) return;
  const isFresh = Date.now() - waiting.event.time < MOST_AGE_MS;
  if (isFresh && !engine.isPaused) await engine.addEvents([waiting.event]).finally(() => remove(waiting));
  else remove(waiting);
}

/** Forgets what waits: with the history, it is erased. */
export function clearOutbox(): void {
  write([]);
}

function remove({ event }: Waiting): void {
  const isOther = (other: Waiting) =>
    other.event.time !== event.time || other.event.itemId !== event.itemId || other.event.type !== event.type;
  write(read().filter(isOther));
}

/** What stands there may be anybody's: what is no event of an item is dropped, and the engine checks the rest. */
function read(): Waiting[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

function isWaiting(value: unknown): value is Waiting {
  const { to, event } = (value ?? {}) as Partial<Waiting>;
  const isText = (text: unknown) => text === undefined || typeof text === 'string';
  const isKnown = !!to && isText(to.src) && isText(to.database);
  return isKnown && !!event && typeof event.itemId === 'string' && Number.isFinite(event.time);
}

function write(waiting: Waiting[]): void {
  try {
    if (waiting.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(waiting));
  } catch {
    // Where storage is refused, an event of a page that goes away is lost, as it was before.
  }
}
