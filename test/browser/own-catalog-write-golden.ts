// Writes test/fixtures/own-catalog through the app's own code in a browser (PRIVET_WRITE_GOLDEN=1 npx vitest run
// --project browser own-catalog-write-golden). Run once for a new layout, beside the files that are there, and
// never to make a failing test pass. Ids and times, which are random and now, are exchanged for fixed ones.
import { deleteDB } from 'idb';
import { expect, test } from 'vitest';
import { type EncoderFile, type OwnCatalog, OwnCatalogs } from '../../src/sdk/own-catalogs.ts';
import {
  CATALOG_DATABASE,
  CATALOG_FOUND_PATH,
  CATALOG_HISTORY_PATH,
  CATALOG_PATH,
  COMPLETE_ID,
  CUT_OFF_ID,
  filmEncoder,
  findCatalogs,
  HISTORY_OF_COMPLETE,
} from './golden-own-catalog.ts';
import {
  databaseText,
  dumpDatabase,
  parseDatabase,
  putDatabase,
  readFixture,
  type StoredDatabase,
  writeFixture,
} from './stored-databases.ts';

const START_MS = Date.UTC(2024, 1, 29, 12);
const HOUR_MS = 3_600_000;
const CSV = `title,author,year,genres,rating,description
The Salt Road,Ines Vale,1987,Adventure;History,4.1,"A caravan crosses a desert of salt, and a driver is not who she says."
Night Ferry,Ines Vale,1992,Thriller,3.7,"A ferry leaves with one passenger too many, and the captain counts again."
The Glass Orchard,Tomas Reed,2003,Fantasy,4.5,"In an orchard of glass trees a girl hears fruit that rings before frost."
Winter Bees,Tomas Reed,2008,Drama,3.9,"Two brothers keep bees through a winter that will not end."
Orbit of Moths,Lena Okoye,2015,Science Fiction,4.3,"A station keeper finds moths where there is no air."
The Second Moon,Lena Okoye,2019,Science Fiction;Adventure,4.6,"Colonists wake below a moon that no map of theirs has."
A Kitchen in Lisbon,Rui Prado,1999,Comedy;Romance,3.4,"A cook who cannot taste falls for a critic who cannot lie."
Bread and Thunder,Rui Prado,2005,Comedy,3.1,"A baker's contest, a storm, and one oven for all of them."
The Archivist,Mara Lind,1978,Mystery,4.0,"Letters vanish from an archive, always those of the same week."
Zwölf Stühle,Mara Lind,,Mystery;Comedy,,"Zwölf Stühle, <b>one</b> of them with a secret."
七人の図書館員,Aki Mori,2011,Drama;History,4.4,"Seven librarians carry a library over a mountain."
The Quiet Tide,Aki Mori,2021,Drama,2.8,"A lighthouse keeper learns to read from wrecks."
`;

async function createCatalog(own: OwnCatalogs, name: string): Promise<OwnCatalog> {
  const { columns } = await own.read(new Blob([CSV]), 'books.csv');
  return own.create(
    name,
    columns.map(({ role }) => role),
  );
}

/** Closes the tab, so to speak, when all is encoded and nothing is written of it but vectors. */
async function buildUntilEncoded(own: OwnCatalogs, id: string, encoder: EncoderFile): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onProgress = ({ stage }: { stage: string }) => {
      if (stage !== 'fitting') return;
      own.dispose();
      resolve();
    };
    own.build(id, encoder, onProgress).catch(() => resolve());
    setTimeout(() => reject(new Error('the build never came to fit')), 60_000);
  });
}

/** The database with fixed ids and times. */
function settled(database: StoredDatabase, ids: Record<string, string>): StoredDatabase {
  const settleKey = (key: IDBValidKey): IDBValidKey =>
    Array.isArray(key) ? key.map(settleKey) : (ids[String(key)] ?? key);
  const settleRecord = (record: { id: string }) => {
    const id = ids[record.id]!;
    const order = Object.values(ids).indexOf(id);
    return { ...record, id, createdMs: START_MS + order * HOUR_MS, openedMs: START_MS + (9 - order) * HOUR_MS };
  };
  const stores = database.stores.map((store) => ({
    ...store,
    records: store.records.map(([key, value]): [IDBValidKey, unknown] => [
      settleKey(key),
      store.name === 'catalogs' ? settleRecord(value as { id: string }) : value,
    ]),
  }));
  return { ...database, stores };
}

test('a complete catalog with a history, and one whose build was cut off', async () => {
  for (const name of [CATALOG_DATABASE, HISTORY_OF_COMPLETE]) await deleteDB(name);
  const own = new OwnCatalogs();
  const encoder = await filmEncoder();
  const complete = await createCatalog(own, 'Made-up books');
  expect(await own.build(complete.id, encoder, () => {})).toMatchObject({ state: 'ready' });
  const cutOff = await createCatalog(own, 'More books');
  await buildUntilEncoded(own, cutOff.id, encoder);
  const ids = { [complete.id]: COMPLETE_ID, [cutOff.id]: CUT_OFF_ID };
  const catalogs = settled(await dumpDatabase(CATALOG_DATABASE), ids);
  const vectors = catalogs.stores.find(({ name }) => name === 'vectors')!;
  expect(vectors.records.map(([key]) => key)).toEqual([[CUT_OFF_ID, 0]]);
  await putDatabase(catalogs);
  await writeFixture(CATALOG_PATH, databaseText(catalogs));
  // Its history is that of the first files.
  await putDatabase(parseDatabase(await readFixture(CATALOG_HISTORY_PATH)));
  const again = new OwnCatalogs();
  await writeFixture(CATALOG_FOUND_PATH, `${JSON.stringify(await findCatalogs(again), null, 1)}\n`);
  again.dispose();
});
