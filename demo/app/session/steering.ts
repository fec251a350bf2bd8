// Steering in words: what the person says is kept in the history, the list follows at once, and each step has its way
// back. What steers is read again whenever the history was.
import type { Privet, SteeringWish, StoredEvent, Steering as ToldSteering } from '../../../src/sdk/index.ts';
import type { AppState } from '../state/app-state.ts';
import { readKept, writeKept } from '../state/kept-text.ts';
import type { SteeringState } from '../state/steering-state.ts';
import type { WatchedState } from '../state/watched-state.ts';
import { wishWords } from '../state/wishes.ts';

/** Kept while something steers: that there is, not what it is. */
const KEY = 'steered';
/** An answer that takes longer is waited for in words. */
const SOON_MS = 400;

/** The list that is steered. */
export interface SteeredList {
  /** The open engine. */
  readonly privet: Privet | undefined;
  /** Runs what needs the engine; never rejects. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void>;
  /** After stored events were changed: shows what they make, what was done, and the way back. */
  followHistory(text: string, undo?: () => void): Promise<void>;
}

export class Steering {
  readonly #app: WatchedState<AppState>;
  readonly #list: SteeredList;
  /** An answer that is older than the last question is dropped. */
  #question = 0;
  #reading = 0;

  constructor(app: WatchedState<AppState>, list: SteeredList) {
    this.#app = app;
    this.#list = list;
  }

  /** Before anything is known of the history. */
  begin(): void {
    this.#app.set({ steering: { wishes: [], isExpected: readKept(KEY) !== null } });
  }

  /**
   * Steers the list by a sentence.
   *
   * @param instead  a wish in whose place it is said: that is taken back once the sentence is understood
   * @returns        whether anything of it was understood
   */
  async steer(said: string, instead?: SteeringWish): Promise<boolean> {
    const text = said.trim();
    if (text === '') return false;
    let isRead = false;
    const timer = setTimeout(() => this.#set({ isLate: true }), SOON_MS);
    await this.#list.attempt(async (privet) => {
      const before = this.#sentences();
      const shown = this.#shown();
      const question = ++this.#question;
      const { sequence, rest, ...told } = await privet.steer(text);
      isRead = sequence !== undefined;
      const stands = isRead && instead ? await this.#orRead(() => privet.unsteer(instead.id)) : told;
      if (question === this.#question) this.#show(stands, { words: rest, isAll: !isRead });
      const done = instead ? `Instead of “${wishWords(instead)}”` : 'Tonight’s list follows';
      if (isRead) await this.#follow(`${done}: “${text}”`, before);
      if (isRead && question === this.#question && this.#shown() === shown) this.#set({ isUnmoved: true });
    });
    clearTimeout(timer);
    if (this.#app.state.steering.isLate) this.#set({ isLate: false });
    return isRead;
  }

  #set(changed: Partial<SteeringState>): void {
    this.#app.set({ steering: { ...this.#app.state.steering, ...changed } });
  }

  /** The films on the screen, in their order. */
  #shown(): string {
    return this.#app.state.list.items.map(({ itemId }) => itemId).join(' ');
  }

  /** Takes one wish back; it is gone from the screen at once. */
  unsteer(id: string): Promise<void> {
    const { wishes } = this.#app.state.steering;
    const wish = wishes.find((one) => one.id === id);
    if (!wish) return Promise.resolve();
    return this.#takeBack(
      wishes.filter((one) => one !== wish),
      `Taken back: ${wishWords(wish)}`,
      id,
    );
  }

  clear(): Promise<void> {
    return this.#takeBack([], 'All wishes for tonight are taken back');
  }

  /** What steers now: of the engine, where the history has anything said. */
  async read(): Promise<void> {
    // It takes no sentence's turn: what was not understood of one is told by its own answer.
    const [question, reading] = [this.#question, ++this.#reading];
    if (this.#sentences().length === 0) return this.#show(undefined, this.#app.state.steering.lost);
    await this.#list.attempt(async (privet) => {
      const told = await privet.steering();
      if (question === this.#question && reading === this.#reading) this.#show(told, this.#app.state.steering.lost);
    });
  }

  /** Its words are to be said differently. */
  edit(edited: SteeringWish): void {
    const { lost: _, ...steering } = this.#app.state.steering;
    this.#app.set({ steering: { ...steering, edited } });
  }

  /** What was to be said differently stays as it is. */
  leave(): void {
    const { lost: _lost, edited: _edited, ...steering } = this.#app.state.steering;
    this.#app.set({ steering });
  }

  /** Something else is being said: what of the words before was not understood is no news any more. */
  forgetLost(): void {
    const { lost, isUnmoved, ...steering } = this.#app.state.steering;
    if (lost || isUnmoved) this.#app.set({ steering });
  }

  #takeBack(left: SteeringState['wishes'], done: string, id?: string): Promise<void> {
    const { steering } = this.#app.state;
    this.#app.set({ steering: { ...this.#withEdited(steering, left), wishes: left } });
    return this.#list.attempt(async (privet) => {
      const before = this.#sentences();
      const question = ++this.#question;
      const told = await this.#orRead(() => privet.unsteer(id));
      if (question === this.#question) this.#show(told);
      await this.#follow(done, before);
    });
  }

  /** Where a change fails, what stands is shown again. */
  async #orRead<T>(change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      await this.read();
      throw error;
    }
  }

  /** @param before  what had been said until then, for the way back */
  #follow(done: string, before: readonly StoredEvent[]): Promise<void> {
    return this.#list.followHistory(done, () => void this.#restore(before));
  }

  /** What was said stands again as it stood, to the event: each in its place, and nothing beside it. */
  #restore(before: readonly StoredEvent[]): Promise<void> {
    return this.#list.attempt(async (privet) => {
      const now = this.#sentences();
      await privet.eraseEvents(without(now, before));
      await privet.restoreEvents(without(before, now));
      await this.#list.followHistory('Your wishes for tonight are back');
    });
  }

  /** Everything that was said to steer, as the history was read last. */
  #sentences(): StoredEvent[] {
    return (this.#app.state.taps ?? []).map(({ event }) => event).filter(({ type }) => type === 'steer');
  }

  #show(told: ToldSteering | undefined, lost?: SteeringState['lost']): void {
    const { wishes = [], numItems, where } = told ?? {};
    const isSteered = wishes.length > 0;
    const { edited } = this.#withEdited(this.#app.state.steering, wishes);
    if (isSteered || readKept(KEY) !== null) writeKept(KEY, isSteered ? 'yes' : null);
    const remark = lost && (lost.isAll || lost.words !== '') && { lost };
    this.#app.set({
      steering: { wishes, ...(isSteered && { numItems, where }), ...remark, ...(edited && { edited }) },
    });
  }

  /** What is said differently has another id once its sentence lost another wish; it may be gone as well. */
  #withEdited({ edited, ...steering }: SteeringState, wishes: SteeringState['wishes']): SteeringState {
    const isSame = ({ label, words }: SteeringWish) => label === edited?.label && words === edited.words;
    const found = edited && (wishes.find(({ id }) => id === edited.id) ?? wishes.find(isSame));
    return { ...steering, ...(found && { edited: found }) };
  }
}

/** A sentence that lost a wish has the number of the whole one. */
function without(events: readonly StoredEvent[], others: readonly StoredEvent[]): StoredEvent[] {
  const saidBy = ({ sequence, query }: StoredEvent) => `${sequence} ${query}`;
  const said = new Set(others.map(saidBy));
  return events.filter((event) => !said.has(saidBy(event)));
}
