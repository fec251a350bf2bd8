// The log as a tab knows it, in memory: what storage held when it was last read, and behind it the events that are
// still being stored. Lists are made from it, so that none waits for storage.
import type { NewEvent, StoredEvent } from './events.ts';

export class KnownEvents {
  #stored: StoredEvent[] = [];
  #underWay: NewEvent[] = [];
  #all: readonly StoredEvent[] | undefined;

  /** Oldest first, as storage held them. */
  get stored(): readonly StoredEvent[] {
    return this.#stored;
  }

  /** Sequence number of the last stored event; -1 where there is none. */
  get last(): number {
    return this.#stored.at(-1)?.sequence ?? -1;
  }

  /**
   * With those that are being stored, numbered as they will be if no other tab comes in between. The same array until
   * something changes.
   */
  get all(): readonly StoredEvent[] {
    this.#all ??= [...this.#stored, ...this.#underWay.map((event, i) => ({ ...event, sequence: this.last + 1 + i }))];
    return this.#all;
  }

  /** @param stored  all that storage holds, oldest first */
  reset(stored: readonly StoredEvent[]): void {
    this.#stored = stored.slice();
    this.#all = undefined;
  }

  /** @param behind  what storage holds behind `last`, oldest first */
  learn(behind: readonly StoredEvent[]): void {
    for (const event of behind) this.#stored.push(event);
    this.#all = undefined;
  }

  /** The event is on its way to storage. */
  begin(event: NewEvent): void {
    this.#underWay.push(event);
    this.#all = undefined;
  }

  /** These are stored now or never will be. */
  end(events: readonly NewEvent[]): void {
    const ended = new Set(events);
    this.#underWay = this.#underWay.filter((event) => !ended.has(event));
    this.#all = undefined;
  }
}
