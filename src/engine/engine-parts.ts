// All that the engine answers from once it is open, and how it comes together.

import { createRankerHost } from '../backends/ranker-host.ts';
import { KeptFiles } from '../bundle/kept-files.ts';
import { messageOf } from '../errors.ts';
import type { Manifest } from '../formats/manifest.ts';
import type { Bitset } from '../ranking/bitset.ts';
import type { RankerName } from '../ranking/ranker.ts';
import { createContentOnlyTower } from '../untrained/content-only-tower.ts';
import type { FileSource } from './base/file-source.ts';
import { makeOnce } from './base/make-once.ts';
import type { StatusBoard } from './base/status-board.ts';
import type { ListParts } from './lists/list-parts.ts';
import { MatchHost } from './lists/match-host.ts';
import { RelatedItems } from './lists/related-items.ts';
import { SimilarItems } from './lists/similar-items.ts';
import { type EmbeddingModel, UserEmbedder } from './lists/user-embedder.ts';
import type { MapReader } from './map-reader.ts';
import { LazyLanguage, LazyModels, LazySearcher } from './start/lazy-parts.ts';
import { type BundleListeners, type ItemsListener, type OpenedBundle, openBundle } from './start/open-bundle.ts';
import type { CheckedOpenOptions } from './start/open-options.ts';
import { AWAY } from './start/turn.ts';
import type { SteeredLists } from './steering/steered-lists.ts';

export interface EngineParts extends OpenedBundle, ListParts, FileSource {
  /** The page opens catalogs of the visitor's own beside this one. */
  ownCatalogs: boolean;
  models: LazyModels;
  searcher: LazySearcher;
  language: LazyLanguage;
  /** Behind the lists, as its code is. */
  map: () => Promise<MapReader>;
  steering: () => Promise<SteeredLists>;
}

/** For people. */
const RANKER_LABELS: Record<RankerName, string> = {
  webgpu: 'WebGPU',
  'wasm-relaxed-simd': 'WebAssembly',
  'wasm-simd': 'WebAssembly',
  javascript: 'JavaScript',
};

/** More than a window and its past hold; some 1 MB at 128 dims. */
const KEPT_EMBEDDINGS = 2000;

/** Of a bundle that needs no models, for people. */
const WITHOUT_MODELS = 'Lists are made from what the items are, by plain arithmetic: no model is needed.';
const SEARCH_BY_WORDS = 'Search goes by words: no model is needed.';

/** What still works when the towers do not. */
const WITHOUT_TOWERS = 'Recommendations go on from the mean of your history.';

/** Opens history and catalog; starts no runtime. Items go on arriving behind it. @throws as `openBundle` */
export async function openParts(
  options: CheckedOpenOptions,
  status: StatusBoard,
  heard: Omit<BundleListeners, 'onItems'>,
  signal: AbortSignal,
): Promise<EngineParts> {
  let parts: EngineParts | undefined;
  const onItems: ItemsListener = (firstIndex, count) => parts && itemsArrived(parts, firstIndex, count);
  const opened = await openBundle(options, status, { ...heard, onItems }, signal);
  parts = assemble(options, opened, status, signal);
  return parts;
}

