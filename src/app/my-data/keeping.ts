// Whether the browser may clear what the person told the app when space runs short, and the moment to offer better: after a few taps or
// an import, in words of the app, with the browser's own question only after a yes.

import { isOpinion } from '../list/taste.ts';
import type { AppState } from '../shell/app-state.ts';

/** Opinions from which losing them would hurt. */
const MIN_OPINIONS = 3;
const DECLINED_KEY = 'privet:keep-declined';

/** Undefined where the browser does not say. */
export async function isPersisted(): Promise<boolean | undefined> {
  return navigator.storage?.persisted?.().catch(() => undefined);
}

/** Asks the browser; it may ask the person, or decide by itself. */
export async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

export function hasEnoughToKeep({ taps, status }: Pick<AppState, 'taps' | 'status'>): boolean {
  if (status?.storage !== 'indexeddb' || !navigator.storage?.persist) return false;
  return (taps ?? []).filter(isOpinion).length >= MIN_OPINIONS && !hasDeclined();
}

export function decline(): void {
  try {
    localStorage.setItem(DECLINED_KEY, 'yes');
  } catch {
    // Then it is offered again next time.
  }
}

function hasDeclined(): boolean {
  try {
    return localStorage.getItem(DECLINED_KEY) !== null;
  } catch {
    return false;
  }
}
