// What no first list needs: sheets and the views beside home, each a file of its own. All of them are asked for in one go, in the order of
// this table, as soon as a list is on screen and before the engine asks for anything: whoever the person is and whatever they open, the
// host sees the same.
import type { Sheet, View } from './store/router.ts';

export type LatePart = Exclude<View['name'], 'home'> | Sheet['name'];

const LOAD: Record<LatePart, () => Promise<unknown>> = {
  film: () => import('./components/film-dialog.ts'),
  privacy: () => import('./components/privacy-dialog.ts'),
  map: () => import('./components/map-view.ts'),
  data: () => import('./components/data-view.ts'),
  hood: () => import('./components/hood-view.ts'),
  own: () => import('./components/own-view.ts'),
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
