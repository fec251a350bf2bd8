// What somebody shares of their taste, made of the history and read from what somebody else made. Nothing of either is kept.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { ItemSummary } from '../../catalog/item-summary.ts';
import { RequestError } from '../../errors.ts';
import { formatTasteCode, isTasteCode, itemKey, parseTasteCode, type TasteCode } from '../../formats/taste-code.ts';
import { cleanName, formatTasteFile, MAX_TASTE_IDS, parseTasteFile, type TasteFile } from '../../formats/taste-file.ts';
import type { Marks } from '../../history/events.ts';
import type { VisitorParts } from '../lists/list-parts.ts';
import type { ReadTaste, SharedTaste, ShareRequest, TasteToShare } from './together-api.ts';

/** A like without stars is as much as these. */
const STARS_OF_LIKE = 4;

/** @throws RequestError for a name without letters */
export function shareTaste({ catalog, history }: VisitorParts, request: ShareRequest, now = new Date()): TasteToShare {
  const name = cleanName(request.name);
  if (name === '') throw new RequestError('shareTaste: name has no letters, expected at least one');
  const known = (itemIds: Iterable<string>) => [...new Set(itemIds)].filter((id) => catalog.indexOf(id) !== undefined);
  const { list } = request;
  const said = list ? NOTHING : saidBy(history.taste().marks, new Set(request.without));
  const file: TasteFile = {
    name,
    date: localDay(now),
    likes: known(said.likes).slice(0, MAX_TASTE_IDS),
    dislikes: known(said.dislikes).slice(0, MAX_TASTE_IDS),
    seen: known(said.seen).slice(0, MAX_TASTE_IDS),
    ...(list && { list: known(list) }),
  };
  const keys = { likes: file.likes.map(itemKey), list: (file.list ?? []).map(itemKey) };
  const code = formatTasteCode({ name, date: file.date, numLikes: file.likes.length, ...keys });
  return { taste: tell(catalog, file), file: formatTasteFile(file), code: code.text, numInCode: code.numLikes };
}

const NOTHING = { likes: [], dislikes: [], seen: [] };

/** Ids by what was said, as a file has them. @param marks  those last that were spoken of last */
function saidBy(marks: ReadonlyMap<string, Marks>, without: ReadonlySet<string>) {
  const newestFirst = [...marks].reverse().filter(([itemId]) => !without.has(itemId));
  const idsOf = (isWanted: (marks: Marks) => boolean) =>
    newestFirst.filter(([, ofItem]) => isWanted(ofItem)).map(([itemId]) => itemId);
  const starsOf = (itemId: string) => marks.get(itemId)!.stars ?? STARS_OF_LIKE;
  return {
    likes: idsOf(({ taste }) => taste === 'like').sort((a, b) => starsOf(b) - starsOf(a)),
    dislikes: idsOf(({ taste }) => taste === 'dislike'),
    seen: idsOf(isSeenOnly),
  };
}

/** Stars that are no opinion say that it was seen. */
export const isSeenOnly = ({ taste, stars, seen }: Marks): boolean =>
  taste === undefined && (seen === true || stars !== undefined);

/** @param text  of a file or of a code. @throws RequestError that says what is wrong with it, and how to mend it */
export function readTaste({ catalog }: VisitorParts, text: string): ReadTaste {
  const kind = isTasteCode(text) ? 'code' : 'file';
  const file: ReadFile = kind === 'code' ? fileOfCode(catalog, parseTasteCode(text)) : parseTasteFile(text);
  const taste = tell(catalog, file);
  return { ...taste, kind, numLikes: file.numLikes ?? file.likes.length, numUnknown: numIn(file) - numIn(taste) };
}

interface ReadFile extends TasteFile {
  /** Of all likes, where the file has some. */
  numLikes?: number;
}

/** What no item has as its id stands for a key that is unknown. */
const UNKNOWN = '';

function fileOfCode(catalog: ItemCatalog, { name, date, numLikes, likes, list }: TasteCode): ReadFile {
  const idOf = idsByKey(catalog);
  const ids = (keys: readonly number[]) => keys.map((key) => idOf.get(key) ?? UNKNOWN);
  const handedBack = list.length > 0 && { list: ids(list) };
  return { name, date, numLikes, likes: ids(likes), dislikes: [], seen: [], ...handedBack };
}

/** Two items with one key cannot be told apart: neither is known by it. */
function idsByKey(catalog: ItemCatalog): Map<number, string> {
  const idOf = new Map<number, string>();
  for (const row of catalog.available.indices()) {
    const itemId = catalog.itemId(row);
    const key = itemKey(itemId);
    idOf.set(key, idOf.has(key) ? UNKNOWN : itemId);
  }
  return idOf;
}

function tell(catalog: ItemCatalog, { name, date, likes, dislikes, seen, list }: TasteFile): SharedTaste {
  const items = (itemIds: readonly string[]): ItemSummary[] =>
    itemIds.flatMap((itemId) => {
      const row = catalog.indexOf(itemId);
      return row === undefined ? [] : [catalog.summary(row)];
    });
  return {
    ...{ name, date, likes: items(likes), dislikes: items(dislikes), seen: items(seen) },
    ...(list && { list: items(list) }),
  };
}

type Lists = Record<'likes' | 'dislikes' | 'seen', readonly unknown[]> & { list?: readonly unknown[] };
const numIn = ({ likes, dislikes, seen, list = [] }: Lists): number =>
  likes.length + dislikes.length + seen.length + list.length;

/** `2026-12-01`, by the person's own calendar. */
function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
