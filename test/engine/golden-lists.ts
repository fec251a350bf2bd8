// What the engine answers to ten histories, as texts to compare: lists, shelves, reasons, the taste profile, the
// picker's question, similar films and searches. Histories and answers lie in test/fixtures/lists.

import { readFileSync } from 'node:fs';
import type { FacetCounts } from '../../src/catalog/where.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { ForYouRequest } from '../../src/engine/lists/lists-api.ts';
import type { TasteTrait } from '../../src/engine/my-data/my-data-api.ts';
import type { ItemReason, Shelf } from '../../src/engine/why/why-api.ts';
import type { HistoryEvent } from '../../src/history/events.ts';
import { ALL_FILES, openFilms } from './film-host.ts';

/** Answers of the mean (a host without models) or of the user tower. */
export type Answering = 'mean' | 'user-tower';
/** What was asked -> what was answered. */
export type Answers = Record<string, string[]>;

interface GoldenHistory {
  request: ForYouRequest;
  events: HistoryEvent[];
}

/** The moment of all requests: ages count for the towers. */
const NOW_MS = Date.UTC(2025, 5, 1, 12);
const SIMILAR_TO = ['alien-1979', 'toy-story-1995', 'the-godfather-1972'];
const QUERIES = ['space', 'the godfather', 'a funny film about a wedding', 'heist that goes wrong', 'toy storry'];

const fixture = (path: string) => new URL(`../fixtures/lists/${path}`, import.meta.url);
export const readLists = (path: string) => JSON.parse(readFileSync(fixture(path), 'utf8'));

/** Hashes of what lists are made from: the items and the table of what goes with what, before compression. */
export function bundleHashes(): string[] {
  const manifest = JSON.parse(readFileSync(new URL('../../public/models/manifest.json', import.meta.url), 'utf8'));
  const files = [...manifest.catalog.items, ...manifest.catalog.content, manifest.itemToItem];
  const { userTower, userTowerBatch, textEncoder } = manifest.models;
  return [
    ...files.map((file) => file.inflated.sha256),
    ...[userTower, userTowerBatch, textEncoder].map((f) => f.sha256),
  ];
}

/** Asks an engine of its own; the clock stands still meanwhile. */
export async function askAll(answering: Answering): Promise<Answers> {
  const { now } = Date;
  Date.now = () => NOW_MS;
  const engine = await openFilms(answering === 'mean' ? undefined : ALL_FILES);
  try {
    if (answering === 'user-tower') await engine.loadTowers();
    return { ...(await askBesideHistories(engine)), ...(await askForHistories(engine)) };
  } finally {
    Date.now = now;
    await engine.dispose();
  }
}

async function askBesideHistories(engine: Engine): Promise<Answers> {
  const answers: Answers = { facets: facetLines(await engine.facetCounts()) };
  for (const itemId of SIMILAR_TO)
    answers[`similar to ${itemId}`] = ids((await engine.similar(itemId, { count: 20 })).items);
  for (const query of QUERIES) {
    const { items, source } = await engine.search({ query, count: 20 });
    answers[`search for ${query}, by`] = [source];
    answers[`search for ${query}`] = ids(items);
  }
  return answers;
}

async function askForHistories(engine: Engine): Promise<Answers> {
  const answers: Answers = {};
  const histories: Record<string, GoldenHistory> = readLists('histories.json');
  for (const [name, { events, request }] of Object.entries(histories)) {
    await engine.forget();
    // These histories are of the time when one opinion stood on an item; an event that is added today gets its mark.
    await engine.import(JSON.stringify({ format: 'privet-history', version: 1, events }));
    for (const [asked, lines] of Object.entries(await askForHistory(engine, request))) {
      answers[`${name}: ${asked}`] = lines;
    }
  }
  return answers;
}

async function askForHistory(engine: Engine, request: ForYouRequest): Promise<Answers> {
  const { items, source, eventsUsed } = await engine.forYou({ ...request, count: 20 });
  const answers: Answers = { 'made by': [source, `${eventsUsed} events`], list: ids(items) };
  const reasons = await engine.reasons(ids(items));
  answers.reasons = reasons.map(reasonLine);
  for (const shelf of await engine.shelves({ exclude: ids(items) })) answers[nameOf(shelf)] = ids(shelf.items);
  const why = await engine.explain(items[0]!.itemId, { count: 3 });
  answers['why the first'] = why.map(({ event, item }) => `${event.type} ${item.itemId}`);
  answers.picker = ids(await engine.picker());
  const { numLiked, numDisliked, likes, dislikes } = await engine.tasteProfile(['director']);
  answers.profile = [`${numLiked} liked`, `${numDisliked} disliked`];
  answers['profile, likes'] = likes.map(traitLine);
  answers['profile, dislikes'] = dislikes.map(traitLine);
  return answers;
}

const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);
const traitLine = ({ name, value, numLiked, numDisliked }: TasteTrait) =>
  `${name} ${value}: ${numLiked} liked, ${numDisliked} disliked`;
const facetLines = (counts: FacetCounts) =>
  Object.entries(counts).map(([name, values]) => `${name}: ${values.map((one) => `${one.value} ${one.count}`)}`);

const reasonLine = (reason: ItemReason) =>
  `${reason.itemId} because ${reason.kind === 'event' ? reason.item.itemId : JSON.stringify(reason.facets)}`;

function nameOf(shelf: Shelf): string {
  if ('item' in shelf) return `shelf ${shelf.kind} ${shelf.item.itemId}`;
  return shelf.kind === 'new' ? `shelf new (${shelf.values})` : `shelf ${shelf.kind}`;
}
