// What a page loads by one script: the elements, and the events that its markup says. Importing it on a server does nothing.

import { sendOutbox } from '../outbox.ts';
import { PrivetPrivacy, PrivetWhy } from './lazy-element.ts';
import { PrivetForYou, PrivetPopular, PrivetRecent, PrivetSimilar, PrivetTrending, PrivetWith } from './lists.ts';
import { recordPageEvents } from './page-events.ts';
import { PrivetSearch } from './search-element.ts';
import { pageSource, sharedEngine } from './shared-engines.ts';
import { messageOf, tellOnce } from './tell-once.ts';

export type { Item, ItemList, Recommender, Rules } from './recommender.ts';
export { closeEngines, openEnginesWith, sharedEngine } from './shared-engines.ts';

const ELEMENTS = {
  'privet-for-you': PrivetForYou,
  'privet-similar': PrivetSimilar,
  'privet-with': PrivetWith,
  'privet-popular': PrivetPopular,
  'privet-trending': PrivetTrending,
  'privet-recent': PrivetRecent,
  'privet-search': PrivetSearch,
  'privet-privacy': PrivetPrivacy,
  'privet-why': PrivetWhy,
} as const;

// By the document: where lit was imported on a server, there is a registry of elements without one.
if (globalThis.document) {
  for (const [name, Element] of Object.entries(ELEMENTS))
    if (!customElements.get(name)) customElements.define(name, Element);
  // First: what this page records waits in the same place.
  sendOutbox(
    ({ src, database }) => sharedEngine(src, database),
    (error) => tellOnce(`outbox: ${messageOf(error)}`),
  );
  recordPageEvents(() => ({ src: pageSource() }));
}
