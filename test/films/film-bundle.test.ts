// The film stage: which towers it takes, and when it is done again. Making the whole bundle takes the text encoder over
// 4,281 texts; set-up has made it before the tests run, so its result is looked at here.
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { markBuilt, needsRebuild } from '../../demo/films/bundle/film-bundle-state.ts';
import { loadFilmTowers } from '../../demo/films/bundle/film-towers.ts';
import { encodeResiduals } from '../../demo/films/bundle/residuals-file.ts';
import { orderByPrior } from '../../src/bundle/order-by-prior.ts';
import { encodeCodebooks } from '../../src/formats/codebooks.ts';
import { gzip } from '../../src/formats/gzip.ts';
import { damagedFiles, readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, DIM, withFolder } from '../bundle/bundle-fixture.ts';
import { encodeWords } from '../untrained/word-encoder.ts';

const towersJson = {
  embeddingDim: DIM,
  qualityDims: 6,
  prior: Array(DIM).fill(0.5),
  meanStrength: 2,
  modelCard: 'card.json',
};
const residuals = { dim: DIM - 6, ids: ['gone-1990', 'b-2000'], scale: 0.5, values: new Int8Array(20).fill(4, 10) };

/** Content vectors of zeros are nearest to the second centroid. */
const codebooks = {
  dim: 256,
  numLevels: 1,
  codebookSize: 2,
  centroids: new Float32Array(512).fill(1, 0, 256),
  labels: [],
};

/** b-2000 goes with a film that is gone. */
function towersInput(folder: string) {
  const itemIds = ['a-1999', 'b-2000'];
  const fields = ['A', 'B'].map((title) => ({ title }));
  return {
    folder,
    itemIds,
    fields,
    content: new Float32Array(2 * 256),
    features: new Float32Array(12),
    encodeAll: encodeWords,
  };
}

async function commitTowers(folder: string, json: object = towersJson): Promise<void> {
  for (const name of ['item-tower', 'user-tower', 'user-tower-batch'])
    await writeFile(join(folder, `${name}.onnx`), name);
  await writeFile(join(folder, 'card.json'), 'a card');
  await writeFile(join(folder, 'film-residuals.bin'), encodeResiduals(residuals));
  await writeFile(join(folder, 'film-codebooks.bin.gz'), await gzip(encodeCodebooks(codebooks)));
  await writeFile(join(folder, 'towers.json'), JSON.stringify(json));
}

describe('loadFilmTowers', () => {
  it('places films by content, without towers, where nothing is committed', () =>
    withFolder(async (folder) => {
      const towers = await loadFilmTowers(towersInput(folder));
      expect(towers).toMatchObject({ kind: 'untrained', qualityDims: 6 });
      expect(towers.towers).toBeUndefined();
      expect(towers.prior).toHaveLength(128);
      expect(towers.residuals).toHaveLength(2 * 128);
    }));

  it('takes the committed towers, with residuals by item id', () =>
    withFolder(async (folder) => {
      await commitTowers(folder);
      const towers = await loadFilmTowers(towersInput(folder));
      expect(towers).toMatchObject({
        kind: 'trained',
        qualityDims: 6,
        meanStrength: 2,
        modelCard: new Uint8Array(Buffer.from('a card')),
      });
      expect(towers.towersFolder).toBeUndefined();
      expect(new TextDecoder().decode(towers.towers!.userTowerBatch)).toBe('user-tower-batch');
      const row = [...Array(10).fill(2), ...Array(6).fill(0)];
      expect(towers.semanticIds).toMatchObject({ codes: Uint8Array.of(1, 1), dedupCodes: Uint32Array.of(0, 1) });
      expect([...towers.residuals]).toEqual([...Array(DIM).fill(0), ...row]);
    }));

  it.each([
    [
      'a field of another type',
      { ...towersJson, meanStrength: 'much' },
      /towers\.json: found meanStrength = "much", expected number/,
    ],
    ['a prior of another length', { ...towersJson, prior: [1] }, /found 1 numbers in prior, expected 16/],
  ])('refuses %s', (_what, json, message) =>
    withFolder(async (folder) => {
      await commitTowers(folder, json);
      await expect(loadFilmTowers(towersInput(folder))).rejects.toThrow(message);
    }),
  );

  it('refuses a file that is no JSON', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'towers.json'), '{"prior": [');
      await expect(loadFilmTowers(towersInput(folder))).rejects.toThrow(
        /towers\.json: found no JSON \(.+\), expected a JSON object/,
      );
    }));

  it('refuses residuals of another width', () =>
    withFolder(async (folder) => {
      await commitTowers(folder, { ...towersJson, qualityDims: 7 });
      await expect(loadFilmTowers(towersInput(folder))).rejects.toThrow(/residuals have 10 dims, expected 9/);
    }));
});

describe('orderByPrior', () => {
  it('puts the highest score first with all that belongs to it, and keeps the order of equals', () => {
    const { items, embeddings } = bundleInput('unused', 4);
    embeddings.fill(0);
    for (const [i, score] of [1, 3, 1, 2].entries()) embeddings[i * DIM] = score;
    const contentVectors = Float32Array.of(10, 11, 12, 13);
    const prior = new Float32Array(DIM);
    prior[0] = 1;
    const ordered = orderByPrior({ items, embeddings, contentVectors, prior });
    expect(ordered.items.map((item) => item.id)).toEqual(['item-1', 'item-3', 'item-0', 'item-2']);
    expect([...ordered.contentVectors]).toEqual([11, 13, 10, 12]);
    expect([0, 1, 2, 3].map((i) => ordered.embeddings[i * DIM])).toEqual([3, 2, 1, 1]);
  });
});

describe('needsRebuild', () => {
  it('is false only for a whole bundle made from the same sources', () =>
    withFolder(async (folder) => {
      const [outDir, stateFile] = [join(folder, 'models'), join(folder, 'cache', 'state')];
      expect(await needsRebuild(outDir, stateFile, 'today')).toBe(true);
      await writeBundle(bundleInput(outDir, 3));
      expect(await needsRebuild(outDir, stateFile, 'today')).toBe(true);
      await markBuilt(stateFile, 'today');
      expect(await needsRebuild(outDir, stateFile, 'today')).toBe(false);
      expect(await needsRebuild(outDir, stateFile, 'tomorrow')).toBe(true);
      await appendFile(join(outDir, 'catalog/content-000.arrow.gz'), 'x');
      expect(await needsRebuild(outDir, stateFile, 'today')).toBe(true);
    }));
});

describe('the film bundle of set-up', () => {
  it('is whole, holds every film, and its first list costs a shard of at most 300 kB', async () => {
    const folder = fileURLToPath(new URL('../../public/models', import.meta.url));
    const manifest = await readManifest(folder); // set-up has made the bundle: npm run setup
    expect(manifest.numItems).toBe(6684);
    expect(await damagedFiles(folder, manifest)).toEqual([]);
    const [first, ...others] = manifest.catalog.items;
    expect(first!.numItems).toBe(430);
    expect(first!.sizeBytes).toBeLessThan(272_000);
    expect(others.reduce((sum, shard) => sum + shard.sizeBytes, 0)).toBeLessThan(4_000_000);
    expect(manifest.notices.join('\n')).toMatch(/vega-datasets[\s\S]*Text encoder: trained by Privet/);
  });
});
