// What no first list needs: sheets, the views beside home and parts of home itself, each a file of its own. All of them
// are asked for in one go, in the order of their table (loaded-after-list.ts), as soon as a list is on screen and before the
// engine asks for anything: whoever the person is and whatever they open, the host sees the same.
import { isOfNetwork } from '../../../src/fetching/persist.ts';
import type { Sheet, View } from './router.ts';

/** What home gets when the list is there. */
type HomePart = 'unlock' | 'picker' | 'steering' | 'territory' | 'shelves' | 'gestures' | 'filters' | 'search';
export type LatePart = HomePart | Exclude<View['name'], 'home'> | Sheet['name'] | 'covers' | 'reasonsAndRows';
/** Each resolves with its module. */
export type LateParts = Record<LatePart, () => Promise<unknown>>;

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

/** Resolves with the module when it is there; it is never asked for before its turn. */
export async function loadPart<Module>(name: LatePart): Promise<Module> {
  const parts = await begun;
  return (await parts[name]()) as Module;
}
