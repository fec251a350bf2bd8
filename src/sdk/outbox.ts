// Events that no store has acknowledged yet. Each lies in sessionStorage from the call that says it until the engine has
// answered: what a page left there, because it went away or its engine stopped, the next engine of the tab over the same
// history records. The store knows one that it has already (same time, type and item), so none is there twice. Events of an
// encrypted history never lie there: one of a page that goes away at once is lost.
import type { NewEvent } from '../history/events.ts';
import { isEncryptedHere } from './encryption-mark.ts';

const KEY = 'privet-outbox';
/** More than anybody does while a worker starts. */
const MOST_WAITING = 200;
/** An older one belongs to nothing that is going on. */
const MOST_AGE_MS = 10 * 60_000;
const DEFAULT_DATABASE = 'privet';

/** The history that an event is for, and a bundle by which an engine over it can be opened. */
export interface Destination {
  /** Absolute address of the bundle; absent: the default of whoever opens it. */
  src?: string | undefined;
  /** Name of the history's database (default `privet`). */
  database?: string | undefined;
}

interface Waiting {
  to: Destination;
  /** Whoever waits for the answer, a number that no other page has, and the how many-th of its events it is. */
  owner: number;
  count: number;
  /** When it was put here, in milliseconds since the epoch; the event itself may be of another time. */
  since: number;
  event: NewEvent;
}

/** Owners on this page that still wait. */
const waitingOwners = new Set<number>();
let lastTime = 0;

/** Now, in milliseconds since the epoch, and another millisecond each time: an event is known by its time. */
export function eventTime(): number {
  const now = Date.now();
  const isSetBack = lastTime - now > 1000;
  lastTime = now > lastTime || isSetBack ? now : lastTime + 1;
  return lastTime;
}

/** The events of one engine, or of whoever records before there is one. */
export class Outbox {
  readonly #owner = Math.random();
  #count = 0;

  constructor() {
    waitingOwners.add(this.#owner);
  }

  /** @returns takes it out again: it was acknowledged, or refused */
  put(to: Destination, event: NewEvent): () => void {
    if (isEncryptedHere(to.database)) return () => {};
    const [owner, count] = [this.#owner, this.#count++];
    write([...read(), { to, owner, count, since: Date.now(), event }].slice(-MOST_WAITING));
    return () => write(read().filter((other) => other.owner !== owner || other.count !== count));
  }

  /** Takes over what nobody waits for any more, oldest first. What is too old to be of use is dropped. */
  takeLeft(database = DEFAULT_DATABASE): { event: NewEvent; done: () => void }[] {
    const [left, others] = parted(read(), (waiting) => isLeft(waiting) && databaseOf(waiting) === database);
    const fresh = left.filter(({ since }) => Date.now() - since < MOST_AGE_MS);
    write(others);
    return fresh.map(({ to, event }) => ({ event, done: this.put(to, event) }));
  }

  /** Nobody waits any more: what is left is for the next engine. */
  close(): void {
    waitingOwners.delete(this.#owner);
  }
}

/** Where events were left; opening an engine there records them. */
export function leftDestinations(): Destination[] {
  const byDatabase = new Map(
    read()
      .filter(isLeft)
      .map((waiting) => [databaseOf(waiting), waiting.to]),
  );
  return [...byDatabase.values()];
}

/** Forgets what waits for a history: with the history, it is erased. */
export function clearOutbox(database = DEFAULT_DATABASE): void {
  write(read().filter((waiting) => databaseOf(waiting) !== database));
}

const isLeft = ({ owner }: Waiting) => !waitingOwners.has(owner);
const databaseOf = ({ to }: Waiting) => to.database ?? DEFAULT_DATABASE;

function parted<T>(all: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((value) => !isFirst(value))];
}

/** What stands there may be anybody's: what cannot be an event is dropped, and the engine checks the rest. */
function read(): Waiting[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

function isWaiting(value: unknown): value is Waiting {
  const { to, owner, count, since, event } = (value ?? {}) as Partial<Waiting>;
  const isText = (text: unknown) => text === undefined || typeof text === 'string';
  const areNumbers = [owner, count, since, event?.time].every(Number.isFinite);
  return areNumbers && !!to && isText(to.src) && isText(to.database) && typeof event!.type === 'string';
}

function write(waiting: readonly Waiting[]): void {
  try {
    if (waiting.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(waiting));
  } catch {
    // Where storage is refused, an event of a page that goes away is lost.
  }
}
