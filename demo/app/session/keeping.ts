// Whether the browser may clear what the person told the app when space runs short, and the moment to offer better:
// after a few taps or an import, in words of the app, with the browser's own question only after a yes.

import type { AppState } from '../state/app-state.ts';
import { readKept, writeKept } from '../state/kept-text.ts';
import { saidOf } from './taste.ts';

/** Opinions from which losing them would hurt. */
const MIN_OPINIONS = 3;
const DECLINED_KEY = 'keep-declined';

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
  return saidOf(taps ?? []).length >= MIN_OPINIONS && readKept(DECLINED_KEY) === null;
}

export function decline(): void {
  writeKept(DECLINED_KEY, 'yes');
}
