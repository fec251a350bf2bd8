// Film training end to end on made-up people of a few films, in the form of the folder of logs, and on what was written.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFilmTowers } from '../../demo/films/bundle/film-towers.ts';
import { decodeResiduals } from '../../demo/films/bundle/residuals-file.ts';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { readTies } from '../../demo/films/ties/film-ties.ts';
import { trainFilms } from '../../demo/films/training/train-films.ts';
import { parseModelCard } from '../../src/formats/model-card.ts';
import { CONTENT_DIM, FEATURES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { encodeWords } from '../untrained/word-encoder.ts';

const NUM_FILMS = 60;
const films = readFilms().films.slice(0, NUM_FILMS);
let folder: string;
const at = (...path: string[]): string => join(folder, ...path);

async function write(path: string, lines: string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${lines.join('\n')}\n`);
}

/** Even films are in ml-1m, all but the last ten in latest-small, the first ones are tweeted of. */
async function writeLogs(): Promise<void> {
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
  await write(at('data', 'movietweetings-2013', 'items.jsonl'), rows.slice(0, 20).map(itemLine));
  const tweeted = log(6, rows.slice(0, 20), true);
  await write(at('data', 'movietweetings-2013', 'interactions.csv'), ['user_id,item_id,timestamp,rating', ...tweeted]);
  await write(at('data', 'joins', 'ml_additions.csv'), ['catalog_id,movieId', `${films[3]!.itemId},4`]);
  const joins = films.map((film, row) => `${film.sourceRows[0]},${row + 1}`);
  await write(at('data', 'joins', 'vega_movies_x_movielens.csv'), ['vega_index,movieId', ...joins]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-train-films-'));
  await writeLogs();
  await trainFilms({
    ort: (await loadOnnxRuntime()).ort,
    data: at('data'),
    outDir: at('models'),
    cacheDir: at('cache'),
    films,
    settings: { epochs: 1, batchSize: 4, numCandidates: 64 },
  });
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

test('residuals are those of the films that people met or that something was written of, by film id', async () => {
  const { ids, dim } = decodeResiduals(new Uint8Array(await readFile(at('models', 'film-residuals.bin'))));
  expect(dim).toBe(128 - FEATURES.length);
  expect(ids).toEqual([...ids].sort());
  const [known, all] = [new Set(ids), new Set(films.map(({ itemId }) => itemId))];
  const ties = readTies();
  const tied = films.filter(({ itemId }) => (ties.get(itemId) ?? []).filter(({ to }) => all.has(to)).length >= 4);
  for (const film of [...films.slice(0, 12), ...tied]) expect(known.has(film.itemId)).toBe(true);
  expect(ids.every((id) => all.has(id))).toBe(true);
});

test('set-up takes the trained towers up', async () => {
  const itemIds = films.map((film) => film.itemId);
  const towers = await loadFilmTowers({
    folder: at('models'),
    itemIds,
    fields: films.map((film) => film.textFields),
    content: new Float32Array(NUM_FILMS * CONTENT_DIM),
    features: new Float32Array(NUM_FILMS * FEATURES.length),
    encodeAll: encodeWords,
  });
  expect(towers.kind).toBe('trained');
  expect(towers.itemTowerInputs?.codes).toBe(true);
  expect(towers.semanticIds.codes).toHaveLength(NUM_FILMS * towers.semanticIds.codebooks.numLevels);
  expect(towers.prior.every(Number.isFinite)).toBe(true);
  expect(towers.meanStrength).toBeGreaterThan(0);
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
