// What only some acts of a person need, the model card and the files of search by meaning: fetched before the first of these acts, so that
// the acts ask the host for nothing.
import { fetchText } from '../catalog/fetch-verified.ts';
import { RequestError } from '../formats/errors.ts';
import type { EngineParts } from './engine-parts.ts';

/** A page of text, not a book. */
const MAX_CARD_BYTES = 200_000;

/** What search by meaning needs; a search that comes later finds it here. */
export async function fetchSearchFiles(
  { manifest, manifestUrl, prefetch }: EngineParts,
  signal: AbortSignal,
): Promise<void> {
  const { textEncoder, tokenizer } = manifest.models;
  for (const file of [tokenizer, textEncoder, ...manifest.catalog.content]) {
    if (file && !signal.aborted) await prefetch.ahead(new URL(file.path, manifestUrl).href, signal);
  }
}

const cards = new WeakMap<EngineParts, Promise<string>>();

/** Fetched once. @throws RequestError where the bundle has none, CatalogFormatError where it cannot be had */
export function modelCard(parts: EngineParts, signal: AbortSignal): Promise<string> {
  const { manifest, manifestUrl } = parts;
  const path = manifest.modelCard;
  if (path === undefined) return Promise.reject(new RequestError('model card: the bundle has none'));
  const known = cards.get(parts);
  if (known) return known;
  const card = fetchText(new URL(path, manifestUrl).href, path, MAX_CARD_BYTES, { signal });
  cards.set(parts, card);
  card.catch(() => cards.delete(parts));
  return card;
}
