// What only some acts of a person need, the model card and the files of search by meaning: fetched before the first of
// these acts, so that the acts ask the host for nothing.
import { type AnyFile, formsOf, maxBytesOf, searchFilesOf } from '../../bundle/bundle-files.ts';
import { fetchText, keepFile } from '../../bundle/fetch-verified.ts';
import { RequestError } from '../../errors.ts';
import { MAX_MODEL_CARD_BYTES, type ModelCard, parseModelCard } from '../../formats/model-card.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { StatusBoard } from '../status.ts';

/**
 * What search by meaning needs; a search that comes later finds it here, and one that waits for it sees how far it is.
 * It goes where the bundle's files are kept, or else into memory. In a bundle without towers nothing else has fetched the
 * runtime, so the text encoder is started too.
 */
export async function fetchSearchFiles(parts: EngineParts, status: StatusBoard, signal: AbortSignal): Promise<void> {
  const files = searchFilesOf(parts.manifest);
  if (files.length === 0) return; // search goes by words
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  status.setPart('text-encoder', { state: 'loading', totalBytes });
  for (const file of files) {
    const onProgress = (loadedBytes: number) => status.setProgress('text-encoder', file.path, loadedBytes);
    if (!signal.aborted && !(await isKept(parts, file))) await fetchAhead(parts, file, { signal, onProgress });
  }
  status.setPart('text-encoder', { state: 'idle', totalBytes });
  if (!parts.manifest.models.userTower) await parts.searcher.prepareMeaning().catch(() => {}); // a search tells
}

async function isKept({ versions, kept }: EngineParts, file: AnyFile): Promise<boolean> {
  const forms = formsOf(file);
  const known = await versions?.hashes().catch(() => undefined);
  if (known) return forms.some(({ sha256 }) => known.has(sha256));
  const copies = await Promise.all(forms.map(({ sha256 }) => kept?.get(sha256, maxBytesOf(forms))));
  return copies.some((copy) => copy !== undefined);
}

async function fetchAhead(
  { versions, prefetch, manifestUrl }: EngineParts,
  file: AnyFile,
  options: { signal: AbortSignal; onProgress: (loadedBytes: number) => void },
): Promise<void> {
  const url = new URL(file.path, manifestUrl).href;
  try {
    if (versions) return await keepFile(url, file, versions, options);
  } catch {} // no room, or no file: memory has room, and whoever searches hears of the file
  await prefetch.ahead(url, maxBytesOf(formsOf(file)), options.signal, options.onProgress);
}

/** @throws RequestError where the bundle has none, CatalogFormatError where it cannot be had or is none */
export async function fetchModelCard({ manifest, manifestUrl }: EngineParts, signal: AbortSignal): Promise<ModelCard> {
  const path = manifest.modelCard;
  if (path === undefined) throw new RequestError('model card: the bundle has none');
  const json = await fetchText(new URL(path, manifestUrl).href, path, MAX_MODEL_CARD_BYTES, { signal });
  return parseModelCard(json, path);
}
