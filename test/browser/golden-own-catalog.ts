// What a visitor finds of catalogs of their own that are stored: the list of them, the map, and what the engine
// answers over one. Written once into test/fixtures/own-catalog, compared ever since.
import { openPrivet, type Privet } from '../../src/sdk/index.ts';
import { type EncoderFile, type OwnCatalogs, ownHistoryName } from '../../src/sdk/own-catalogs.ts';
import { filmManifestUrl } from './film-bundle.ts';

export const CATALOG_DATABASE = 'privet-own';
export const COMPLETE_ID = 'made-up-books-0123456789ab';
/** Its build was cut off when everything was encoded. */
export const CUT_OFF_ID = 'more-books-ba9876543210';
export const HISTORY_OF_COMPLETE = ownHistoryName(COMPLETE_ID);
export const CATALOG_PATH = 'own-catalog/catalogs.stored.json.gz';
export const CATALOG_HISTORY_PATH = 'own-catalog/history.stored.json';
/** The same catalogs as they were stored when another text encoder made their vectors. */
export const EARLIER_CATALOG_PATH = 'own-catalog/first-encoder.stored.json.gz';
export const CATALOG_FOUND_PATH = 'own-catalog/found.json';

/** Catalogs, the last opened first; the complete one with its history; the one that was cut off, built to its end. */
export async function findCatalogs(own: OwnCatalogs): Promise<object> {
  const catalogs = await own.list();
  const map = await mapOf(own, COMPLETE_ID);
  const complete = await askCatalog(COMPLETE_ID);
  const mapOfCutOff = await mapOf(own, CUT_OFF_ID);
  // Bytes after compression and places on a map are up to the browser's version.
  const { sizeBytes: _, ...built } = await own.build(CUT_OFF_ID, await filmEncoder(), () => {});
  const { positions: __, ...builtMap } = (await mapOf(own, CUT_OFF_ID))!;
  const cutOff = { mapOfCutOff, built, builtMap, ...(await askCatalog(CUT_OFF_ID)) };
  await own.touch(CUT_OFF_ID);
  const lastOpened = (await own.list()).map(({ id }) => id);
  return { catalogs, map, complete, cutOff, lastOpened };
}

/** The text encoder that catalogs are built with. */
export async function filmEncoder(): Promise<EncoderFile> {
  const films = await openPrivet(filmManifestUrl, {
    backend: 'wasm',
    towers: 'manual',
    databaseName: 'golden-encoder',
  });
  try {
    return await films.encoderParts();
  } finally {
    films.dispose();
  }
}

async function mapOf(own: OwnCatalogs, id: string) {
  const map = await own.map(id);
  return map ? { ...map, positions: Array.from(map.positions), groupOf: Array.from(map.groupOf) } : null;
}

/** The engine over a stored catalog, with the history that belongs to it. */
export function openStored(ownCatalog: string): Promise<Privet> {
  const databaseName = ownHistoryName(ownCatalog);
  return openPrivet(filmManifestUrl, { ownCatalog, databaseName, backend: 'wasm', towers: 'manual' });
}

async function askCatalog(id: string): Promise<object> {
  const privet = await openStored(id);
  const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);
  try {
    const list = await privet.forYou();
    const first = list.items[0]!.itemId;
    const towers = await privet.loadTowers();
    return {
      list: ids(list.items),
      source: list.source,
      listWithTowers: ids((await privet.forYou()).items),
      towers: towers.parts.towers.state,
      facets: await privet.facetCounts(),
      item: await privet.item(first),
      searchedFirst: ids((await privet.search({ query: 'kitchen', count: 1 })).items),
      similar: ids((await privet.similar(first)).items),
      history: (await privet.history()).map(({ event, item }) => [event, item?.title ?? null]),
      export: await privet.export(),
    };
  } finally {
    privet.dispose();
  }
}