function assemble(
  { manifestUrl, wasmUrl, backend = 'auto', ownCatalogs = false, takeSoftwareAdapter = false }: CheckedOpenOptions,
  opened: OpenedBundle,
  status: StatusBoard,
  signal: AbortSignal,
): EngineParts {
  const { manifest, joined, onDevice, catalog, complete } = opened;
  const items = catalog.embeddings;
  const onRankingFallback = (name: RankerName, reason: string) => stateRankingFallback(status, name, reason);
  const ranker = createRankerHost(items, onRankingFallback);
  const onRankingFailure = (error: unknown) => onRankingFallback(ranker.name, messageOf(error));
  const kept = new KeptFiles({ device: onDevice, staysInMemory: ownCatalogs });
  // Nothing is fetched for somebody in particular while the network is away, or the host sends nothing: it would be when they act, not when it is back.
  const fetchFile: typeof fetch = async (input, init) => {
    if (status.warmUp.state === 'waiting') throw new TypeError(AWAY);
    return opened.fetchFile(input, init);
  };
  const choice = { backend, wasmUrl, takeSoftwareAdapter, ranker, items, onRankingFailure, complete };
  const source: FileSource = { manifestUrl, manifest, joined, kept, fetchFile, status, signal };
  const models = new LazyModels({ ...source, ...choice });
  status.set({ rankingBackend: ranker.name });
  status.setPart('ranking', { state: 'ready' });
  const similar = new SimilarItems(items, catalog.embeddingDim - manifest.qualityDims);
  const related = new RelatedItems({ ...source, items, complete });
  const beside = (itemIndex: number, k: number, allowed: Bitset) =>
    related.beside(itemIndex, k, allowed, similar).indices;
  const language = new LazyLanguage({ ...source, catalog });
  const stopWords = async () => (await language.get()).stopWords;
  const searcher = new LazySearcher({ ...source, catalog, ranker, onRankingFallback, beside, stopWords });
  const meaningOf = (text: string) => searcher.meaningOf(text);
  const parts: EngineParts = {
    ...opened,
    ...source,
    match: new MatchHost({ ...source, before: related.settled, meaningOf }),
    ownCatalogs,
    models,
    ranker,
    embedder: new UserEmbedder(embeddingModel(manifest), keptEmbeddings(opened.catalog, manifest.itemScale), (error) =>
      stateTowerFailure(status, error),
    ),
    language,
    searcher,
    similar,
    related,
    map: makeOnce(async () => {
      const { MapReader } = await import('./map-reader.ts');
      return new MapReader({ ...source, catalog, complete });
    }),
    steering: makeOnce(async () => {
      const { SteeredLists } = await import('./steering/steered-lists.ts');
      return new SteeredLists(parts);
    }),
  };
  if (!manifest.models.userTower) serveByContent(parts, status);
  return parts;
}

/** A bundle without towers is answered by plain arithmetic from the first list on: nothing is to be waited for. */
function serveByContent({ embedder, manifest }: EngineParts, status: StatusBoard): void {
  const tower = createContentOnlyTower(manifest);
  embedder.useTower({ use: (call) => call(tower) });
  status.setPart('towers', { state: 'ready', message: WITHOUT_MODELS });
  if (!manifest.models.textEncoder) status.setPart('text-encoder', { state: 'idle', message: SEARCH_BY_WORDS });
}

/** `navigator` is missing where the engine runs outside of a browser. */
function embeddingModel(manifest: Manifest): EmbeddingModel {
  const { contexts } = manifest.vocabularies;
  return { ...manifest, contexts, locale: globalThis.navigator?.language };
}

/** What holds copies or indexes of the items follows. */
function itemsArrived({ ranker, searcher, similar, language }: EngineParts, firstIndex: number, count: number): void {
  language.itemsArrived();
  ranker.rowsChanged(firstIndex, count);
  searcher.itemsArrived(firstIndex, count);
  similar.rowsChanged(firstIndex, count);
}

/**
 * f32 [D] of an item, dequantized. A history asks for the same items again and again, so those of some long
 * ones are kept; nobody may write into what they get.
 */
export function keptEmbeddings(
  catalog: { embedding(itemIndex: number): Int8Array },
  itemScale: number,
): (itemIndex: number) => Float32Array {
  const kept = new Map<number, Float32Array>();
  return (itemIndex) => {
    const known = kept.get(itemIndex);
    if (known) return known;
    if (kept.size >= KEPT_EMBEDDINGS) kept.clear();
    const embedding = Float32Array.from(catalog.embedding(itemIndex), (step) => step * itemScale);
    kept.set(itemIndex, embedding);
    return embedding;
  };
}

export function stateTowerFailure(status: StatusBoard, error: unknown): void {
  const message = `The user tower does not answer: ${messageOf(error)} ${WITHOUT_TOWERS}`;
  status.setPart('towers', { state: 'failed', message });
}

function stateRankingFallback(status: StatusBoard, rankingBackend: RankerName, reason: string): void {
  status.set({ rankingBackend });
  const message = `Ranking moved to ${RANKER_LABELS[rankingBackend]} (${reason}): the lists are the same.`;
  status.setPart('ranking', { state: 'degraded', message });
}
