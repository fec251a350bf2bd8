// Where the state of own catalogs changes: a file becomes a draft, a draft a catalog, and a catalog is built and
// opened, all in the view's lifetime. What an open catalog is asked is in own-session.ts. A list on screen changes
// only when the person does something, here too: more items are offered, not pushed in.

import { type BuildProgress, type OwnCatalog, OwnCatalogs } from '../../../src/sdk/own-catalogs.ts';
import { type ColumnRole, withRole } from '../../../src/visitor-files.ts';
import type { FilmSession } from '../session/film-session.ts';
import { bundleAddress } from '../state/bundle-address.ts';
import { WatchedState } from '../state/watched-state.ts';
import { errorText, sentenceCase } from '../state/words.ts';
import { INITIAL_OWN_CATALOGS_STATE, type OwnCatalogsState } from './own-catalogs-state.ts';
import { OwnSession } from './own-session.ts';
import { loadSample, SAMPLE } from './sample.ts';

const MANIFEST_URL = bundleAddress(location.search);

export class OwnCatalogsSession extends WatchedState<OwnCatalogsState> {
  readonly #films: FilmSession;
  #own = new OwnCatalogs();
  #opened: OwnSession | undefined;

  constructor(films: FilmSession) {
    super(INITIAL_OWN_CATALOGS_STATE);
    this.#films = films;
  }

  /** The open catalog's questions and answers. */
  get opened(): OwnSession | undefined {
    return this.#opened;
  }

  /** Opens the catalog that was open last, where there is one. */
  async start(): Promise<void> {
    await this.#attempt(async () => {
      const catalogs = await this.#own.list();
      this.set({ catalogs });
      if (catalogs[0]) await this.open(catalogs[0]);
    });
    if (this.state.phase === 'starting') this.set({ phase: 'choosing' });
  }

  /** Reads a file for the person to look at. */
  async read(file: Blob, fileName: string, name = nameOf(fileName)): Promise<void> {
    this.set({ reading: fileName, error: undefined });
    await this.#attempt(async () => {
      const preview = await this.#own.read(file, fileName);
      const roles = preview.columns.map(({ role }) => role);
      this.set({ phase: 'checking', draft: { preview, roles, name, isBusy: false } });
    });
    this.set({ reading: undefined });
  }

  async readSample(): Promise<void> {
    this.set({ reading: SAMPLE.fileName, error: undefined });
    await this.#attempt(async () => {
      await this.read(await loadSample(), SAMPLE.fileName, SAMPLE.name);
    });
    this.set({ reading: undefined });
  }

  setRole(column: number, role: ColumnRole): void {
    const { draft } = this.state;
    if (draft) this.set({ draft: { ...draft, roles: withRole(draft.roles, column, role) }, error: undefined });
  }

  setName(name: string): void {
    const { draft } = this.state;
    if (draft) this.set({ draft: { ...draft, name } });
  }

  dropDraft(): void {
    this.set({ phase: 'choosing', draft: undefined, error: undefined });
  }

  /** Keeps the draft as a catalog and begins to build it. */
  async create(): Promise<void> {
    const { draft } = this.state;
    if (!draft || draft.isBusy) return;
    this.set({ draft: { ...draft, isBusy: true }, error: undefined });
    await this.#attempt(async () => {
      const catalog = await this.#own.create(draft.name, [...draft.roles]);
      this.set({ draft: undefined });
      await this.open(catalog);
    });
    if (this.state.draft) this.set({ draft: { ...this.state.draft, isBusy: false } });
  }

  /** Shows a kept catalog as far as it is usable, and goes on with a build that was cut off. */
  async open(catalog: OwnCatalog): Promise<void> {
    this.#close();
    const opened = new OwnSession(this.#films, catalog, MANIFEST_URL);
    opened.addEventListener('change', () => {
      if (opened === this.#opened) this.set({ open: opened.state });
    });
    this.#opened = opened;
    this.set({ phase: 'open', open: opened.state, error: undefined });
    void this.#own.touch(catalog.id).catch(() => {});
    if (catalog.generation > 0) await this.#attempt(() => opened.show(catalog));
    if (catalog.state === 'building') void this.build();
    else await this.#showMap(catalog.id);
  }

  /** Goes on from where the catalog stands. */
  async build(): Promise<void> {
    const { open } = this.state;
    if (!open || open.progress) return;
    const opened = this.#opened;
    const { id } = open.catalog;
    const isCurrent = () => opened === this.#opened;
    this.#opened?.set({ progress: { stage: 'loading', catalog: open.catalog } });
    await this.#attempt(async () => {
      const films = await this.#films.engine.whenOpen();
      const catalog = await this.#own.build(id, await films.encoderParts(), (progress) => {
        if (isCurrent()) void this.#attempt(() => this.#follow(progress));
      });
      if (!isCurrent()) return;
      this.#opened?.set({ catalog });
      await opened?.show(catalog);
      await this.#showMap(id);
    });
    if (isCurrent()) this.#opened?.set({ progress: undefined });
  }

  /** Ends the build; what is encoded stays and can be used. */
  stop(): Promise<void> {
    return this.#attempt(() => this.#own.stop());
  }

  /** Shows the choice of files and catalogs again. A build goes on only while its catalog is open. */
  async leave(): Promise<void> {
    this.#close();
    this.set({ phase: 'choosing', open: undefined, error: undefined });
    await this.#attempt(async () => this.set({ catalogs: await this.#own.list() }));
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
    if (this.state.open?.progress) void this.#own.stop().catch(() => {});
    this.#opened?.dispose();
    this.#opened = undefined;
  }

  /** The first bundle is shown at once; of later ones the list says that there is more. */
  async #follow(progress: BuildProgress): Promise<void> {
    this.#opened?.set({ progress, catalog: progress.catalog });
    if (progress.catalog.generation > 0) await this.#opened?.show(progress.catalog);
  }

  async #showMap(id: string): Promise<void> {
    const map = await this.#own.map(id).catch(() => undefined);
    if (map && this.state.open?.catalog.id === id) this.#opened?.set({ map });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      console.warn(error);
      this.set({ error: errorText(error) });
    }
  }
}

/** `my_books.csv` -> `My books`. */
function nameOf(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return sentenceCase(words.slice(0, 80)) || 'My catalog';
}
