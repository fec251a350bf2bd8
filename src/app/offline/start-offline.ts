// The entry of all that has to do with offline use, imported behind the first list: its elements, and the start.
import { offline } from './offline.ts';
import './offline-facts.ts';
import './version-notice.ts';

/** When the page has nothing better to do. */
export function startOffline(): void {
  const start = () => void offline.start();
  if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 2000 });
  else setTimeout(start);
}
