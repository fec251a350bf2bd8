// A script for pages with elements: it connects `window.dataLayer`, or the list that `<meta name="privet:data-layer">` names,
// with the bundle that the page's markup records to. A page without it loads nothing of it.

import { connectDataLayer, type Recorder } from '../data-layer/data-layer.ts';
import { recordSafely } from '../outbox.ts';
import { sharedEngine } from './elements.ts';
import type { RecordDetails } from './recommender.ts';

if (globalThis.document) {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="privet:data-layer"]');
  const src = document.querySelector<HTMLMetaElement>('meta[name="privet:src"]')?.content || undefined;
  const name = meta?.content || 'dataLayer';
  const page = globalThis as unknown as Record<string, unknown[] | undefined>;
  page[name] ??= [];
  const itemId = meta?.dataset.itemId;
  const open = () => sharedEngine(src);
  const record = (type: string, id?: string, details?: RecordDetails) => recordSafely(open, { src }, type, id, details);
  const item = async (id: string) => ((await open()) as Recorder).item?.(id);
  connectDataLayer(page[name], { record, item }, itemId ? { itemId } : {});
}
