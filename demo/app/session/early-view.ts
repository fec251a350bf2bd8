// What is shown before the engine is there. The list is the one that was on screen when the person left, or, for
// somebody without taps, the first list that the build wrote into the page with its pictures and the counts of the filter
// menus, the same for everyone. What was left is kept in this browser, and only while there are taps: who forgot everything left
// nothing.
import type { AnswerSource, FacetCounts, ItemSummary } from '../../../src/sdk/index.ts';
import { isWrittenElement, type WrittenElement } from '../art/written-element.ts';
import { parsed, readKept, writeKept } from '../state/kept-text.ts';
import type { ListState } from '../state/list-state.ts';

const KEY = 'last-list';

export interface EarlyView {
  items: ItemSummary[];
  /** The list is as the person left it, shaped by taps. */
  isOwn: boolean;
  facets: FacetCounts;
  /** By item id, the elements of its picture. */
  pictures: Record<string, WrittenElement[]>;
}

/** @param isPageCatalog  whether what stands in the page is of the catalog that is opened */
export function earlyView(isPageCatalog: boolean): EarlyView {
  const left = readKept(KEY);
  const inPage = isPageCatalog ? document.getElementById('first-view')?.textContent : undefined;
  const { items, facets, pictures } = (parsed(inPage) ?? {}) as Partial<Record<string, unknown>>;
  return {
    items: listOf(left === null ? items : parsed(left)),
    isOwn: left !== null,
    facets: isFacets(facets) ? facets : {},
    pictures: isPictures(pictures) ? pictures : {},
  };
}

/** For the next visit. One without films says that there are taps: no visit begins with a stranger's list. */
export function rememberList(items: readonly ItemSummary[]): void {
  writeKept(KEY, JSON.stringify(items));
}

/** Whether an earlier visit left a list, known before anything is open. */
export function hasLastList(): boolean {
  return Boolean(readKept(KEY));
}

export function forgetList(): void {
  writeKept(KEY, null);
}

/** A list as a tab was left. */
export interface LeftList extends Pick<ListState, 'items' | 'source' | 'atEnd'> {
  /** Ids of the wishes that it was made with. */
  steeredBy: string;
  /** Films of which something was said when it was made; lists of earlier versions do not say. */
  numMarked?: number;
}

/** Of anything else than a list that was left, nothing. */
export function parseLeftList(value: unknown): LeftList | undefined {
  const { items, source, atEnd, steeredBy, numMarked } = (value ?? {}) as Partial<Record<string, unknown>>;
  const found = listOf(items);
  if (found.length === 0 || typeof atEnd !== 'boolean' || !isText(steeredBy)) return undefined;
  return {
    items: found,
    ...(isText(source) && { source: source as AnswerSource }),
    atEnd,
    steeredBy,
    ...(typeof numMarked === 'number' && { numMarked }),
  };
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

function isPictures(value: unknown): value is EarlyView['pictures'] {
  return hasAll(value, (elements) => Array.isArray(elements) && elements.every(isWrittenElement));
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether it is a record, and all its values are as they should be. */
function hasAll(value: unknown, isGood: (entry: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isGood);
}
