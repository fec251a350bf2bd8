// What no first list needs: sheets, the views beside home and parts of home itself, each a file of its own. All of them
// are asked for in one go, in the order of their table (late-table.ts), as soon as a list is on screen and before the
// engine asks for anything: whoever the person is and whatever they open, the host sees the same.
import { isOfNetwork } from '../../../src/fetching/persist.ts';
import type * as Covers from '../art/covers.ts';
import type { behindList } from '../list/behind-list.ts';
import type { Sheet, View } from './router.ts';

/** What home gets when the list is there. */
type HomePart = 'unlock' | 'picker' | 'steering' | 'territory' | 'shelves' | 'gestures' | 'filters' | 'search';
type Elements = Record<HomePart | Exclude<View['name'], 'home'> | Sheet['name'], () => Promise<unknown>>;
export interface LateParts extends Elements {
  covers(): Promise<typeof Covers>;
  behindList(): Promise<{ behindList: typeof behindList }>;
}
export type LatePart = keyof LateParts;

let begin!: (parts: LateParts) => void;
const begun = new Promise<LateParts>((resolve) => {
  begin = resolve;
});

/** Asks for all that is not here yet. @throws why one cannot be had, when the others are here */
export async function loadAllParts(parts: LateParts): Promise<void> {
  const loading = Object.values(parts).map((load) => load());
  begin(parts);
  const failed = (await Promise.allSettled(loading)).filter((part) => part.status === 'rejected');
  if (failed[0]) throw (failed.find(({ reason }) => isOfNetwork(reason)) ?? failed[0]).reason;
}

/** Resolves when one is there; it is never asked for before its turn. */
export async function loadPart<Name extends LatePart>(name: Name): Promise<Awaited<ReturnType<LateParts[Name]>>> {
  const parts = await begun;
  return (await parts[name]()) as Awaited<ReturnType<LateParts[Name]>>;
}
