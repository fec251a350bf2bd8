// Remembers the list that was on screen, so that a reload shows it again at once, before the towers are there, and does not
// start from a rougher answer. Ids alone, in this browser, and only while there are taps: who forgot everything left nothing.
import type { ItemSummary, Opinion, Privet } from '../../sdk/index.ts';

const KEY = 'privet:last-list';
/** As many as the first screen shows; what was further down comes with "more". */
const MAX_REMEMBERED = 45;

/** Storage that is refused or full costs the memory of the list and nothing else. */
function tryStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

export function rememberList(items: readonly ItemSummary[]): void {
  const ids = items.slice(0, MAX_REMEMBERED).map(({ itemId }) => itemId);
  tryStorage((storage) => storage.setItem(KEY, JSON.stringify(ids)));
}

export function forgetList(): void {
  tryStorage((storage) => storage.removeItem(KEY));
}

/** Whether an earlier visit left a list, known before anything is open. */
export function hasLastList(): boolean {
  return Boolean(tryStorage((storage) => storage.getItem(KEY)));
}

/**
 * The list as it was, without films that have an opinion by now or that the catalog has no more.
 *
 * @returns undefined when none is remembered or fewer than `atLeast` films are left of it
 */
export async function recallList(
  privet: Privet,
  opinions: ReadonlyMap<string, Opinion>,
  atLeast: number,
): Promise<ItemSummary[] | undefined> {
  const ids = parseIds(tryStorage((storage) => storage.getItem(KEY))).filter((id) => !opinions.has(id));
  if (ids.length < atLeast) return undefined;
  const items = await Promise.all(ids.map((id) => privet.item(id).catch(() => undefined)));
  const known = items.filter((item) => item !== undefined);
  return known.length < atLeast ? undefined : known;
}

function parseIds(json: string | null | undefined): string[] {
  try {
    const ids: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, MAX_REMEMBERED) : [];
  } catch {
    return [];
  }
}
