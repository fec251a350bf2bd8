// Typed columns that grow as rows arrive: a log's length is known only at its end.

import type { EventColumns } from './interactions.ts';

const FIRST_CAPACITY = 1024;

/** Collects events in file order. */
export class EventBuffer {
  length = 0;
  #users = new Uint32Array(FIRST_CAPACITY);
  #items = new Uint32Array(FIRST_CAPACITY);
  #timestamps = new Float64Array(FIRST_CAPACITY);
  #ratings = new Float32Array(FIRST_CAPACITY);
  #eventTypes = new Uint8Array(FIRST_CAPACITY);
  #hasRatings = false;

  add(user: number, item: number, timestamp: number, rating: number | undefined, eventType: number): void {
    if (this.length === this.#users.length) this.#grow();
    this.#users[this.length] = user;
    this.#items[this.length] = item;
    this.#timestamps[this.length] = timestamp;
    this.#ratings[this.length] = rating ?? Number.NaN;
    this.#eventTypes[this.length] = eventType;
    this.#hasRatings ||= rating !== undefined;
    this.length++;
  }

  /** The events so far; `ratings` only where at least one row had one. */
  columns(): EventColumns {
    return {
      users: this.#users.slice(0, this.length),
      items: this.#items.slice(0, this.length),
      timestamps: this.#timestamps.slice(0, this.length),
      ...(this.#hasRatings && { ratings: this.#ratings.slice(0, this.length) }),
      eventTypes: this.#eventTypes.slice(0, this.length),
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
  }
}
