// What was said to a history that is killed again and again, kept outside of the browser: which events were asked for, which of
// them were acknowledged, and when; and which were to be taken back, and were. Tells what a history that is found later may not be.

export class KillJournal {
  #now = 0;
  readonly #wantedAt = new Map<string, number>();
  readonly #acknowledgedAt = new Map<string, number>();
  readonly #nextOfTab = new Map<number, number>();
  /** To be taken back: each may be there or not, until it is known that it is gone. */
  readonly #unwanted = new Set<string>();
  readonly #gone = new Set<string>();

  /** @returns ids of events that a tab is to record, in this order; no id twice */
  want(tab: number, count: number): string[] {
    const first = this.#nextOfTab.get(tab) ?? 0;
    this.#nextOfTab.set(tab, first + count);
    const itemIds = Array.from({ length: count }, (_, i) => `tab${tab}-${first + i}`);
    this.#now++;
    for (const itemId of itemIds) this.#wantedAt.set(itemId, this.#now);
    return itemIds;
  }

  acknowledge(itemId: string): void {
    this.#acknowledgedAt.set(itemId, ++this.#now);
  }

  /** From now on it may be gone. */
  takeBack(itemId: string): void {
    this.#unwanted.add(itemId);
  }

  /** It was said to be taken back for good. */
  acknowledgeGone(itemId: string): void {
    this.#gone.add(itemId);
  }

  get numGone(): number {
    return this.#gone.size;
  }

  isAcknowledged(itemId: string): boolean {
    return this.#acknowledgedAt.has(itemId);
  }

  get numWanted(): number {
    return this.#wantedAt.size;
  }

  get numAcknowledged(): number {
    return this.#acknowledgedAt.size;
  }

  /**
   * @param found  all events of the history by their ids, oldest first
   * @returns what must not be, in words: lost, doubled, never said, out of order (of one tab, and of what was asked for
   *          after something else was acknowledged)
   */
  problemsOf(found: readonly string[]): string[] {
    const counts = new Map<string, number>();
    for (const itemId of found) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
    return [
      ...[...this.#acknowledgedAt.keys()]
        .filter((itemId) => !counts.has(itemId) && !this.#unwanted.has(itemId))
        .map((id) => `lost: ${id}`),
      ...[...this.#gone].filter((itemId) => counts.has(itemId)).map((id) => `taken back, and there: ${id}`),
      ...[...counts].filter(([, count]) => count > 1).map(([id, count]) => `${count} times: ${id}`),
      ...[...counts.keys()].filter((itemId) => !this.#wantedAt.has(itemId)).map((id) => `never said: ${id}`),
      ...this.#misplaced(found).map((id) => `out of order: ${id}`),
    ];
  }

  #misplaced(found: readonly string[]): string[] {
    const lastOfTab = new Map<string, number>();
    let latestWantedAt = 0;
    return found.filter((itemId) => {
      const [tab = '', number = ''] = itemId.split('-');
      const isAfterItsOwn = Number(number) < (lastOfTab.get(tab) ?? -1);
      lastOfTab.set(tab, Number(number));
      const isAfterLater = (this.#acknowledgedAt.get(itemId) ?? Number.POSITIVE_INFINITY) < latestWantedAt;
      latestWantedAt = Math.max(latestWantedAt, this.#wantedAt.get(itemId) ?? 0);
      return isAfterItsOwn || isAfterLater;
    });
  }
}
