// What a page loads by one script: the elements, and the events that its markup says. Importing it on a server does nothing.

import { sendOutbox } from '../outbox.ts';
import { LIST_CALLS, type ListCall, type ShownList } from '../sdk/index.ts';
import { PrivetPrivacy, PrivetWhy } from './lazy-element.ts';
import { listElement } from './lists.ts';
import { recordPageEvents } from './page-events.ts';
import { pageSource, sharedEngine } from './shared-engines.ts';
import { messageOf, tellOnce } from './tell-once.ts';

export type { Item, ItemList, Recommender, Rules } from './recommender.ts';
export { closeEngines, openEnginesWith, sharedEngine } from './shared-engines.ts';

const PANELS = { 'privet-privacy': PrivetPrivacy, 'privet-why': PrivetWhy };

function define(name: string, Element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, Element);
}

// By the document: where lit was imported on a server, there is a registry of elements without one.
if (globalThis.document) {
  for (const [name, { element }] of Object.entries<ListCall>(LIST_CALLS))
    if (element) define(`privet-${element}`, listElement(name as ShownList));
  for (const [name, Element] of Object.entries(PANELS)) define(name, Element);
  // First: what this page records waits in the same place.
  sendOutbox(
    ({ src, database }) => sharedEngine(src, database),
    (error) => tellOnce(`outbox: ${messageOf(error)}`),
  );
  recordPageEvents(() => ({ src: pageSource() }));
}
