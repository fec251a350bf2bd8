// Writes test/fixtures/exports through the app's own code in a browser (PRIVET_WRITE_GOLDEN=1 npx vitest run --project
// browser exports-write-golden), from the golden catalogs and the golden history. Run once for a new version, beside the
// file that is there, and never to make a failing test pass.
import { test } from 'vitest';
import { OwnCatalogs } from '../../src/sdk/own-catalogs.ts';
import { exportStored, putGoldenCatalogs, WHOLE_EXPORT_PATH } from './golden-export.ts';
import { writeFixture } from './stored-databases.ts';

test('a history and two catalogs', async () => {
  await putGoldenCatalogs();
  const own = new OwnCatalogs();
  await writeFixture(WHOLE_EXPORT_PATH, await exportStored(own));
  own.dispose();
});
