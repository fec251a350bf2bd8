// Where the state of own catalogs changes: a file becomes a draft, a draft a catalog, and a catalog is built and opened, all in the view's
// lifetime. What an open catalog is asked is in own-engine.ts. A list on screen changes only when the person does something, here too: more
// items are offered, not pushed in.
import { type ColumnRole, withRole } from '../../items/roles.ts';
import { type BuildProgress, type OwnCatalog, OwnCatalogs } from '../../sdk/visitor-catalogs.ts';
import { bundleAddress } from '../shell/bundle-address.ts';
import { errorText } from '../shell/words.ts';
import { OwnEngine } from './catalog-engine.ts';
import { INITIAL_OWN_STATE, type OpenCatalog, type OwnState } from './catalog-state.ts';

const MANIFEST_URL = bundleAddress(location.search);
const SAMPLE = { url: 'samples/recipes.jsonl', fileName: 'recipes.jsonl', name: 'Recipes of the world' };

export class OwnSession extends EventTarget {
  #state: OwnState = INITIAL_OWN_STATE;
  #own = new OwnCatalogs();
  #engine: OwnEngine | undefined;
  /** Counts what was opened, so that news of an earlier one are dropped. */
  #opened = 0;

  get state(): OwnState {
    return this.#state;
  }

  /** The open catalog's questions and answers. */
  get engine(): OwnEngine | undefined {
    return this.#engine;
  }

  /** Opens the catalog that was open last, where there is one. */
  async start(): Promise<void> {
    await this.#attempt(async () => {
      const catalogs = await this.#own.list();
      this.#set({ catalogs });
      if (catalogs[0]) await this.open(catalogs[0]);
    });
    if (this.#state.phase === 'starting') this.#set({ phase: 'choosing' });
  }

  /** Reads a file for the person to look at. */
  async read(file: Blob, fileName: string, name = nameOf(fileName)): Promise<void> {
    this.#set({ reading: fileName, error: undefined });
    await this.#attempt(async () => {
      const preview = await this.#own.read(file, fileName);
      const roles = preview.columns.map(({ role }) => role);
      this.#set({ phase: 'checking', draft: { preview, roles, name, isBusy: false } });
    });
    this.#set({ reading: undefined });
  }

  async readSample(): Promise<void> {
    this.#set({ reading: SAMPLE.fileName, error: undefined });
    await this.#attempt(async () => {
      const response = await fetch(SAMPLE.url);
      if (!response.ok) throw new Error(`The sample could not be fetched (HTTP status ${response.status}). Try again.`);
      await this.read(await response.blob(), SAMPLE.fileName, SAMPLE.name);
    });
    this.#set({ reading: undefined });
  }

  setRole(column: number, role: ColumnRole): void {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: { ...draft, roles: withRole(draft.roles, column, role) }, error: undefined });
  }

  setName(name: string): void {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: { ...draft, name } });
  }

  dropDraft(): void {
    this.#set({ phase: 'choosing', draft: undefined, error: undefined });
  }

  /** Keeps the draft as a catalog and begins to build it. */
  async create(): Promise<void> {
    const { draft } = this.#state;
    if (!draft || draft.isBusy) return;
    this.#set({ draft: { ...draft, isBusy: true }, error: undefined });
    await this.#attempt(async () => {
      const catalog = await this.#own.create(draft.name, [...draft.roles]);
      this.#set({ draft: undefined });
      await this.open(catalog);
    });
    if (this.#state.draft) this.#set({ draft: { ...this.#state.draft, isBusy: false } });
  }

  /** Shows a kept catalog as far as it is usable, and goes on with a build that was cut off. */
  async open(catalog: OwnCatalog): Promise<void> {
    this.#close();
    const open: OpenCatalog = {
      catalog,
      shownItems: 0,
      items: [],
      atEnd: false,
      opinions: new Map(),
      taps: [],
      facets: {},
      filters: {},
    };
    this.#set({ phase: 'open', open, error: undefined });
    this.#engine = new OwnEngine(
      MANIFEST_URL,
      (patch) => this.#patchOpen(patch),
      () => this.#state.open,
    );
    void this.#own.touch(catalog.id).catch(() => {});
    if (catalog.generation > 0) await this.#attempt(() => this.#engine!.show(catalog));
    if (catalog.state === 'building') void this.build();
    else await this.#showMap(catalog.id);
  }

  /** Goes on from where the catalog stands. */
  async build(): Promise<void> {
    const { open } = this.#state;
    if (!open || open.progress) return;
    const opened = this.#opened;
    const { id } = open.catalog;
    const isCurrent = () => opened === this.#opened;
    this.#patchOpen({ progress: { stage: 'loading', catalog: open.catalog } });
    await this.#attempt(async () => {
      const catalog = await this.#own.build(id, MANIFEST_URL, (progress) => {
        if (isCurrent()) void this.#attempt(() => this.#follow(progress));
      });
      if (!isCurrent()) return;
      this.#patchOpen({ catalog });
      await this.#engine?.show(catalog);
      await this.#showMap(id);
    });
    if (isCurrent()) this.#patchOpen({ progress: undefined });
  }

  /** Ends the build; what is encoded stays and can be used. */
  stop(): Promise<void> {
    return this.#attempt(() => this.#own.stop());
  }

  /** Shows the choice of files and catalogs again. A build goes on only while its catalog is open. */
  async leave(): Promise<void> {
    this.#close();
    this.#set({ phase: 'choosing', open: undefined, error: undefined });
    await this.#attempt(async () => this.#set({ catalogs: await this.#own.list() }));
  }

  /** Deletes the open catalog and what was said about its items. */
  async remove(id: string): Promise<void> {
    await this.stop();
    this.#close();
    await this.#attempt(() => this.#own.remove(id));
    await this.leave();
  }

  /** Ends both workers: the view is gone. */
  dispose(): void {
    this.#close();
    this.#own.dispose();
  }

  #close(): void {
    this.#opened++;
    if (this.#state.open?.progress) void this.#own.stop().catch(() => {});
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  /** The first bundle is shown at once; of later ones the list says that there is more. */
  async #follow(progress: BuildProgress): Promise<void> {
    this.#patchOpen({ progress, catalog: progress.catalog });
    if (progress.catalog.generation > 0) await this.#engine?.show(progress.catalog);
  }

  async #showMap(id: string): Promise<void> {
    const map = await this.#own.map(id).catch(() => undefined);
    if (map && this.#state.open?.catalog.id === id) this.#patchOpen({ map });
  }

  #patchOpen(patch: { [Key in keyof OpenCatalog]?: OpenCatalog[Key] | undefined }): void {
    const { open } = this.#state;
    if (open) this.#set({ open: { ...open, ...patch } as OpenCatalog });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      console.warn(error);
      this.#set({ error: errorText(error) });
    }
  }

  #set(patch: { [Key in keyof OwnState]?: OwnState[Key] | undefined }): void {
    this.#state = { ...this.#state, ...patch } as OwnState;
    this.dispatchEvent(new Event('change'));
  }
}

/** `my_books.csv` -> `My books`. */
function nameOf(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return words ? words[0]!.toUpperCase() + words.slice(1, 80) : 'My catalog';
}
