// Search over the open catalog: makes the title index early and loads the rest with the first query (content vectors,
// text encoder) and goes on with words alone when a part of that cannot be had. A bundle that brings none of
// it is searched by words, and nothing is missing.

import { createRankerHost, type RankingFallback } from '../../backends/ranker-host.ts';
import { searchFilesOf, sumBytes } from '../../bundle/bundle-files.ts';
import { loadContentVectors } from '../../bundle/load-bundle.ts';
import { rowRuns } from '../../bundle/row-changes.ts';
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { ModelLoadError, messageOf } from '../../errors.ts';
import { dot } from '../../numerics/dot.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import type { Bitset } from '../../ranking/bitset.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import type { Ranker } from '../../ranking/ranker.ts';
import type { ContentEncoder } from '../../towers/text-encoder.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import { type DegreeKind, degreeOf } from '../language/degrees.ts';
import { loadTextEncoder } from './load-text-encoder.ts';
import { certainItems, type SearchedItems, type SearchSources, searchItems } from './search.ts';
import type { SearchPlan } from './search-plan.ts';
import type { TextIndex } from './text-index.ts';
import type { TitleIndex } from './title-index.ts';
import type { WordIndex } from './word-index.ts';

export interface SearcherOptions extends FileSource {
  catalog: ItemCatalog;
  /** Ranks item embeddings. */
  ranker: Ranker;
  onRankingFallback: RankingFallback;
  beside: SearchSources['beside'];
  /** Words that say nothing of an item of the catalog. */
  stopWords(): Promise<ReadonlySet<string>>;
}

export interface FoundItems extends SearchedItems {
  source: 'semantic' | 'words';
  /** For people: what is less than it should be. */
  note?: string;
  /** Meaning was not waited for, and may find more. */
  meaningFollows?: true;
}

/** What comparing meanings takes. */
interface SemanticParts {
  encoder: ContentEncoder;
  contentRanker: Ranker;
  /** i8 [numItems, contentDim] */
  vectors: ItemMatrix;
  /** Items that have a content vector. */
  available: Bitset;
  /** For people: that content vectors are missing. */
  note?: string;
}

/**
 * Larger catalogs are searched by title words and meaning alone: an index of their texts would take seconds and much
 * memory.
 */
const MAX_INDEXED_TEXTS = 20_000;

/** Of a large catalog, what else fits stands behind what anybody reads. */
const PRIOR_DEPTH_OF_LARGE = 5000;

const CUT_NOTE = 'The text is long: only its beginning was searched for.';

export class Searcher {
  readonly #options: SearcherOptions;
  #titles: Promise<TitleIndex | WordIndex> | undefined;
  #texts: Promise<TextIndex> | undefined;
  #semantic: Promise<SemanticParts> | undefined;
  /** Once it is here. */
  #here: SemanticParts | undefined;

  readonly #title = (item: number): string[] => this.#options.catalog.titles(item);
  readonly #text = (item: number): string => this.#options.catalog.text(item);

  constructor(options: SearcherOptions) {
    this.#options = options;
  }

