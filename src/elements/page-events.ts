// Events that the page's own markup says: `<meta name="privet:view" content=ID>` records a view once a page load, and
// `data-privet="TYPE ID"` on a button, link or form its type when it is clicked or sent. The listener is the document's, so
// that elements which come later work as well.

import { recordSafely } from '../outbox.ts';
import type { Destination } from '../sdk/index.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { viewedItem } from './page-item.ts';
import type { RecordDetails } from './recommender.ts';
import { sharedEngine } from './shared-engines.ts';
import { messageOf, tellOnce } from './tell-once.ts';

const TYPES = [
  ...['view', 'select', 'like', 'dislike', 'add_to_cart', 'remove_from_cart', 'purchase'],
  ...['hide', 'seen', 'save', 'clear'],
] as const;

/** @returns ends it: nothing that is clicked from then on is recorded */
export function recordPageEvents(bundle: () => Destination): () => void {
  const ends = new AbortController();
  const record = (type: string, itemId: string, details?: RecordDetails) =>
    void recordSafely(({ src }) => sharedEngine(src), bundle(), type, itemId, details).catch((error) =>
      tellOnce(`data-privet: ${messageOf(error)}`),
    );
  const hear = (event: Event) => {
    const marked = (event.target as Element | null)?.closest?.<HTMLElement>('[data-privet]');
    if (!marked || (marked.localName === 'form') !== (event.type === 'submit')) return;
    const said = readMarkup(marked.dataset.privet!);
    if (said) record(said.type, said.itemId, detailsOf(marked));
  };
  for (const type of ['click', 'submit']) document.addEventListener(type, hear, { signal: ends.signal, capture: true });
  const view = viewedItem();
  if (view) record('view', view);
  return () => ends.abort();
}

/** The type is the first word and the id all after the first space, so that ids may have spaces. */
function readMarkup(text: string): { type: string; itemId: string } | undefined {
  const trimmed = text.trim();
  const space = trimmed.indexOf(' ');
  const type = space < 0 ? trimmed : trimmed.slice(0, space);
  const itemId = space < 0 ? '' : trimmed.slice(space + 1).trim();
  if (!(TYPES as readonly string[]).includes(type)) {
    tellOnce(
      `data-privet: unknown type '${type}'${didYouMean(type, TYPES) || `, expected one of ${TYPES.join(', ')}`}`,
    );
    return undefined;
  }
  if (itemId) return { type, itemId };
  tellOnce(`data-privet: found '${text}' without an id, expected "${type} ID"`);
  return undefined;
}

function detailsOf({ dataset }: HTMLElement): RecordDetails {
  const details: RecordDetails = {};
  for (const [key, text] of [
    ['quantity', dataset.privetQuantity],
    ['price', dataset.privetPrice],
  ] as const) {
    if (text === undefined) continue;
    const value = Number(text);
    if (text.trim() && value >= 0) details[key] = value;
    else tellOnce(`data-privet-${key}: found '${text}', expected a number from 0`);
  }
  return details;
}
