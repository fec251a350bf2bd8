// 500 films as Letterboxd lists them against the real catalog: how many are found. docs/benchmarks.md has the times.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TitleMatcher } from '../../src/text/title-matcher.ts';
import { readCatalogTitles } from './catalog-titles.ts';
import { makeLetterboxdExport } from './letterboxd-export.ts';

test('at least 95% of the films that the catalog has are found for certain, and none is taken for another', async () => {
  const catalog = await readCatalogTitles(fileURLToPath(new URL('../../public/models', import.meta.url)));
  // Without the further titles that the app brings along: the matcher alone.
  const matcher = new TitleMatcher(
    catalog.map(({ title, year }, itemIndex) => ({ itemIndex, titles: [title], ...(year && { year }) })),
  );
  for (const seed of [6, 7, 8]) {
    const { films } = makeLetterboxdExport(catalog, 500, seed);
    const found = films.map(({ name, year }) => matcher.match({ titles: [name], year }));
    const isRight = (i: number) => catalog[found[i]!.itemIndices[0]!]?.itemId === films[i]!.itemId;
    const certain = films.filter((_, i) => found[i]!.confidence === 'certain');
    const right = films.filter((film, i) => film.itemId && found[i]!.confidence === 'certain' && isRight(i));
    const known = films.filter(({ itemId }) => itemId !== undefined);
    console.log(
      `seed ${seed}: ${right.length} of ${known.length} certain and right; ${certain.length - right.length} wrong`,
    );
    expect(right.length / known.length).toBeGreaterThanOrEqual(0.95);
    expect(certain.length).toBe(right.length);
  }
});