  /**
   * @param allowed  items that may be found
   * @param atOnce   while meaning is not here, what is certain without it
   */
  async search(
    plan: SearchPlan,
    k: number,
    allowed: Bitset,
    personal?: ArrayLike<number>,
    atOnce = false,
  ): Promise<FoundItems> {
    if (!this.#options.manifest.models.textEncoder) {
      return { ...(await searchItems(plan, k, allowed, await this.#sources(), personal)), source: 'words' };
    }
    if (atOnce && !this.#here) {
      const sources = await this.#titleSources();
      const certain = allowed.and(certainItems(plan, allowed, sources));
      const found = await searchItems(plan, k, certain, sources, personal);
      return { ...found, source: 'words', meaningFollows: true };
    }
    try {
      const { encoder, contentRanker, available, note } = await this.#findSemantic();
      const { contentVector, wasCut } = encoder.encode(plan.text);
      const semantic = { contentRanker, queryVector: contentVector, available };
      const found = await searchItems(plan, k, allowed, { ...(await this.#sources()), semantic }, personal);
      return { ...found, source: 'semantic', ...noteOf(wasCut && CUT_NOTE, note) };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      const found = await searchItems(plan, k, allowed, await this.#sources(), personal);
      return { ...found, source: 'words', note: this.#tellFailure(error) };
    }
  }

  /** Items of a large catalog that are called so: its reader knows the titles of some alone. */
  async called(title: string): Promise<number[]> {
    const titles = this.#options.catalog.isLarge && (await this.#findTitles());
    return titles && 'called' in titles ? titles.called(title) : [];
  }

  /** How near items are to a text by meaning: cosines, by row; undefined until what that takes is here. */
  meaningOf(text: string): ((itemIndex: number) => number) | undefined {
    if (!this.#here) return undefined;
    const { encoder, vectors } = this.#here;
    const { contentVector } = encoder.encode(text);
    const lengthOf = (values: ArrayLike<number>) => Math.sqrt(dot(values, values)) || 1;
    const length = lengthOf(contentVector);
    return (itemIndex) => {
      const row = vectors.row(itemIndex);
      return dot(row, contentVector) / (lengthOf(row) * length);
    };
  }

  /** Starts what search by meaning needs, so that the first search asks the host for nothing. @throws what is missing */
  async prepareMeaning(): Promise<void> {
    await this.#sources();
    if (this.#options.manifest.models.textEncoder) await this.#findSemantic();
  }

  /** Made once; when a part of it cannot be had, the next query tries again. */
  #findSemantic(): Promise<SemanticParts> {
    this.#semantic ??= this.#loadSemantic().catch((error: unknown) => {
      this.#semantic = undefined;
      throw error;
    });
    return this.#semantic;
  }

  async #sources(): Promise<SearchSources> {
    const sources = await this.#titleSources();
    if (this.#options.manifest.numItems > MAX_INDEXED_TEXTS) return sources;
    this.#texts ??= this.#indexTexts().catch((error: unknown) => {
      this.#texts = undefined;
      throw error;
    });
    return { ...sources, texts: await this.#texts };
  }

  /** Without the index of texts, which takes a second to make. */
  async #titleSources(): Promise<SearchSources> {
    const { manifest, ranker } = this.#options;
    const { values } = quantizeUserEmbedding(Float32Array.from(manifest.prior));
    const { catalog, beside } = this.#options;
    const k = catalog.isLarge ? PRIOR_DEPTH_OF_LARGE : manifest.numItems;
    const rankByPrior = async (candidates: Bitset) =>
      (await ranker.rank({ query: values, k, allowed: candidates })).indices;
    const degree = (kind: DegreeKind) => degreeOf(kind, manifest, catalog);
    return { catalog, titles: await this.#findTitles(), rankByPrior, degree, beside };
  }

  /** Why, for the status. @returns what people are told with the response */
  #tellFailure(error: unknown): string {
    const message = `Search goes by words alone: ${messageOf(error)}`;
    this.#options.status.setPart('text-encoder', { state: 'failed', message });
    return 'Search goes by words alone right now.';
  }

  /** Gets the title index ready behind the first list, so that a page that goes offline can still search by titles. */
  async prepareTitles(): Promise<void> {
    const { catalog } = this.#options;
    // One for all of a large catalog takes seconds, and is made once.
    if (!catalog.isLarge || catalog.isWhole) await this.#findTitles();
    await import('./text-index.ts'); // for the first search, which may be offline
  }

  /** Made once; when its code cannot be fetched, the next query tries again. */
  #findTitles(): Promise<TitleIndex | WordIndex> {
    this.#titles ??= this.#indexTitles().catch((error: unknown) => {
      this.#titles = undefined;
      throw new ModelLoadError(`search: its code could not be loaded: ${messageOf(error)}`, { cause: error });
    });
    return this.#titles;
  }

  /** To be told when items arrive behind the first ones. */
  itemsArrived(firstIndex: number, count: number): void {
    if (this.#options.catalog.isLarge) {
      this.#titles = undefined; // made again when it is asked for
      return;
    }
    void this.#titles?.then((index) => index.add(firstIndex, rowsOf(firstIndex, count, this.#title))).catch(() => {});
    void this.#texts?.then((index) => index.add(firstIndex, rowsOf(firstIndex, count, this.#text))).catch(() => {});
  }

  /** The indexes are another chunk of code, which the first list does without. */
  async #indexTitles(): Promise<TitleIndex | WordIndex> {
    if (this.#options.catalog.isLarge) {
      const { createWordIndex } = await import('./word-index.ts');
      return createWordIndex(this.#options.catalog);
    }
    const { createTitleIndex } = await import('./title-index.ts');
    return this.#filled(createTitleIndex(), this.#title);
  }

  async #indexTexts(): Promise<TextIndex> {
    const { createTextIndex } = await import('./text-index.ts');
    return this.#filled(createTextIndex(await this.#options.stopWords()), this.#text);
  }

  /** With what has arrived so far. */
  async #filled<T, Index extends { add(first: number, rows: readonly T[]): unknown }>(
    index: Index,
    read: (item: number) => T,
  ): Promise<Index> {
    const { manifest, catalog } = this.#options;
    for (const { firstItemIndex, numItems } of rowRuns(manifest)) {
      if (!catalog.available.has(firstItemIndex)) continue;
      await index.add(firstItemIndex, rowsOf(firstItemIndex, numItems, read));
    }
    return index;
  }

  async #loadSemantic(): Promise<SemanticParts> {
    const { manifestUrl, manifest, kept, status, onRankingFallback } = this.#options;
    status.setPart('text-encoder', { state: 'loading', totalBytes: sumBytes(searchFilesOf(manifest)) });
    const options = fetchOptions(this.#options, 'text-encoder', manifest.catalog.content[0]?.path ?? '');
    const [encoder, content] = await Promise.all([
      loadTextEncoder(this.#options),
      loadContentVectors(manifestUrl, manifest, options),
    ]);
    const { vectors, available, failures } = content;
    if (available.count() === 0) throw failures[0] ?? new ModelLoadError('search: the catalog has no content vectors');
    if (failures.length === 0) kept.release(searchFilesOf(manifest));
    const note = failures[0] && 'Some items are found by their titles alone right now.';
    const message = `Some items are found by their titles alone: ${failures[0]?.message}`;
    status.setPart('text-encoder', note ? { state: 'degraded', message } : { state: 'ready' });
    const contentRanker = createRankerHost(vectors, onRankingFallback);
    const semantic = { encoder, contentRanker, vectors, available, ...(note && { note }) };
    this.#here = semantic;
    return semantic;
  }
}

function noteOf(...notes: (string | false | undefined)[]): { note?: string } {
  const note = notes.filter(Boolean).join(' ');
  return note ? { note } : {};
}

function rowsOf<T>(firstIndex: number, count: number, read: (itemIndex: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => read(firstIndex + i));
}
