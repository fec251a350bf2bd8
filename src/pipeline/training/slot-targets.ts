// What each slot of a window should foresee: a distribution over the candidates. The next item has most of it. With a horizon,
// the items after that have a share, because the order of a few events is often chance (a page of films rated in one go): the
// idea of PinnerFormer's dense all-action loss (Pancha et al., KDD 2022) and of multi-token prediction (Gloeckle et al., ICML
// 2024), with one head. With a teacher, its answer for the same history has a share (Hinton et al., 2015).

import { isNegative, type WindowEvent } from './sample-window.ts';
import type { Teacher } from './teacher.ts';

/** Items ahead that a slot's target looks at. */
const HORIZON = 10;

export interface TargetSettings {
  /** Weight of each further item ahead against the one before it; 0 = the next item alone. */
  horizonDecay: number;
  /** Share of the teacher's answer, 0 to 1. */
  distillation: number;
}

/** Tells `add` how much of a slot's target each item has; the shares of one slot add up to 1. */
export type AddShare = (item: number, share: number) => void;

/**
 * @param events  of the window, oldest first; `next` is the first one ahead of the slot and speaks for its item
 */
export function addTargets(
  events: readonly WindowEvent[],
  next: number,
  { horizonDecay, distillation }: TargetSettings,
  teacher: Teacher | undefined,
  add: AddShare,
): void {
  const taught = distillation > 0 && teacher ? teacher.addAnswer(events[next].event, distillation, add) : 0;
  const ahead = horizonDecay === 0 ? 1 : HORIZON;
  const end = Math.min(events.length, next + ahead);
  let total = 0;
  for (let i = next; i < end; i++) if (!isNegative(events[i].eventType)) total += horizonDecay ** (i - next);
  for (let i = next; i < end; i++) {
    if (isNegative(events[i].eventType)) continue;
    add(events[i].item, ((1 - taught) * horizonDecay ** (i - next)) / total);
  }
}
