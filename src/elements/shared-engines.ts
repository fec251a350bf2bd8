// One engine for all elements of a page that name the same bundle and the same history. It stays for as long as the
// page does: a list that is taken out and put back finds it open.
import { openPrivet } from '../sdk/index.ts';
import type { Recommender } from './recommender.ts';

type Open = (src: string, databaseName?: string) => Promise<Recommender>;

const openSdk: Open = (src, databaseName) => openPrivet(src, { databaseName });

let open = openSdk;
const engines = new Map<string, Promise<Recommender>>();

/** The bundle's folder where an element names none: beside this script. */
export function defaultSource(): string {
  return new URL('./bundle/', import.meta.url).href;
}

/**
 * @param src           the bundle's folder with a slash at the end, or its manifest.json (default: `bundle/` beside this script)
 * @param databaseName  where the history is kept (default: the SDK's)
 * @throws what `openPrivet` throws; the next call tries again
 */
export function sharedEngine(src = defaultSource(), databaseName?: string): Promise<Recommender> {
  // What waits in the outbox names the manifest, markup the folder.
  const address = new URL(src, document.baseURI).href.replace(/\/manifest\.json$/, '/');
  const key = JSON.stringify([address, databaseName]);
  const known = engines.get(key);
  if (known) return known;
  const opening = open(address, databaseName);
  engines.set(key, opening);
  opening.catch(() => engines.delete(key));
  return opening;
}

/** Ends all engines of the page: for a page that goes on without any list. An element that comes later opens anew. */
export async function closeEngines(): Promise<void> {
  const open = [...engines.values()];
  engines.clear();
  for (const engine of await Promise.allSettled(open)) if (engine.status === 'fulfilled') engine.value.dispose();
}

/** What opens engines from now on: for tests, and pages whose engine is elsewhere. Without one, the SDK again. */
export function openEnginesWith(opener: Open = openSdk): void {
  open = opener;
}
