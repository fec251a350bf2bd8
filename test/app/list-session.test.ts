// A list session over an engine that answers when it is told to: the order of taps, what an older answer may change,
// and what a failure leaves.
import { beforeEach, describe, expect, test } from 'vitest';
import { type ListEngine, ListSession } from '../../demo/app/session/list-session.ts';
import { DrawnState } from '../../demo/app/state/drawn-state.ts';
import { INITIAL_LIST_SESSION, type ListSessionState } from '../../demo/app/state/list-state.ts';
import type { ForYouRequest, HistoryEntry, HistoryEvent, ItemSummary, Privet } from '../../src/sdk/index.ts';

const item = (itemId: string): ItemSummary => ({ itemId, itemIndex: 0, title: itemId, facets: {}, details: {} });
const entry = (type: HistoryEvent['type'], itemId: string): HistoryEntry => ({
  event: { type, itemId, time: 0, sequence: 0 },
  item: item(itemId),
});

/** A question to the engine that waits for its answer. */
interface Asked {
  name: string;
  argument: unknown;
  answer(value: unknown): void;
  fail(error: Error): void;
}

let asked: Asked[];
let messages: { text: string; undo?: () => void }[];
let engine: { privet: Privet | undefined; attempt: ListEngine['attempt'] };
let drawn: DrawnState<ListSessionState>;
let session: ListSession;

const request = (k: number, shown: readonly string[]): ForYouRequest => ({
  count: k,
  where: drawn.state.filters,
  ...(shown.length > 0 && { exclude: [...shown] }),
});

/** Every method of the engine waits. */
function waitingEngine(): Privet {
  const call = (name: string) => (argument: unknown) =>
    new Promise((answer, fail) => {
      asked.push({ name, argument, answer, fail });
    });
  return new Proxy({}, { get: (_, name) => call(String(name)) }) as Privet;
}

const names = () => asked.map(({ name }) => name);
const ids = () => drawn.state.list.items.map(({ itemId }) => itemId);
const rest = () => new Promise((resolve) => setTimeout(resolve));

/** Answers the oldest question of that name that waits. */
async function answer(name: string, value: unknown): Promise<void> {
  await rest();
  const at = asked.findIndex((one) => one.name === name);
  expect(at, `a waiting ${name} among ${names()}`).toBeGreaterThanOrEqual(0);
  asked.splice(at, 1)[0]!.answer(value);
  await rest();
}

const listOf = (...found: string[]) => ({ items: found.map(item), source: 'user-tower', latencyMs: 1, timings: {} });

beforeEach(async () => {
  asked = [];
  messages = [];
  engine = {
    privet: waitingEngine(),
    async attempt(work) {
      try {
        if (engine.privet) await work(engine.privet);
      } catch (error) {
        messages.push({ text: (error as Error).message });
      }
    },
  };
  drawn = new DrawnState<ListSessionState>(INITIAL_LIST_SESSION);
  const say = (text: string, undo: () => void) => messages.push({ text, undo });
  session = new ListSession(drawn, engine, { lengths: { first: 3, most: 5 }, say, request });
  session.refresh();
  await answer('forYou', listOf('a', 'b', 'c'));
});

describe('taps', () => {
  test('show at once, are recorded in their order, and only the last of those that wait is followed', async () => {
    session.taps.tap(item('a'), 'like');
    session.taps.tap(item('b'), 'dislike');
    expect(ids()).toEqual(['c']);
    expect([...drawn.state.marks]).toEqual([
      ['b', { taste: 'dislike' }],
      ['a', { taste: 'like' }],
    ]);
    await rest();
    expect(names()).toEqual(['record']);
    await answer('record', { type: 'like', itemId: 'a', time: 1, sequence: 1 });
    expect(names()).toEqual(['record', 'forYou']);
    await answer('forYou', listOf('c', 'd', 'e'));
    expect(ids()).toEqual(['c', 'd', 'e']);
  });

  test('made before the engine is open wait for it', async () => {
    const { privet } = engine;
    engine.privet = undefined;
    let open!: () => void;
    session.taps.waitFor(new Promise<void>((resolve) => (open = resolve)));
    session.taps.tap(item('a'), 'like');
    expect(drawn.state.marks.get('a')).toEqual({ taste: 'like' });
    await rest();
    expect(names()).toEqual([]);
    engine.privet = privet;
    open();
    await rest();
    expect(names()).toEqual(['record', 'forYou']);
  });

  test('stand on top of a history that is older than they are', async () => {
    session.taps.read();
    session.taps.tap(item('a'), 'like');
    await answer('history', [entry('dislike', 'z')]);
    expect(drawn.state.taps?.map(({ event }) => event.itemId)).toEqual(['a', 'z']);
  });

  test('that were kept while the history was read have it read again', async () => {
    session.taps.read();
    session.taps.tap(item('a'), 'like');
    await answer('record', { type: 'like', itemId: 'a', time: 1, sequence: 1 });
    await answer('history', []);
    await answer('history', [entry('like', 'a')]);
    expect(drawn.state.marks.get('a')).toEqual({ taste: 'like' });
  });

  test('again take back; the message leads back to what stood', async () => {
    session.taps.tap(item('a'), 'like');
    session.taps.tap(item('a'), 'like');
    expect(drawn.state.marks.has('a')).toBe(false);
    expect(messages.map(({ text }) => text)).toEqual(['Liked: a', 'Taken back: a']);
    messages[1]!.undo!();
    expect(drawn.state.marks.get('a')).toEqual({ taste: 'like' });
  });

  test('that cannot be kept go again, and it is said', async () => {
    session.taps.tap(item('a'), 'like');
    await rest();
    asked.shift()!.fail(new Error('the disk is full'));
    await answer('forYou', listOf('a', 'b', 'c'));
    await answer('history', []);
    await answer('forYou', listOf('a', 'b', 'c'));
    expect(drawn.state.marks.size).toBe(0);
    expect(ids()).toEqual(['a', 'b', 'c']);
    expect(messages.map(({ text }) => text)).toEqual(['Liked: a', 'the disk is full']);
  });
});

