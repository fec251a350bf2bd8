// Writes test/fixtures/histories through the app's own code in a browser (PRIVET_WRITE_GOLDEN=1 npx vitest run
// --project browser histories-write-golden). Run once for a new layout of the database, beside the files that are
// there, and never to make a failing test pass: they stand for histories that visitors have.
import { deleteDB, openDB } from 'idb';
import { beforeEach, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import type { EventType, HistoryEvent, Privet } from '../../src/sdk/index.ts';
import {
  EXPORT_PATH,
  findHistory,
  foundPath,
  foundText,
  type GoldenHistory,
  HISTORY_DATABASE,
  openStoredFilms,
  storedPath,
} from './golden-histories.ts';
import { databaseText, dumpDatabase, writeFixture } from './stored-databases.ts';

const START_MS = Date.UTC(2024, 1, 29, 23, 59, 59, 999);
const MINUTE_MS = 60_000;
const TYPES: EventType[] = [
  ...(['view', 'select', 'like', 'dislike', 'rate', 'add_to_cart', 'purchase', 'search'] as const),
  ...(['hide', 'seen', 'save', 'clear'] as const),
];
/** Recorded one after the other, a minute apart. */
const EVERY_KIND: Omit<HistoryEvent, 'time'>[] = [
  { type: 'view', itemId: 'alien-1979' },
  { type: 'select', itemId: 'alien-1979' },
  { type: 'like', itemId: 'alien-1979' },
  { type: 'dislike', itemId: 'titanic-1997' },
  { type: 'like', itemId: 'titanic-1997' },
  { type: 'rate', itemId: 'the-matrix-1999', value: 4.5 },
  { type: 'rate', itemId: 'shrek-2001', value: 0.5 },
  { type: 'rate', itemId: 'batman-1989', value: 3 },
  { type: 'rate', itemId: 'jaws-1975', value: 3.5 },
  { type: 'rate', itemId: 'se7en-1995', value: 2.5 },
  { type: 'add_to_cart', itemId: 'inception-2010' },
  { type: 'purchase', itemId: 'inception-2010' },
  { type: 'search', query: 'space' },
  { type: 'search', query: '七人 <b>& "Zwölf" Stühle</b> 🎬' },
  { type: 'hide', itemId: 'happy-gilmore-1996' },
  { type: 'seen', itemId: 'casablanca-1942' },
  { type: 'like', itemId: 'casablanca-1942' },
  { type: 'save', itemId: 'toy-story-1995' },
  { type: 'seen', itemId: 'fargo-1996' },
  { type: 'save', itemId: 'jumanji-1995' },
  { type: 'like', itemId: 'babe-1995' },
  { type: 'clear', itemId: 'babe-1995' },
  { type: 'like', itemId: 'an item that no catalog has' },
  { type: 'rate', itemId: 'zwölf-stühle/2004?x=1', value: 5 },
  { type: 'dislike', itemId: 'forrest-gump-1994' },
  { type: 'view', itemId: 'forrest-gump-1994' },
];

beforeEach(() => deleteDB(HISTORY_DATABASE));

async function write(name: GoldenHistory, make: (privet: Privet) => Promise<void>, spoil?: () => Promise<void>) {
  const maker = await openStoredFilms();
  await make(maker);
  maker.dispose();
  await spoil?.();
  await writeFixture(storedPath(name), databaseText(await dumpDatabase(HISTORY_DATABASE)));
  const privet = await openStoredFilms();
  if (name === 'every-kind') await writeFixture(EXPORT_PATH, await privet.export());
  await writeFixture(foundPath(name), foundText(await findHistory(privet)));
  privet.dispose();
}

test('every kind of event: tapped, erased, exchanged, added', () =>
  write('every-kind', async (privet) => {
    for (const [i, { type, itemId, ...details }] of EVERY_KIND.entries()) {
      await privet.record(type, itemId, { ...details, time: START_MS + i * MINUTE_MS });
    }
    const numbered = (await privet.events({ limit: 1000 })).entries.map(({ event }) => event);
    const eventOf = (number: number) => numbered.find(({ sequence }) => sequence === number)!;
    await privet.replaceEvent(eventOf(8), {
      type: 'rate',
      itemId: 'jaws-1975',
      value: 4,
      time: START_MS + 8 * MINUTE_MS,
    });
    await privet.replaceEvent(eventOf(20), { type: 'like', itemId: 'babe-1995', time: START_MS + 3 * MINUTE_MS });
    await privet.addEvents([
      { type: 'rate', itemId: 'rain-man-1988', value: 1.5, time: START_MS - MINUTE_MS },
      { type: 'purchase', itemId: 'an item that no catalog has', time: START_MS + 5 * MINUTE_MS },
    ]);
    await privet.record('like', 'apollo-13-1995', { time: START_MS + 40 * MINUTE_MS });
    const { entries } = await privet.events({ query: 'jumanji' });
    await privet.eraseEvents(entries.map(({ event }) => event));
  }));

test('ten thousand events', () =>
  write('ten-thousand', async (privet) => {
    await privet.addEvents(await manyEvents(privet, 9998));
    await privet.record('search', undefined, { query: 'the last but two', time: START_MS });
    await privet.record('like', 'alien-1979', { time: START_MS + 1 });
    const { entries } = await privet.events({ offset: 4999, limit: 1 });
    await privet.eraseEvents(entries.map(({ event }) => event)); // number 5,000
    await privet.record('rate', 'the-matrix-1999', { value: 5, time: START_MS + 2 });
  }));

test('a damaged one: an event that is none, and a record of another version', () =>
  write(
    'damaged',
    async (privet) => {
      await privet.addEvents(await manyEvents(privet, 600));
    },
    async () => {
      const database = await openDB(HISTORY_DATABASE);
      const chunk = await database.get('chunks', 256);
      chunk.events[7].type = 'poke';
      await database.put('chunks', chunk, 256);
      await database.put('chunks', { version: 2, events: 'of a later version' }, 512);
      database.close();
    },
  ));

/** Of all types, over 400 films and ten items that are none, an hour apart or none, up to the start of the others. */
async function manyEvents(privet: Privet, count: number): Promise<HistoryEvent[]> {
  const { items } = await privet.forYou({ count: 400 });
  const itemIds = [...items.map(({ itemId }) => itemId), ...Array.from({ length: 10 }, (_, i) => `no-film-${i}`)];
  const random = createRandom(17);
  let time = START_MS - count * 60 * MINUTE_MS;
  return Array.from({ length: count }, () => {
    time += random.integer(60) * MINUTE_MS;
    const type = TYPES[random.integer(TYPES.length)]!;
    if (type === 'search') return { type, query: `query ${random.integer(1000)}`, time };
    const itemId = itemIds[random.integer(itemIds.length)]!;
    return { type, itemId, time, ...(type === 'rate' && { value: (1 + random.integer(10)) / 2 }) };
  });
}
