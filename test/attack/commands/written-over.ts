// `npm run attack -- written-over`: what the files of a browser hold of a history that was encrypted.
import { rm } from 'node:fs/promises';
import { startServer } from '../../e2e/static-server.ts';
import { buildSdkPage } from '../browser-kills.ts';
import { writtenOver } from '../written-over.ts';

export async function searchWrittenOver(...counts: string[]): Promise<boolean> {
  const folder = await buildSdkPage();
  let isClean = true;
  try {
    console.log(
      '| events | found before | encrypted, browser closed | after one more visit | encrypting and writing over |',
    );
    console.log('| ---: | ---: | ---: | ---: | ---: |');
    for (const count of counts.length > 0 ? counts.map(Number) : [20, 500, 2000, 10_000]) {
      const server = await startServer(folder); // an origin of its own
      const found = await writtenOver(server.url, count).finally(() => server.close());
      const cells = [found.numEvents, found.numPlain, found.numEncrypted, found.numNextVisit];
      console.log(`| ${cells.join(' | ')} | ${found.tookMs.toFixed(0)} ms |`);
      isClean &&= found.numNextVisit === 0;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return isClean;
}
