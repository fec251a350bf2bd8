// What was plain can be read in the browser's files until it is written over; `npm run attack -- written-over` has larger histories.
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startServer } from '../e2e/static-server.ts';
import { buildSdkPage } from './browser-kills.ts';
import { writtenOver } from './written-over.ts';

test('a history that was encrypted is found nowhere on the disk after one more visit', async () => {
  const folder = await buildSdkPage();
  const server = await startServer(folder);
  try {
    const { numEvents, numPlain, numNextVisit } = await writtenOver(server.url, 60);
    expect(numPlain).toBe(numEvents);
    expect(numNextVisit).toBe(0);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
