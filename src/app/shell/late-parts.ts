// What no first list needs: sheets, the views beside home and parts of home itself, each a file of its own. All of them
// are asked for in one go, in the order of their table (late-table.ts), as soon as a list is on screen and before the
// engine asks for anything: whoever the person is and whatever they open, the host sees the same.
import type * as Covers from '../art/covers.ts';
import type { behindList } from '../list/behind-list.ts';
import type { Sheet, View } from './router.ts';

/** What home gets when the list is there. */
type HomePart = 'picker' | 'steering' | 'territory' | 'shelves' | 'gestures' | 'search';
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

/** Asks for all. What fails is asked for again when it is opened. */
export async function loadAllParts(parts: LateParts): Promise<void> {
  const loading = Object.values(parts).map((load) => load());
  begin(parts);
  await Promise.allSettled(loading);
}

/** Resolves when one is there; it is never asked for before its turn. */
export async function loadPart<Name extends LatePart>(name: Name): Promise<Awaited<ReturnType<LateParts[Name]>>> {
  const parts = await begun;
  return (await parts[name]()) as Awaited<ReturnType<LateParts[Name]>>;
}
