// What lists lacked, so that a page is told once when a better one can be had.

import type { EngineStatus } from '../engine/base/status-api.ts';
import type { AnswerSource } from '../engine/lists/lists-api.ts';
import type { ImprovingPart } from './listeners.ts';

const PARTS: readonly ImprovingPart[] = ['towers', 'catalog', 'item-to-item'];

export class Improvement {
  #lacked: ImprovingPart[] = [];

  /**
   * A list was answered.
   *
   * @param asked  the status when it was asked for: what arrived since then may be missing in the answer
   */
  answered(asked: EngineStatus, { source, eventsUsed }: { source: AnswerSource; eventsUsed: number }): void {
    const lacked = PARTS.filter((part) => {
      if (asked.parts[part].state === 'ready') return false;
      // Without events a list is by the quality of all items, and neither a tower nor a table has a part in it.
      return part === 'catalog' || (eventsUsed > 0 && !(part === 'towers' && source === 'user-tower'));
    });
    // A list for nobody in particular lacks less, and the person's is on the page still.
    this.#lacked = [...new Set([...this.#lacked, ...lacked])];
  }

  /** What has arrived of it by now; each part is told once. */
  arrived({ parts }: EngineStatus): ImprovingPart[] {
    const arrived = this.#lacked.filter((part) => parts[part].state === 'ready');
    this.#lacked = this.#lacked.filter((part) => !arrived.includes(part));
    return arrived;
  }
}