describe('the list', () => {
  test('drops an answer that is older than the last question', async () => {
    session.refresh();
    session.taps.tap(item('a'), 'like');
    await answer('forYou', listOf('a', 'x', 'y'));
    expect(ids()).toEqual(['b', 'c']);
  });

  test('does not change because the history or the menus were read', async () => {
    session.read();
    await answer('history', [entry('like', 'a')]);
    await answer('facetCounts', { genre: [{ value: 'Horror', count: 2 }] });
    expect(ids()).toEqual(['a', 'b', 'c']);
    expect(drawn.state.facets).toHaveProperty('genre');
  });

  test('grows below what is shown, once a press, and not beyond its end', async () => {
    session.more();
    session.more();
    await rest();
    expect(names()).toEqual(['forYou']);
    expect(asked[0]!.argument).toMatchObject({ exclude: ['a', 'b', 'c'] });
    await answer('forYou', listOf('d'));
    expect(ids()).toEqual(['a', 'b', 'c', 'd']);
    expect(drawn.state.list.atEnd).toBe(true);
    session.more();
    expect(names()).toEqual([]);
  });

  test('can grow again after it could not', async () => {
    session.more();
    expect(drawn.state.list.state).toBe('appending');
    asked.shift()!.fail(new Error('no'));
    await rest();
    expect(drawn.state.list.state).toBe('ready');
    expect(ids()).toEqual(['a', 'b', 'c']);
  });
});

describe('filters and searches', () => {
  test('what a search is sure of is there at once, and stays first when meaning joins', async () => {
    session.search.ask('alien');
    await answer('search', { ...listOf('a', 'b'), meaningFollows: true });
    const found = () => drawn.state.search?.response?.items.map(({ itemId }) => itemId);
    expect([drawn.state.search?.state, found()]).toEqual(['loading', ['a', 'b']]);
    await answer('search', listOf('c', 'b', 'd'));
    expect([drawn.state.search?.state, found()]).toEqual(['ready', ['a', 'b', 'c', 'd']]);
  });

  test('a filter asks for the list and for the search again', async () => {
    session.search.ask(' robots ');
    expect(drawn.state.search).toEqual({ query: 'robots', state: 'loading' });
    await answer('search', { items: [item('r')] });
    session.setFilter('genre', ['Horror']);
    await answer('forYou', listOf('h'));
    await rest();
    expect(asked.map(({ argument }) => argument)).toEqual([
      { query: 'robots', count: 24, where: { genre: ['Horror'] }, atOnce: true },
    ]);
    session.setFilter('genre', []);
    expect(drawn.state.filters).toEqual({});
  });

  test('the newest search wins, and an empty one ends it', async () => {
    session.search.ask('first');
    await new Promise((resolve) => setTimeout(resolve)); // it is asked when what it needs is there
    session.search.ask('second');
    await answer('search', { items: [item('1')] });
    expect(drawn.state.search).toEqual({ query: 'second', state: 'loading' });
    await answer('search', { items: [item('2')] });
    expect(drawn.state.search).toMatchObject({ query: 'second', state: 'ready', response: { items: [item('2')] } });
    session.search.ask('  ');
    expect(drawn.state.search).toBeUndefined();
  });
});
