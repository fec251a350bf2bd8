// One engine for all elements of a page that name the same bundle, the same manifest of it and the same history. It stays for as long as the
// page does: a list that is taken out and put back finds it open.
import { hearSlowRequests, openPrivet, type WaitingFor } from '../sdk/index.ts';
import type { Recommender } from './recommender.ts';
import { tellOnce } from './tell-once.ts';

type Open = (src: string, databaseName?: string, integrity?: string) => Promise<Recommender>;

let tellsSlowRequests = false;

const openSdk: Open = (src, databaseName, integrity) => {
  // The page fetches the worker's script, and the worker all else.
  if (!tellsSlowRequests) hearSlowRequests(tellWaiting);
  tellsSlowRequests = true;
  let told: WaitingFor | undefined;
  const onStatus = ({ waitingFor }: { waitingFor?: WaitingFor | undefined }) => {
    if (waitingFor?.message !== told?.message) tellWaiting(waitingFor);
    told = waitingFor;
  };
  return openPrivet(src.split(' '), { databaseName, integrity, onStatus });
};

/** @param waitingFor  undefined once bytes come again */
function tellWaiting(waitingFor: WaitingFor | undefined): void {
  if (waitingFor) tellOnce(waitingFor.message);
  document.dispatchEvent(new CustomEvent('privet-waiting', { detail: waitingFor }));
}

let open = openSdk;
const engines = new Map<string, Promise<Recommender>>();

/** The bundle's folder where an element names none: beside this script. */
export function defaultSource(): string {
  return new URL('./bundle/', import.meta.url).href;
}

/** The bundle that `<meta name="privet:src">` names, else the one beside this script. */
export function pageSource(): string | undefined {
  return metaContent('privet:src') || undefined;
}

/** The engine that an element's attributes name. @throws as `sharedEngine` */
export function engineOf(element: Element): Promise<Recommender> {
  const [src, database, integrity] = ['src', 'database', 'integrity'].map(
    (name) => element.getAttribute(name) ?? undefined,
  );
  return sharedEngine(src, database, integrity);
}

/**
 * @param src           the bundle's folder with a slash at the end, or its manifest.json (default: `bundle/` beside this script);
 *                      several with spaces between them
 * @param databaseName  where the history is kept (default: the SDK's)
 * @param integrity     of the bundle's manifest (default: for the bundle of the page that of `<meta name="privet:integrity">`)
 * @throws what `openPrivet` throws; the next call tries again
 */
export function sharedEngine(src = defaultSource(), databaseName?: string, integrity?: string): Promise<Recommender> {
  const address = folderOf(src);
  // An empty text is no integrity, and no word that there is none: the engine says so.
  const named =
    integrity ?? (address === folderOf(pageSource() ?? defaultSource()) ? metaContent('privet:integrity') : undefined);
  const key = JSON.stringify([address, databaseName, named]);
  const known = engines.get(key);
  if (known) return known;
  const opening = open(address, databaseName, named);
  engines.set(key, opening);
  opening.catch(() => engines.delete(key));
  return opening;
}

/** What waits in the outbox names the manifest, markup the folder. */
function folderOf(src: string): string {
  const folders = src.trim().split(/\s+/);
  return folders.map((one) => new URL(one, document.baseURI).href.replace(/\/manifest\.json$/, '/')).join(' ');
}

function metaContent(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
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
