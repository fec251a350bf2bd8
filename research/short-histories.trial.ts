// A stand-in for a site that nobody has tuned for: many people with short histories, and items of which only the title
// is known. Both MovieLens logs are cut into stretches of 5 to 50 events, each taken for a person of its own, until
// there are enough. It is still about films, so it shows what the defaults make of such a shape, not of another domain.
// Writes items.jsonl and log.csv, which hold MovieLens rows: never commit them.
//
// MovieLens was rated page by page, and what follows what is often the order of a page. With --keep 0.33 each event
// stays with that chance before histories are cut, so that few neighbours of a page stay neighbours, as where people
// come back for one thing at a time.
//
// npx tsx research/short-histories.trial.ts --data FOLDER [--people 22000] [--keep 1] [--seed 1]
//   [--out .cache/short-histories]
// npm run evaluate -- --items .cache/short-histories/items.jsonl --interactions .cache/short-histories/log.csv

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/numerics/random.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { parseCount } from './training/changed-settings.ts';
import { CACHE_FOLDER } from './training/encoder-cache.ts';

const LOGS = ['ml-1m', 'ml-latest-small'];
const [SHORTEST, LONGEST, MEAN_BEYOND] = [5, 50, 4];
/** Events between two stretches of one history, at most. */
const MAX_GAP = 40;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    people: { type: 'string', default: '22000' },
    keep: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(CACHE_FOLDER, 'short-histories') },
  },
});
const { data, out } = options;
if (data === undefined)
  throw new Error('--data is missing, expected the folder that holds ml-1m/ and ml-latest-small/');
const people = parseCount(options.people, '--people');
const keep = Number(options.keep);
if (!(keep > 0 && keep <= 1)) throw new Error(`--keep is ${options.keep}, expected a share above 0, at most 1`);
const random = createRandom(parseCount(options.seed, '--seed', 0));

const titles = new Map<string, string>();
const stretches: string[][] = [];
for (const name of LOGS) {
  const { items } = await readItems(join(data, name, 'items.jsonl'));
  const ids = items.map(({ id }) => id);
  for (const { id, title } of items) titles.set(id, titles.get(id) ?? title);
  const log = await readInteractions(join(data, name, 'interactions.csv'), ids);
  for (let user = 0; user < log.numUsers; user++) {
    const history = keptOf(log.items.subarray(log.offsets[user], log.offsets[user + 1]));
    for (let from = 0; from < history.length; from += random.integer(MAX_GAP + 1)) {
      const beyond = Math.floor(-Math.log(1 - random.next()) * MEAN_BEYOND);
      const stretch = history.subarray(from, from + Math.min(LONGEST, SHORTEST + beyond));
      if (stretch.length >= SHORTEST) stretches.push(Array.from(stretch, (item) => ids[item]!));
      from += stretch.length;
    }
  }
}
random.shuffle(stretches);
const kept = stretches.slice(0, people);
const used = new Set(kept.flat());
const rows = kept.flatMap((stretch, person) => stretch.map((itemId, i) => `${person},${itemId},${i}`));
await mkdir(out, { recursive: true });
const lines = [...titles].map(([id, title]) => JSON.stringify({ id, title }));
await writeFile(join(out, 'items.jsonl'), `${lines.join('\n')}\n`);
await writeFile(join(out, 'log.csv'), `user_id,item_id,timestamp\n${rows.join('\n')}\n`);
const counts = { people: kept.length, items: titles.size, itemsWithEvents: used.size, events: rows.length };
console.log(JSON.stringify({ trial: 'short-histories', ...counts }));

function keptOf(history: Uint32Array): Uint32Array {
  return keep === 1 ? history : history.filter(() => random.next() < keep);
}
