// Writes test/fixtures/lists: what the engine answers today (npx tsx test/engine/lists-write-golden.ts, after npm run
// setup). Run once when lists are to be others, and never to make a failing test pass. The histories are written only
// where there are none.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { EventType, HistoryEvent } from '../../src/history/events.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { openFilms } from './film-host.ts';
import { askAll, bundleHashes } from './golden-lists.ts';

const folder = new URL('../fixtures/lists/', import.meta.url);
const LAST_EVENT_MS = Date.UTC(2025, 4, 31, 20);
const HOUR_MS = 3_600_000;

/** A line a list, so that a difference can be read. */
function write(path: string, value: object): void {
  const lines = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${JSON.stringify(part)}`);
  writeFileSync(new URL(path, folder), `{\n${lines.join(',\n')}\n}\n`);
  console.log(`${path}: ${lines.length} lines`);
}

/** `like alien-1979` or `rate alien-1979 4.5`, oldest first, an hour apart. */
const eventsOf = (...lines: string[]): HistoryEvent[] =>
  lines.map((line, i) => {
    const [type, itemId, stars] = line.split(' ');
    const time = LAST_EVENT_MS - (lines.length - i) * HOUR_MS;
    return { type: type as EventType, itemId: itemId!, time, ...(stars && { value: Number(stars) }) };
  });

/** Events of all kinds on a thousand films, most of them views, over two years. */
async function longHistory(numEvents: number): Promise<HistoryEvent[]> {
  const engine = await openFilms();
  const { items } = await engine.forYou({ count: 1000 });
  await engine.dispose();
  const random = createRandom(11);
  const types: EventType[] = [
    ...(['view', 'view', 'view', 'select', 'like', 'like', 'dislike', 'rate', 'rate'] as const),
    ...(['add_to_cart', 'purchase', 'hide', 'seen', 'save', 'clear'] as const),
  ];
  return Array.from({ length: numEvents }, (_, i) => {
    const type = types[random.integer(types.length)]!;
    // What is well known comes up more often.
    const { itemId } = items[Math.min(random.integer(1000), random.integer(1000))]!;
    const time = LAST_EVENT_MS - (numEvents - i) * 58 * HOUR_MS;
    return { type, itemId, time, ...(type === 'rate' && { value: (1 + random.integer(10)) / 2 }) };
  });
}

async function histories() {
  const likes = eventsOf('like alien-1979', 'like the-matrix-1999', 'like terminator-2-judgment-day-1991');
  const comedies = eventsOf(
    'like groundhog-day-1993',
    'view annie-hall-1977',
    'like monty-python-and-the-holy-grail-1975',
  );
  return {
    empty: { request: {}, events: [] },
    'one like': { request: {}, events: eventsOf('like toy-story-1995') },
    'three likes': { request: {}, events: likes },
    'likes and dislikes': {
      request: {},
      events: eventsOf(
        ...['like the-godfather-1972', 'dislike titanic-1997', 'like pulp-fiction-1994', 'dislike shrek-2001'],
        ...[
          'like taxi-driver-1976',
          'like l-a-confidential-1997',
          'dislike pretty-woman-1990',
          'hide happy-gilmore-1996',
        ],
      ),
    },
    ratings: {
      request: {},
      events: eventsOf(
        ...['rate casablanca-1942 5', 'rate gone-with-the-wind-1939 4.5', 'rate annie-hall-1977 3.5'],
        ...['rate batman-1989 3', 'rate the-rock-1996 2.5', 'rate pearl-harbor-2001 0.5', 'rate casablanca-1942 4'],
      ),
    },
    'long, 300 events': { request: {}, events: await longHistory(300) },
    'saved, seen and hidden': {
      request: {},
      events: eventsOf(
        ...['save inception-2010', 'seen the-dark-knight-2008', 'hide star-wars-ep-i-the-phantom-menace-1999'],
        ...['seen jurassic-park-1993', 'save twelve-monkeys-1995', 'like jurassic-park-1993', 'save se7en-1995'],
        ...['clear inception-2010', 'hide war-games-1983'],
      ),
    },
    'with a basket': {
      request: { basket: ['beauty-and-the-beast-1991', 'monsters-inc-2001', 'an item of another catalog'] },
      events: likes,
    },
    'with filters, diversity and novelty': {
      request: { where: { genre: ['Comedy', 'Drama'], decade: ['1990s', '2000s'] }, diversity: 0.6, novelty: 0.5 },
      events: comedies,
    },
    'with boosts and pins': {
      request: {
        boosts: { 'the-wizard-of-oz-1939': 20, 'groundhog-day-1993': 1000, 'forrest-gump-1994': 0.05 },
        pins: [
          { itemId: 'nobody-2021', position: 2 },
          { itemId: 'never-look-away-2018', position: 11 },
        ],
        exclude: ['young-frankenstein-1974'],
        novelty: -0.5,
      },
      events: comedies,
    },
  };
}

mkdirSync(folder, { recursive: true });
if (!existsSync(new URL('histories.json', folder))) write('histories.json', await histories());
write('bundle.json', { hashes: bundleHashes() });
for (const answering of ['mean', 'user-tower'] as const) write(`${answering}.json`, await askAll(answering));
