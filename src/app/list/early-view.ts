// What is shown before the engine is there. The list is the one that was on screen when the person left, or, for somebody without taps,
// the first list that the build wrote into the page with the counts of the filter menus, the same for everyone. What was left is kept in
// this browser, and only while there are taps: who forgot everything left nothing.
import type { FacetCounts, ItemSummary } from '../../sdk/index.ts';

const KEY = 'privet:last-list';

export interface EarlyView {
  items: ItemSummary[];
  /** The list is as the person left it, shaped by taps. */
  isOwn: boolean;
  facets: FacetCounts;
}

/** @param isPageCatalog  whether what stands in the page is of the catalog that is opened */
export function earlyView(isPageCatalog: boolean): EarlyView {
  const left = tryStorage((storage) => storage.getItem(KEY)) ?? undefined;
  const inPage = isPageCatalog ? document.getElementById('first-view')?.textContent : undefined;
  const { items, facets } = (parsed(inPage) ?? {}) as Partial<Record<string, unknown>>;
  return {
    items: listOf(left === undefined ? items : parsed(left)),
    isOwn: left !== undefined,
    facets: isFacets(facets) ? facets : {},
  };
}

/** For the next visit. A list without films says that there are taps, so that nobody's visit begins with a stranger's list. */
export function rememberList(items: readonly ItemSummary[]): void {
  tryStorage((storage) => storage.setItem(KEY, JSON.stringify(items)));
}

/** Whether an earlier visit left a list, known before anything is open. */
export function hasLastList(): boolean {
  return Boolean(tryStorage((storage) => storage.getItem(KEY)));
}

export function forgetList(): void {
  tryStorage((storage) => storage.removeItem(KEY));
}

/** Storage that is refused or full costs the memory of the list and nothing else. */
function tryStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

function parsed(json: string | null | undefined): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return undefined;
  }
}

/** Of anything else than a list of items, nothing. */
function listOf(value: unknown): ItemSummary[] {
  return Array.isArray(value) && value.every(isSummary) ? value : [];
}

function isSummary(value: unknown): value is ItemSummary {
  const { itemId, itemIndex, title, facets, details } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    isText(itemId) &&
    isText(title) &&
    Number.isInteger(itemIndex) &&
    hasAll(facets, (list) => Array.isArray(list) && list.every(isText)) &&
    hasAll(details, isText)
  );
}

function isFacets(value: unknown): value is FacetCounts {
  const isCount = (entry: unknown) => {
    const { value, count } = (entry ?? {}) as Partial<Record<string, unknown>>;
    return isText(value) && Number.isInteger(count);
  };
  return hasAll(value, (list) => Array.isArray(list) && list.every(isCount));
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether it is a record, and all its values are as they should be. */
function hasAll(value: unknown, isGood: (entry: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isGood);
}
