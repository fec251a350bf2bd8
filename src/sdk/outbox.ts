// What a visitor did and took back that no store has acknowledged yet. Each act lies in sessionStorage from the call that says
// it until the engine has answered: what a page left there, because it went away or its engine stopped, the next engine of the
// tab over the same history does, in the same order. Acts name events by what they say, and are safe to repeat, so that
// nothing is there twice. Acts on an encrypted history never lie there: one of a page that goes away at once is lost.
import { isEncryptedHere } from './encryption-mark.ts';

const KEY = 'privet-outbox';
/** More than anybody does while a worker starts. */
const MOST_WAITING = 200;
/** A tenth of what browsers give to a tab: a longer act, as an import of years, is done only once it is acknowledged. */
const MOST_CHARS = 500_000;
/** An older one belongs to nothing that is going on. */
const MOST_AGE_MS = 10 * 60_000;
/** Calls that change a history, by their names, and may be repeated. */
export const ACTS = {
  record: 1,
  steer: 2,
  unsteer: 1,
  addEvents: 1,
  eraseEvents: 1,
  restoreEvents: 1,
  replaceEvent: 2,
  import: 1,
} as const;
export type ActName = keyof typeof ACTS;

/** A call of `EngineApi` with its arguments, as many as `ACTS` says. */
export interface Act {
  name: ActName;
  args: unknown[];
}

/** The history that an act is for, and a bundle by which an engine over it can be opened. */
export interface Destination {
  /** Absolute address of the bundle; absent: the default of whoever opens it. */
  src?: string | undefined;
  /** Name of the history's database; absent: that of the bundle. */
  database?: string | undefined;
}

interface Waiting {
  to: Destination;
  /** Whoever waits for the answer, a number that no other page has, and the how many-th of its acts it is. */
  owner: number;
  count: number;
  /** When it was put here, in milliseconds since the epoch; an event itself may be of another time. */
  since: number;
  act: Act;
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

/** The acts of one engine, or of whoever acts before there is one. */
export class Outbox {
  readonly #owner = Math.random();
  #count = 0;

  constructor() {
    waitingOwners.add(this.#owner);
  }

  /**
   * An act that waits already, of whoever acted before there was an engine, keeps its place, and this outbox waits for it from
   * now on.
   *
   * @returns takes it out again: it was acknowledged, or refused
   */
  put(to: Destination, act: Act): () => void {
    if (isEncryptedHere(to.database)) return () => {};
    const waiting = read();
    const key = keyOf(act);
    const before = waiting.find((other) => isFor(other, to) && keyOf(other.act) === key);
    if (before) return this.#take(waiting, [before])[0]!;
    if (key.length > MOST_CHARS) return () => {};
    const own = { to, owner: 0, count: 0, since: Date.now(), act };
    return this.#take([...waiting, own].slice(-MOST_WAITING), [own])[0]!;
  }

  /** Takes over what nobody waits for any more, oldest first, in its place. What is too old to be of use is dropped. */
  takeLeft(to: Destination): { act: Act; done: () => void }[] {
    const isOurs = (one: Waiting) => isLeft(one) && isFor(one, to);
    const isOld = ({ since }: Waiting) => Date.now() - since >= MOST_AGE_MS;
    const waiting = read().filter((one) => !(isOurs(one) && isOld(one)));
    const left = waiting.filter(isOurs);
    const dones = this.#take(waiting, left);
    return left.map(({ act }, i) => ({ act, done: dones[i]! }));
  }

  /** Nobody waits any more: what is left is for the next engine. */
  close(): void {
    waitingOwners.delete(this.#owner);
  }

  /** Makes some of what waits its own. @returns what takes each of them out */
  #take(waiting: readonly Waiting[], some: readonly Waiting[]): (() => void)[] {
    const owner = this.#owner;
    const dones = some.map((one) => {
      const count = this.#count++;
      Object.assign(one, { owner, count });
      return () => write(read().filter((other) => other.owner !== owner || other.count !== count));
    });
    write(waiting);
    return dones;
  }
}

/** Where acts were left; opening an engine there does them. */
export function leftDestinations(): Destination[] {
  const byHistory = new Map(
    read()
      .filter(isLeft)
      .map(({ to }) => [historyOf(to), to]),
  );
  return [...byHistory.values()];
}

/** Forgets what waits for a history: with the history, it is erased. */
export function clearOutbox(to: Destination): void {
  write(read().filter((waiting) => !isFor(waiting, to)));
}

const isLeft = ({ owner }: Waiting) => !waitingOwners.has(owner);
const isFor = ({ to }: Waiting, other: Destination) => historyOf(to) === historyOf(other);

/** A name, or else the folder of the bundle, or of several. */
const historyOf = ({ src = '', database }: Destination) => database ?? src.replace(/manifest\.json(?= |$)/g, '');

/** The same for acts that say the same, whatever the order of their fields. */
function keyOf(act: Act): string {
  return JSON.stringify(act, (_, value: unknown) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
}

/** What stands there may be anybody's: what cannot be an act is dropped, and the engine checks the rest. */
function read(): Waiting[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

function isWaiting(value: unknown): value is Waiting {
  const { to, owner, count, since, act } = (value ?? {}) as Partial<Waiting>;
  const isText = (text: unknown) => text === undefined || typeof text === 'string';
  const areNumbers = [owner, count, since].every(Number.isFinite);
  const isAct = typeof act?.name === 'string' && Object.hasOwn(ACTS, act.name) && Array.isArray(act.args);
  return areNumbers && !!to && isText(to.src) && isText(to.database) && isAct;
}

function write(waiting: readonly Waiting[]): void {
  try {
    if (waiting.length === 0) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(waiting));
  } catch {
    // Where storage is refused, an act of a page that goes away is lost.
  }
}
