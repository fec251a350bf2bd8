// The catalogs of their own that a person's export brings: checked with the rest of the file, kept with what was said in
// them, and built, which takes seconds to minutes. A history that is locked has none beside it.

import { type BuildProgress, OwnCatalogs, type RestoredCatalog } from '../../../../src/sdk/own-catalogs.ts';
import type { OwnCatalogsOfFile } from '../../imports/read-export.ts';
import type { FilmSession } from '../../session/film-session.ts';
import { errorText, plural, sum } from '../../state/words.ts';

/** What came. */
export interface CatalogsIn {
  restored: RestoredCatalog[];
  /** Of the file, not taken because the history is locked. */
  numLeftOut: number;
  /** New ones that are not built to their end; their view goes on with it. */
  numUnbuilt: number;
  /** Why the others could not be kept or built. */
  trouble?: string;
}

export interface CatalogsBuilding {
  progress: BuildProgress;
  /** 1-based, of the new ones. */
  place: number;
  total: number;
}

export class OwnCatalogsImport {
  readonly #session: FilmSession;
  readonly #ofFile: OwnCatalogsOfFile;
  readonly #own = new OwnCatalogs();
  #isStopped = false;

  constructor(session: FilmSession, ofFile: OwnCatalogsOfFile) {
    this.#session = session;
    this.#ofFile = ofFile;
  }

  /** @throws RequestError that says what is wrong with them */
  async check(): Promise<void> {
    await this.#own.readExport(this.#ofFile.catalogs);
  }

  /** Keeps and builds what was checked. Never rejects. */
  async take(onProgress: (building: CatalogsBuilding) => void): Promise<CatalogsIn> {
    const { numCatalogs } = this.#ofFile;
    const came: CatalogsIn = { restored: [], numLeftOut: 0, numUnbuilt: 0 };
    if (this.#session.state.encryption !== 'off') return { ...came, numLeftOut: numCatalogs };
    try {
      for (let place = 0; place < numCatalogs; place++) came.restored.push(await this.#own.restore(place));
      const fresh = came.restored.filter(({ isNew }) => isNew);
      came.numUnbuilt = fresh.length;
      for (const [i, { catalog }] of fresh.entries()) {
        if (this.#isStopped) break;
        const onStep = (progress: BuildProgress) => onProgress({ progress, place: i + 1, total: fresh.length });
        onStep({ stage: 'loading', catalog });
        const films = await this.#session.engine.whenOpen();
        const { state } = await this.#own.build(catalog.id, await films.encoderParts(), onStep);
        if (state === 'ready') came.numUnbuilt--;
      }
    } catch (error) {
      came.trouble = errorText(error);
    }
    return came;
  }

  stop(): void {
    this.#isStopped = true;
    void this.#own.stop().catch(() => {});
  }

  dispose(): void {
    this.#own.dispose();
  }
}

/** Removes the catalogs that came, and the events that came to others. */
export async function takeBack({ restored }: CatalogsIn): Promise<void> {
  const own = new OwnCatalogs();
  try {
    for (const { catalog, isNew, added } of restored) {
      if (isNew) await own.remove(catalog.id);
      else if (added.length > 0) await own.removeEvents(catalog.id, added);
    }
  } finally {
    own.dispose();
  }
}

/** `2 own catalogs`, where any are new. */
export function catalogsNews(own: CatalogsIn | undefined): string[] {
  const numNew = own?.restored.filter(({ isNew }) => isNew).length ?? 0;
  return numNew > 0 ? [plural(numNew, 'own catalog')] : [];
}

/** What came, in sentences. */
export function catalogsWords({ restored, numLeftOut, numUnbuilt, trouble }: CatalogsIn): string[] {
  const words: string[] = [];
  const events = (of: readonly RestoredCatalog[]) => plural(sum(of.map(({ added }) => added.length)), 'new event');
  const fresh = restored.filter(({ isNew }) => isNew);
  const known = restored.filter(({ isNew }) => !isNew);
  const names = (of: readonly RestoredCatalog[]) =>
    of.map(({ catalog }) => `${catalog.name} (${plural(catalog.numItems, 'item')})`).join(', ');
  if (fresh.length > 0) words.push(`Your own catalogs that came, with ${events(fresh)}: ${names(fresh)}.`);
  if (known.length > 0) words.push(`Your own catalogs that you had already, ${events(known)}: ${names(known)}.`);
  if (numLeftOut > 0)
    words.push(`${plural(numLeftOut, 'own catalog')} left out: they cannot be locked, and your history is.`);
  if (trouble) words.push(`Not all could be done. ${trouble}`);
  if (numUnbuilt > 0) words.push(`${plural(numUnbuilt, 'catalog')} not read to the end yet: open it to go on.`);
  return words;
}
