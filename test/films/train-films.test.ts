// Film training end to end on a few films and made-up people, in the form of the MovieLens folder.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFilmTowers } from '../../demo/films/bundle/film-towers.ts';
import { decodeResiduals } from '../../demo/films/bundle/residuals-file.ts';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { trainFilms } from '../../demo/films/training/train-films.ts';
import { parseManifest } from '../../src/formats/manifest.ts';
import { parseModelCard } from '../../src/formats/model-card.ts';
import { sha256Hex } from '../../src/formats/sha256.ts';
import { CONTENT_DIM, FEATURES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { openBundle, readItemToItem } from '../../src/pipeline/site/read-bundle-folder.ts';

const NUM_FILMS = 60;
const films = readFilms().films.slice(0, NUM_FILMS);
const TOWERS = ['item-tower.onnx', 'user-tower.onnx', 'user-tower-batch.onnx'];
let folder: string;
const at = (...path: string[]): string => join(folder, ...path);

async function write(path: string, lines: string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${lines.join('\n')}\n`);
}

/** Even films are in ml-1m, all are in latest-small; the last ten are in no log. */
async function writeMovieLens(): Promise<void> {
  const random = createRandom(1);
  const itemLine = (row: number): string =>
    JSON.stringify({ id: String(row + 1), title: films[row]!.title, year: films[row]!.year, genres: ['Drama'] });
  const rows = films.map((_, row) => row);
  const log = (users: number, pool: number[], rating: boolean): string[] => {
    const lines: string[] = [];
    for (let user = 0; user < users; user++) {
      random.shuffle(pool);
      pool.slice(0, 9).forEach((row, i) => {
        const stars = rating ? `,${1 + random.integer(9) / 2}` : '';
        lines.push(`${user},${row + 1},${rating ? 1_400_000_000 + i * 1000 : i}${stars}`);
      });
    }
    return lines;
  };
  const even = rows.filter((row) => row % 2 === 0);
  await write(at('data', 'ml-1m', 'items.jsonl'), even.map(itemLine));
  const events = log(12, even.slice(0, 25), false);
  await write(at('data', 'ml-1m', 'interactions.csv'), ['user_id,item_id,timestamp', ...events]);
  await write(at('data', 'ml-latest-small', 'items.jsonl'), rows.map(itemLine));
  const rated = log(8, rows.slice(0, 50), true);
  await write(at('data', 'ml-latest-small', 'interactions.csv'), ['user_id,item_id,timestamp,rating', ...rated]);
  const joins = films.map((film, row) => `${film.sourceRows[0]},${row + 1}`);
  await write(at('data', 'joins', 'vega_movies_x_movielens.csv'), ['vega_index,movieId', ...joins]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-train-films-'));
  await writeMovieLens();
  await trainFilms({
    ort: (await loadOnnxRuntime()).ort,
    data: at('data'),
    outDir: at('models'),
    evaluationDir: at('evaluation'),
    cacheDir: at('cache'),
    settings: { epochs: 1, batchSize: 4, numCandidates: 64 },
  });
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

test('the evaluation bundle holds the very tower bytes that ship', async () => {
  const manifest = parseManifest(JSON.parse(await readFile(at('evaluation', 'manifest.json'), 'utf8')));
  const listed = [manifest.models.itemTower, manifest.models.userTower, manifest.models.userTowerBatch];
  for (const [i, name] of TOWERS.entries()) {
    const shipped = await sha256Hex(new Uint8Array(await readFile(at('models', name))));
    expect(await sha256Hex(new Uint8Array(await readFile(at('evaluation', name))))).toBe(shipped);
    expect(listed[i]?.sha256).toBe(shipped);
  }
  expect(manifest.numItems).toBe(NUM_FILMS);
});

test('what goes with what is fitted over all MovieLens items, for the evaluation bundle alone', async () => {
  const table = await readItemToItem(await openBundle(at('evaluation')));
  expect(table).toMatchObject({ numItems: NUM_FILMS });
  expect(table!.weights.length).toBeGreaterThan(30);
});

test('residuals are those of the films that a log knows, by film id', async () => {
  const { ids, dim } = decodeResiduals(new Uint8Array(await readFile(at('models', 'film-residuals.bin'))));
  const known = new Set(films.slice(0, 50).map((film) => film.itemId));
  expect(dim).toBe(128 - FEATURES.length);
  expect(ids.length).toBeGreaterThan(30);
  for (const id of ids) expect(known.has(id)).toBe(true);
});

test('set-up takes the trained towers up', async () => {
  const itemIds = films.map((film) => film.itemId);
  const towers = await loadFilmTowers({
    folder: at('models'),
    itemIds,
    titles: films.map((film) => film.title),
    fields: films.map((film) => film.textFields),
    content: new Float32Array(NUM_FILMS * CONTENT_DIM),
    features: new Float32Array(NUM_FILMS * FEATURES.length),
  });
  expect(towers.kind).toBe('trained');
  expect(towers.itemTowerInputs?.codes).toBe(true);
  expect(towers.semanticIds.codes).toHaveLength(NUM_FILMS * towers.semanticIds.codebooks.numLevels);
  expect(towers.prior.every(Number.isFinite)).toBe(true);
  expect(towers.meanStrength).toBeGreaterThan(0);
  const unseen = towers.residuals.subarray(50 * 128);
  expect(unseen.every((value) => value === 0)).toBe(true);
});

test('the model card names data, terms and settings, for readers as for the page', async () => {
  const json = await readFile(at('models', 'model-card.json'), 'utf8');
  const { sections } = parseModelCard(json, 'model-card.json');
  const contentOf = (name: string) => sections.find(({ heading }) => heading === name)!.content;
  const terms = contentOf('Data and terms').join(' ');
  expect(terms).toContain('F. M. Harper and J. A. Konstan');
  expect(terms).toContain('not for commercial use');
  expect(contentOf('How')).toContainEqual({
    columns: ['setting', 'value'],
    rows: expect.arrayContaining([['seed', '1']]),
  });
  const markdown = await readFile(at('models', 'MODEL_CARD.md'), 'utf8');
  expect(markdown).toContain('| seed | 1 |');
  expect(markdown).toMatch(/\| ml-1m \| 0\.\d{4} \|/);
});
