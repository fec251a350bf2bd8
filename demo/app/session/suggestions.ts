// What could be searched for, the same through a visit. What was shown is remembered in this browser, so that other
// visits bring others.
import type { Privet } from '../../../src/sdk/index.ts';
import type { AppState } from '../state/app-state.ts';
import { readKept, writeKept } from '../state/kept-text.ts';
import type { WatchedState } from '../state/watched-state.ts';

const NUM_SUGGESTED = 5;
const KEY = 'suggested';
/** Ten visits of five, and some. */
const MOST_REMEMBERED = 60;

export class Suggestions {
  readonly #app: WatchedState<AppState>;
  readonly #privet: () => Privet | undefined;
  #asking: Promise<void> | undefined;

  constructor(app: WatchedState<AppState>, privet: () => Privet | undefined) {
    this.#app = app;
    this.#privet = privet;
  }

  /** The first of this visit's: they come on screen now. None where there is no engine yet. */
  async show(count = NUM_SUGGESTED): Promise<readonly string[]> {
    if (!this.#app.state.suggested) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = undefined;
      });
      await this.#asking;
    }
    const shown = (this.#app.state.suggested ?? []).slice(0, count);
    remember(shown);
    return shown;
  }

  async #ask(): Promise<void> {
    const suggested = await this.#privet()?.suggest({ count: NUM_SUGGESTED, exclude: remembered() });
    this.#app.set({ suggested: suggested?.map(({ text }) => text) });
  }
}

/** The oldest first. */
function remembered(): string[] {
  return readKept(KEY)?.split('\n').slice(-MOST_REMEMBERED) ?? [];
}

/** Read anew each time: other tabs remember too, and all may have been erased. */
function remember(texts: readonly string[]): void {
  const before = remembered();
  const added = texts.filter((text) => !before.includes(text));
  if (added.length > 0) writeKept(KEY, [...before, ...added].slice(-MOST_REMEMBERED).join('\n'));
}
