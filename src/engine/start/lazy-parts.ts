// Parts of the engine that no first list needs. Their code is another file, fetched when one of them is first asked
// for, so that what a page downloads before its first list stays small.
import { ModelLoadError, messageOf } from '../../errors.ts';
import { makeOnce } from '../base/make-once.ts';
import type { ModelFacts } from '../hood/inspect.ts';
import type { CatalogLanguage, LanguageOptions } from '../language/language-reader.ts';
import type { FoundItems, Searcher, SearcherOptions } from '../search/searcher.ts';
import type { ModelLoader, ModelLoaderOptions } from './model-loader.ts';

/** The model loader, with its code. */
export class LazyModels implements Pick<ModelLoader, 'userTower' | 'batchTower' | 'dispose'> {
  readonly #loader: () => Promise<ModelLoader>;
  #isWanted = false;
  #made: ModelLoader | undefined;

  constructor(options: ModelLoaderOptions) {
    this.#loader = makeOnce(async () => {
      this.#isWanted = true;
      const { ModelLoader } = await import('./model-loader.ts');
      this.#made = new ModelLoader(options);
      return this.#made;
    });
  }

  async userTower() {
    return (await this.#loader()).userTower();
  }

  async batchTower() {
    return (await this.#loader()).batchTower();
  }

  /** Nothing is to be settled where no model was asked for. */
  async settle(): Promise<void> {
    await this.#made?.settle();
  }

  /** Of what is loaded so far. */
  get facts(): ModelFacts {
    return this.#made?.facts ?? { tensors: new Map() };
  }

  async dispose(): Promise<void> {
    if (this.#isWanted) await this.#loader().then((loader) => loader.dispose());
  }
}

/** What sentences mean to the catalog, with its code; asked for when all items are there. */
export class LazyLanguage {
  readonly #open: () => Promise<CatalogLanguage>;
  #opened: () => Promise<CatalogLanguage>;

  constructor(options: LanguageOptions) {
    this.#open = async () => {
      const { openLanguage } = await import('../language/language-reader.ts').catch((cause: unknown) => {
        throw new ModelLoadError(`language: its code could not be loaded: ${messageOf(cause)}`, { cause });
      });
      return openLanguage(options);
    };
    this.#opened = makeOnce(this.#open);
  }

  get(): Promise<CatalogLanguage> {
    return this.#opened();
  }

  /** As `get`, but with the catalog's file. @throws why that cannot be had; the next time it is fetched again */
  async getWhole(): Promise<CatalogLanguage> {
    const language = await this.get();
    if (language.failure === undefined) return language;
    this.itemsArrived();
    throw language.failure;
  }

  /** It was read off the items that there were, and is read anew when it is next asked for. */
  itemsArrived(): void {
    this.#opened = makeOnce(this.#open);
  }
}

/** The searcher, with its code. */
export class LazySearcher {
  readonly #load: () => Promise<Searcher>;
  #searcher: Searcher | undefined;

  constructor(options: SearcherOptions) {
    this.#load = makeOnce(async () => {
      const { Searcher } = await import('../search/searcher.ts').catch((cause: unknown) => {
        throw new ModelLoadError(`search: its code could not be loaded: ${messageOf(cause)}`, { cause });
      });
      this.#searcher = new Searcher(options);
      return this.#searcher;
    });
  }

  async search(...request: Parameters<Searcher['search']>): Promise<FoundItems> {
    return (await this.#load()).search(...request);
  }

  async called(title: string): Promise<number[]> {
    return (await this.#load()).called(title);
  }

  /** As `Searcher.meaningOf`. */
  meaningOf(text: string): ((itemIndex: number) => number) | undefined {
    return this.#searcher?.meaningOf(text);
  }

  /**
   * Gets the code and the title index ready behind the first list, so that a page that goes offline can still search by
   * titles.
   */
  async prepareTitles(): Promise<void> {
    await (await this.#load()).prepareTitles();
  }

  /** Starts what search by meaning needs, as `Searcher.prepareMeaning`. */
  async prepareMeaning(): Promise<void> {
    await (await this.#load()).prepareMeaning();
  }

  /** To be told when items arrive behind the first ones; whoever is made later finds them in the catalog. */
  itemsArrived(firstIndex: number, count: number): void {
    this.#searcher?.itemsArrived(firstIndex, count);
  }
}
