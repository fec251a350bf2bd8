// Rows that a shop keeps to itself: drafts, archived products, hidden ones, gift cards. Each of these columns may say so.

import { type Cell, oneLine } from './cells.ts';
import { columnKey } from './column-key.ts';

const YES = /^(true|yes|1|ja|oui|s[ií])$/i;
const NO = /^(false|no|0|-1|nein|non)$/i;
const NOT_SHOWN =
  /^(draft|archived?|inactive|deleted|disabled|private|pending|trash(ed)?|hidden|unlisted|unpublished|entwurf|brouillon|borrador)$/i;

const SAYS_HIDDEN: Readonly<Record<string, RegExp>> = {
  ...{ published: NO, active: NO, enabled: NO, visible: NO, veroffentlicht: NO, aktiv: NO },
  ...{ status: NOT_SHOWN, state: NOT_SHOWN, visibility: NOT_SHOWN, 'visibility in catalog': NOT_SHOWN },
  ...{ draft: YES, hidden: YES, archived: YES, deleted: YES, unlisted: YES, noindex: YES },
};

/** By the place of the column; nothing for a column that says nothing of it. */
export function hiddenBy(name: string): ((cell: Cell) => boolean) | undefined {
  const key = columnKey(name);
  const pattern = Object.hasOwn(SAYS_HIDDEN, key) ? SAYS_HIDDEN[key] : undefined;
  return pattern && ((cell) => pattern.test(oneLine(cell)));
}
