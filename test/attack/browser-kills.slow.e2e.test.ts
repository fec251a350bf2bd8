// A few kills of the built app; `npm run attack -- browser-kills` has as many as somebody has time for.
import { rm } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { copyApp, killBrowsers } from './browser-kills.ts';

test('a browser that is killed while it records has all that it acknowledged when it is opened again', async () => {
  const folder = await copyApp(inject('builtAppFolder'));
  try {
    const { problems, numKills, numAcknowledged, numGone } = await killBrowsers(folder, { numKills: 4, seed: 2 });
    expect(problems).toEqual([]);
    expect(numKills).toBe(4);
    expect(numAcknowledged).toBeGreaterThan(0);
    expect(numGone).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
