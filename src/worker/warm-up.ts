// What only some acts of a person need, the model card and the files of search by meaning: fetched before the first of these acts, so that
// the acts ask the host for nothing.
import { fetchText } from '../catalog/fetch-verified.ts';
import { RequestError } from '../formats/errors.ts';
import type { EngineParts } from './engine-parts.ts';
import type { StatusBoard } from './status.ts';

/** A page of text, not a book. */
const MAX_CARD_BYTES = 200_000;

/** What search by meaning needs; a search that comes later finds it here, and one that waits for it sees how far it is. */
export async function fetchSearchFiles(parts: EngineParts, status: StatusBoard, signal: AbortSignal): Promise<void> {
  const { manifest, manifestUrl, prefetch } = parts;
  const { models, catalog } = manifest;
  const files = [models.tokenizer, models.textEncoder, ...catalog.content].filter((file) => file !== undefined);
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  status.setPart('text-encoder', { state: 'loading', totalBytes });
  for (const { path } of files) {
    const onProgress = (loadedBytes: number) => status.setProgress('text-encoder', path, loadedBytes);
    if (!signal.aborted) await prefetch.ahead(new URL(path, manifestUrl).href, signal, onProgress);
  }
  status.setPart('text-encoder', { state: 'idle', totalBytes });
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
