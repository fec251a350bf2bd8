// `npm run screenshots`: 200 covers on a sheet, of the films that most people know and of some from all over the catalog,
// on light and on dark, into test-results/images. Someone has to look at them.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chooseMotif } from '../../demo/app/art/choose-motif.ts';
import { pictureOf } from '../../demo/app/art/covers.ts';
import { poster } from '../../demo/app/art/poster.ts';
import { svgText } from '../../demo/app/art/svg-text.ts';
import { allFilms } from '../app/art/films.ts';
import { newVisitor, useBrowser } from './harness.ts';

useBrowser();

const NUM_COVERS = 200;
const folder = fileURLToPath(new URL('../../test-results/images', import.meta.url));
const PAGES = { light: '#faf8f4', dark: '#16181c' };

test('covers of known and of unknown films', async () => {
  if (process.env.PRIVET_SCREENSHOTS === 'docs') return;
  await mkdir(folder, { recursive: true });
  const films = await allFilms();
  const known = films.slice(0, NUM_COVERS / 2);
  const step = Math.floor((films.length - known.length) / (NUM_COVERS / 2));
  const others = Array.from({ length: NUM_COVERS / 2 }, (_, i) => films[known.length + i * step]!);
  const shown = [...known, ...others];
  const covers = shown.map(
    (film) =>
      `<div><svg viewBox="0 0 200 300">${svgText(poster(film, pictureOf(film)))}</svg>${chooseMotif(film)}</div>`,
  );
  const { page } = await newVisitor({ viewport: { width: 1800, height: 1000 } });
  for (const [name, colour] of Object.entries(PAGES)) {
    await page.setContent(`<style>body { margin: 8px; background: ${colour}; color: gray; font: 10px sans-serif;
      display: grid; grid-template-columns: repeat(14, 1fr); gap: 8px } svg { display: block }</style>${covers.join('')}`);
    await page.screenshot({ path: join(folder, `covers-${name}.png`), fullPage: true });
  }
  expect(await page.locator('svg > svg').count()).toBe(NUM_COVERS);
});
