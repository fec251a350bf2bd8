// Locks an unlocked history when nobody has done anything in any tab for a while. Clocks are compared, not timers trusted: a
// laptop that slept is locked when it wakes, before whatever woke it counts as somebody being there.
import { readItem, writeItem } from '../state/kept-text.ts';

/** As the setting says it. */
export const IDLE_MINUTES = 15;
const IDLE_MS = IDLE_MINUTES * 60_000;
const LOOK_MS = 10_000;
/** Other tabs hear so often of somebody who is here. */
const TELL_MS = 5000;
const ACTS = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'] as const;
/** Beside the history, encrypted or not: it says nothing about the person. */
const SETTING = 'privet-lock-when-idle';

/** Whether it is switched on, which it is until somebody switches it off, and where storage is refused. */
export function locksWhenIdle(): boolean {
  return readItem(() => localStorage, SETTING) !== 'off';
}

export function setLocksWhenIdle(isOn: boolean): void {
  writeItem(() => localStorage, SETTING, isOn ? null : 'off');
}

export interface IdleLockOptions {
  /** Called once when the time is over. */
  lock: () => void;
  /** Milliseconds since the epoch (default: Date.now). */
  now?: () => number;
}

export class IdleLock {
  readonly #options: Required<IdleLockOptions>;
  readonly #channel = new BroadcastChannel('privet:active');
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastMs = 0;
  #toldMs = 0;

  constructor({ lock, now = () => Date.now() }: IdleLockOptions) {
    this.#options = { lock, now };
  }

  /** From now on: the history is unlocked here. Called again it changes nothing. */
  watch(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#lastMs = this.#options.now();
    const here = () => this.#note(true);
    for (const act of ACTS) addEventListener(act, here, { signal, passive: true, capture: true });
    for (const wake of ['focus', 'pageshow', 'visibilitychange'])
      addEventListener(wake, () => this.look(), { signal, capture: true });
    this.#channel.onmessage = () => this.#note(false);
    this.#timer = setInterval(() => this.look(), LOOK_MS);
  }

  /** Nothing to lock any more. */
  rest(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    clearInterval(this.#timer);
    this.#channel.onmessage = null;
  }

  /** Locks where the time is over. @returns whether it did */
  look(): boolean {
    if (!this.#stop || !locksWhenIdle() || this.#options.now() - this.#lastMs < IDLE_MS) return false;
    this.rest();
    this.#options.lock();
    return true;
  }

  /** Somebody is there, in this tab or another one. */
  #note(isHere: boolean): void {
    if (this.look()) return;
    const now = this.#options.now();
    this.#lastMs = now;
    if (!isHere || Math.abs(now - this.#toldMs) < TELL_MS) return;
    this.#toldMs = now;
    this.#channel.postMessage(null);
  }
}
