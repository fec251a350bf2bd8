// What no first list needs: sheets, the views beside home and parts of home itself, each a file of its own. All of them are asked for
// in one go, in the order of this table, as soon as a list is on screen and before the engine asks for anything: whoever the person is
// and whatever they open, the host sees the same.
import type { Sheet, View } from './router.ts';

/** What home gets when the list is there. */
type HomePart = 'picker' | 'shelves' | 'behindList' | 'gestures';
export type LatePart = HomePart | Exclude<View['name'], 'home'> | Sheet['name'];

const LOAD: Record<LatePart, () => Promise<unknown>> = {
  picker: () => import('../picker/first-picker.ts'),
  gestures: () => import('../list/card-gestures.ts'),
  behindList: () => import('../list/behind-list.ts'),
  shelves: () => import('../list/home-shelves.ts'),
  film: () => import('../item/film-dialog.ts'),
  keys: () => import('./keys-dialog.ts'),
  privacy: () => import('./privacy-dialog.ts'),
  map: () => import('../map/map-view.ts'),
  data: () => import('../my-data/data-view.ts'),
  hood: () => import('../hood/hood-view.ts'),
  own: () => import('../catalogs/catalogs-view.ts'),
};

let tellBegun!: () => void;
const begun = new Promise<void>((resolve) => {
  tellBegun = resolve;
});

/** Asks for all. What fails is asked for again when it is opened. */
export async function loadAllParts(): Promise<void> {
  const loading = Object.values(LOAD).map((load) => load());
  tellBegun();
  await Promise.allSettled(loading);
}

/** Resolves when one is there; it is never asked for before its turn. */
export async function loadPart(name: LatePart): Promise<void> {
  await begun;
  await LOAD[name]();
}
