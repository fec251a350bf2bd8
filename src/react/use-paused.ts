// Whether anything is recorded, and the switch for it. It is an entry of localStorage: other tabs are heard by its event,
// other components of this page by a list of listeners.
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { usePrivet } from './provider.ts';

export interface Paused {
  /** False while there is no engine. */
  isPaused: boolean;
  /** From now on nothing is kept; nothing happens while there is no engine. */
  pause: () => void;
  /** Records again. */
  resume: () => void;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

function tellAll(): void {
  for (const listener of [...listeners]) listener();
}

export function usePaused(): Paused {
  const { engine } = usePrivet();
  const read = useCallback(() => engine?.isPaused ?? false, [engine]);
  const isPaused = useSyncExternalStore(subscribe, read, () => false);
  const switches = useMemo(
    () => ({
      pause: () => void engine?.pause().then(tellAll),
      resume: () => void engine?.resume().then(tellAll),
    }),
    [engine],
  );
  return { isPaused, ...switches };
}
