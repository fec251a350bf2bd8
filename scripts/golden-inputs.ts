// What golden-bytes.ts makes things from: a shop with a log, films with people who rate them, content vectors. All made
// up from seeds.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Film, readFilms } from '../demo/films/cleaning/read-films.ts';
import { CONTENT_DIM } from '../src/formats/vocabulary.ts';
import { l2NormalizeRows } from '../src/numerics/l2-normalize.ts';
import { createRandom, type Random } from '../src/numerics/random.ts';

export interface Site {
  items: string;
  log: string;
  /** More than a hundred events an item, of few items. */
  oftenLog: string;
  /** Items that no bundle has. */
  newItems: string;
  /** For a bundle without a log: enough for two shards. */
  manyItems: string;
}

const KINDS = ['sofa', 'lamp', 'rug', 'shelf'];
const ROOMS = ['a small room', 'the garden', 'long evenings'];
const [NUM_ITEMS, NUM_NEW, NUM_USERS, EVENTS_PER_USER] = [80, 8, 240, 12];

/** Items of a shop, the last ones met by nobody; people who mostly go on to the next item of a ring. */
export async function writeSite(folder: string): Promise<Site> {
  const rows = itemRows(NUM_ITEMS + 6);
  return {
    items: await writeText(join(folder, 'items.jsonl'), rows.slice(0, NUM_ITEMS).map(jsonOf)),
    newItems: await writeText(join(folder, 'new.jsonl'), rows.slice(NUM_ITEMS).map(jsonOf)),
    manyItems: await writeText(join(folder, 'many.jsonl'), itemRows(520).map(jsonOf)),
    log: await writeText(join(folder, 'log.csv'), logLines(NUM_ITEMS - NUM_NEW)),
    oftenLog: await writeText(join(folder, 'often.csv'), logLines(15)),
  };
}

type ItemRow = Record<string, string | number | string[] | null>;

export function itemRows(count: number): ItemRow[] {
  const random = createRandom(count);
  return Array.from({ length: count }, (_, i) => {
    const kind = KINDS[i % KINDS.length]!;
    return {
      id: `sku-${i}`,
      title: `${pick(random, ['Grand', 'Plain', 'Quiet', 'Bright'])} ${kind} ${i}`,
      category: [kind, ...(i % 5 === 0 ? ['sale'] : [])],
      tags: [`room ${random.integer(6)}`, `colour ${random.integer(9)}`],
      maker: `Maker ${i % 7}`,
      // A fact that few items have, so that a shard may lack it.
      note: i < 3 ? `as new ${i}` : null,
      year: 1960 + random.integer(60),
      rating: i % 6 === 0 ? null : Math.round(10 * (1 + 4 * random.next())) / 10,
      votes: random.integer(500),
      description: `A ${kind} for ${pick(random, ROOMS)}, made of ${pick(random, ['oak', 'wool', 'brass'])}.`,
    };
  });
}

/** A row of an items file; most bring a vector of their own. */
function jsonOf(row: ItemRow, i: number): string {
  const random = createRandom(1000 + i);
  const style =
    i % 9 === 0 ? undefined : Array.from({ length: 8 }, (_, d) => (d === i % 4 ? 1 : 0) + 0.2 * random.normal());
  return JSON.stringify({ ...row, style });
}

function logLines(numItems: number): string[] {
  const random = createRandom(numItems);
  const events = ['view', 'view', 'select', 'like', 'dislike', 'add_to_cart', 'purchase', 'rate', 'hide'];
  const lines = ['user_id,item_id,timestamp,event,rating,context.daypart,context.device'];
  for (let user = 0; user < NUM_USERS; user++) {
    let item = random.integer(numItems);
    for (let i = 0; i < EVENTS_PER_USER - (user % 5); i++) {
      const event = pick(random, events);
      const rating = event === 'rate' ? 1 + random.integer(9) / 2 : '';
      const context = `${pick(random, ['morning', 'evening', ''])},${user % 3 === 0 ? 'phone' : 'desk'}`;
      lines.push(`u${user},sku-${item},${1_600_000_000 + user * 5000 + i * 86_400},${event},${rating},${context}`);
      item = random.next() < 0.8 ? (item + 1) % numItems : random.integer(numItems);
    }
  }
  return lines;
}

/** Films and people as the folder of logs has them: even films in ml-1m, all in latest-small, the last in no log. */
export async function writeFilmLogs(folder: string): Promise<Film[]> {
  const all = readFilms().films;
  const newer = all.filter(({ sourceRows }) => sourceRows.length === 0).slice(0, 12);
  const films = [...newer, ...all.filter(({ sourceRows }) => sourceRows.length > 0).slice(0, 60)];
  const random = createRandom(1);
  const rows = films.map((_, row) => row);
  const even = rows.filter((row) => row % 2 === 0);
  const itemLine = (row: number): string =>
    JSON.stringify({ id: String(row + 1), title: films[row]!.title, year: films[row]!.year, genres: ['Drama'] });
  const events = (users: number, pool: number[], isRated: boolean): string[] => {
    const lines = [`user_id,item_id,timestamp${isRated ? ',rating' : ''}`];
    for (let user = 0; user < users; user++) {
      random.shuffle(pool);
      for (const [i, row] of pool.slice(0, 9).entries()) {
        lines.push(`${user},${row + 1},${isRated ? `${1_400_000_000 + i * 1000},${1 + random.integer(9) / 2}` : i}`);
      }
    }
    return lines;
  };
  const joins = films.flatMap(({ sourceRows: [source] }, row) =>
    source === undefined ? [] : [`${source},${row + 1}`],
  );
  const files = {
    'ml-1m/items.jsonl': even.map(itemLine),
    'ml-1m/interactions.csv': events(24, even.slice(0, 31), false),
    'ml-latest-small/items.jsonl': rows.map(itemLine),
    'ml-latest-small/interactions.csv': events(16, rows.slice(0, 62), true),
    'movietweetings-2013/items.jsonl': even.map(itemLine),
    'movietweetings-2013/interactions.csv': events(8, even.slice(0, 20), true),
    'joins/vega_movies_x_movielens.csv': ['vega_index,movieId', ...joins],
    'joins/ml_additions.csv': ['catalog_id,movieId', `${films[0]!.itemId},1`],
  };
  for (const [name, lines] of Object.entries(files)) await writeText(join(folder, name), lines);
  return films;
}

/** f32 [numItems, 512], unit length: around one direction a kind. */
export function contentOf(numItems: number): Float32Array {
  const random = createRandom(3);
  const rows = Float32Array.from({ length: numItems * CONTENT_DIM }, (_, i) => {
    const [item, d] = [Math.floor(i / CONTENT_DIM), i % CONTENT_DIM];
    return (d % KINDS.length === item % KINDS.length ? 1 : 0) + 0.5 * random.normal();
  });
  return l2NormalizeRows(rows, CONTENT_DIM);
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.integer(list.length)]!;
}

export async function writeText(file: string, lines: readonly string[]): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
