// Typed columns that grow as rows arrive: a log's length is known only at its end.

import type { EventColumns } from './interactions.ts';
import type { TimedEvents } from './log-times.ts';

const FIRST_CAPACITY = 1024;

/** Collects events in file order, with what their times are told by once all are there. */
export class EventBuffer {
  length = 0;
  #users = new Uint32Array(FIRST_CAPACITY);
  #items = new Uint32Array(FIRST_CAPACITY);
  #timestamps = new Float64Array(FIRST_CAPACITY);
  #ratings = new Float32Array(FIRST_CAPACITY);
  #eventTypes = new Uint8Array(FIRST_CAPACITY);
  #lines = new Uint32Array(FIRST_CAPACITY);
  #swappable = new Uint8Array(FIRST_CAPACITY);
  #hasRatings = false;

  /** @param isSwappable  day and month may be the other way round */
  add(
    user: number,
    item: number,
    time: { timestamp: number; isSwappable: boolean; line: number },
    rating: number | undefined,
    eventType: number,
  ): void {
    if (this.length === this.#users.length) this.#grow();
    this.#users[this.length] = user;
    this.#items[this.length] = item;
    this.#timestamps[this.length] = time.timestamp;
    this.#lines[this.length] = time.line;
    this.#swappable[this.length] = time.isSwappable ? 1 : 0;
    this.#ratings[this.length] = rating ?? Number.NaN;
    this.#eventTypes[this.length] = eventType;
    this.#hasRatings ||= rating !== undefined;
    this.length++;
  }

  /** The events so far; `ratings` only where at least one row had one. */
  columns(): EventColumns & TimedEvents {
    return {
      users: this.#users.slice(0, this.length),
      items: this.#items.slice(0, this.length),
      timestamps: this.#timestamps.slice(0, this.length),
      ...(this.#hasRatings && { ratings: this.#ratings.slice(0, this.length) }),
      eventTypes: this.#eventTypes.slice(0, this.length),
      lines: this.#lines.slice(0, this.length),
      swappable: this.#swappable.slice(0, this.length),
    };
  }

  #grow(): void {
    const capacity = this.length * 2;
    const grown = <T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(wider: T, old: T): T => {
      wider.set(old);
      return wider;
    };
    this.#users = grown(new Uint32Array(capacity), this.#users);
    this.#items = grown(new Uint32Array(capacity), this.#items);
    this.#timestamps = grown(new Float64Array(capacity), this.#timestamps);
    this.#ratings = grown(new Float32Array(capacity), this.#ratings);
    this.#eventTypes = grown(new Uint8Array(capacity), this.#eventTypes);
    this.#lines = grown(new Uint32Array(capacity), this.#lines);
    this.#swappable = grown(new Uint8Array(capacity), this.#swappable);
  }
}
