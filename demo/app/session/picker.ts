// The first visit's three questions: they are offered, asked where somebody wants them, and at some time over. How far they are
// follows from the taps themselves, so that a tap in the list below counts too and an undo goes a step back.
import type { Marks, Privet } from '../../../src/sdk/index.ts';
import { type AppState, isShut, type PickerState } from '../state/app-state.ts';
import { readKept, writeKept } from '../state/kept-text.ts';
import type { WatchedState } from '../state/watched-state.ts';
import type { ListEngine } from './list-session.ts';

const KEY = 'picker';
/** Answers that make a taste to begin with. */
export const WANTED_ANSWERS = 3;
/** Films of one question. */
export const PICKER_ITEMS = 6;
const START: PickerState = { phase: 'offered', items: [], shown: [], answered: 0 };

type Marked = ReadonlyMap<string, Marks>;

export class Picker {
  readonly #app: WatchedState<AppState>;
  readonly #engine: ListEngine;

  constructor(app: WatchedState<AppState>, engine: ListEngine) {
    this.#app = app;
    this.#engine = engine;
  }

  /** Before anything is known of the taps: whether room is kept. The list of an earlier visit speaks against it. */
  begin(hasLastList: boolean): void {
    this.#app.set({ picker: hasLastList || readKept(KEY) !== null ? undefined : START });
  }

  /** Somebody who comes with taps is no newcomer. */
  heedTaste(): void {
    if (this.#app.state.marks.size > 0) this.#app.set({ picker: undefined });
  }

  /** Who forgot everything is a newcomer again. */
  heedHistory(): void {
    if (isShut(this.#app.state.encryption)) this.#app.set({ picker: undefined });
    else if (this.#app.state.taps?.length === 0) {
      writeKept(KEY, null);
      this.#app.set({ picker: START });
    } else this.heedTaste();
  }

  /** Somebody wants the questions. */
  open(): Promise<void> {
    const { picker } = this.#app.state;
    if (picker?.phase === 'offered') this.#app.set({ picker: { ...picker, phase: 'asking' } });
    return this.follow();
  }

  /** Other films to ask about: those that are shown are not known. */
  askOthers(): Promise<void> {
    return this.follow(true);
  }

  /** The next question, when what is known has changed or others are wanted. */
  async follow(wantsOthers = false): Promise<void> {
    const { picker, marks } = this.#app.state;
    if (!picker) return;
    const isCurrent = picker.items.length > 0 && !picker.items.some(({ itemId }) => marks.has(itemId));
    await this.#engine.attempt(async (privet) => {
      const next = await nextQuestion(privet, picker, marks, isCurrent && !wantsOthers);
      if (this.#app.state.picker === picker) await this.#show(next, picker, marks, wantsOthers);
    });
  }

  /** @param picker, marks  that the question was asked by: what was marked meanwhile asks again */
  async #show(next: PickerState, picker: PickerState, marks: Marked, wantsOthers: boolean): Promise<void> {
    if (this.#app.state.marks !== marks) return this.follow(wantsOthers);
    if (next.phase === 'done') writeKept(KEY, 'done');
    // Who never wanted the questions is not told that they are over.
    const isOver = next.phase === 'done' && picker.phase === 'offered';
    this.#app.set({ picker: isOver ? undefined : next });
  }

  /** Ends the questions: for good, until everything is forgotten. */
  close(): void {
    if (this.#app.state.picker?.phase !== 'done') writeKept(KEY, 'skipped');
    this.#app.set({ picker: undefined });
  }
}

/** How many questions the marks answer: that a film was seen or hidden says little. */
function answeredBy(marks: Marked): number {
  const answers = [...marks.values()].filter(({ taste, saved }) => taste || saved);
  return Math.min(WANTED_ANSWERS, answers.length);
}

/** @param keepsItems  the films that are shown are still to be asked about */
async function nextQuestion(
  privet: Privet,
  picker: PickerState,
  marks: Marked,
  keepsItems: boolean,
): Promise<PickerState> {
  const answered = answeredBy(marks);
  if (answered === WANTED_ANSWERS) return { ...picker, phase: 'done', answered };
  const phase = picker.phase === 'offered' ? 'offered' : 'asking';
  if (keepsItems) return { ...picker, phase, answered };
  const items = await privet.picker({ count: PICKER_ITEMS, exclude: [...picker.shown] });
  return { phase, items, shown: [...picker.shown, ...items.map(({ itemId }) => itemId)], answered };
}
