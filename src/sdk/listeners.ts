// What a `Privet` tells a page without being asked, and who hears it.
import type { EngineStatus } from '../engine/base/status-api.ts';

/** What listeners get, by what they listen to. */
export interface PrivetEvents {
  /**
   * History, steering or facts changed, by this page too: lists may be others now. Comes once the change is kept; of a call
   * of this page before the call resolves.
   */
  change: {
    /** A call of this page did it, and no other tab. */
    isOwn: boolean;
    /** Another tab erased everything: what is shown of a person should go at once. */
    isErased?: true;
  };
  /**
   * A better list can be had than the last answer of `forYou`: what it lacked has arrived. Comes at most once for each part
   * that an answer lacked; the list itself never changes by itself.
   */
  improved: { /** What arrived. */ parts: ImprovingPart[] };
  /** A part began to load, is ready, degraded or failed: the whole status. */
  status: EngineStatus;
}

/** The trained user tower, the rest of the catalog, the table of what goes with what. */
export type ImprovingPart = 'towers' | 'catalog' | 'item-to-item';

export type PrivetListener<Type extends keyof PrivetEvents> = (told: PrivetEvents[Type]) => void;

type AnyListener = (told: never) => void;

export class Listeners {
  readonly #byType: Record<keyof PrivetEvents, Set<AnyListener>> = {
    change: new Set(),
    improved: new Set(),
    status: new Set(),
  };

  /** @returns what ends it. A function that listens already is not added twice. @throws TypeError */
  add<Type extends keyof PrivetEvents>(type: Type, listener: PrivetListener<Type>): () => void {
    if (!Object.hasOwn(this.#byType, type)) {
      throw new TypeError(`on: type is '${type}', expected one of ${Object.keys(this.#byType).join(', ')}`);
    }
    if (typeof listener !== 'function') throw new TypeError(`on: listener is ${typeof listener}, expected a function`);
    const listeners = this.#byType[type];
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** A listener that throws is reported as an uncaught error, and keeps the others from nothing. */
  tell<Type extends keyof PrivetEvents>(type: Type, told: PrivetEvents[Type]): void {
    for (const listener of [...this.#byType[type]]) {
      try {
        (listener as PrivetListener<Type>)(told);
      } catch (error) {
        reportError(error);
      }
    }
  }

  clear(): void {
    for (const listeners of Object.values(this.#byType)) listeners.clear();
  }
}
