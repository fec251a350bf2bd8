// The SDK over the real worker, the real film bundle and real IndexedDB: what a page gets.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type EngineStatus, EngineStoppedError, openPrivet, Privet, RequestError } from '../../src/sdk/index.ts';
import { filmManifestUrl, freshDatabaseName, openFilms } from '../browser/film-bundle.ts';

const opened: Privet[] = [];
const open = async (...args: Parameters<typeof openFilms>) => {
  const privet = await openFilms(...args);
  opened.push(privet);
  return privet;
};
afterEach(() => {
  for (const privet of opened.splice(0)) privet.dispose();
});

/** Once what goes with what has arrived. */
async function tableReady(privet: Privet): Promise<void> {
  const isReady = () => privet.status.parts['item-to-item'].state === 'ready';
  await privet.forYou();
  await vi.waitUntil(isReady, { timeout: 20_000 });
}

const ids = ({ items }: { items: { itemId: string }[] }) => items.map(({ itemId }) => itemId);

describe('openPrivet', () => {
  it('answers from the prior before any runtime is loaded', async () => {
    const told: EngineStatus[] = [];
    const privet = await open({ onStatus: (status) => told.push(status) });
    expect(privet).toBeInstanceOf(Privet);
    const { items, source, eventsUsed } = await privet.forYou();
    expect(source).toBe('prior');
    expect(eventsUsed).toBe(0);
    expect(items).toHaveLength(20);
    expect(new Set(ids({ items })).size).toBe(20);
    expect(items.every(({ score }) => Number.isInteger(score))).toBe(true);
    expect(items[0]!.score).toBe(Math.max(...items.map(({ score }) => score)));
    expect(privet.status.parts).toMatchObject({
      history: { state: 'ready' },
      catalog: { state: expect.stringMatching(/^(loading|ready)$/) },
      runtime: { state: 'idle' },
      towers: { state: 'idle' },
      'text-encoder': { state: 'idle' },
    });
    expect(privet.status.numItems).toBeGreaterThanOrEqual(430);
    expect(privet.status.bytesLoaded).toBeLessThan(1_500_000);
    expect(told.some(({ parts }) => parts.catalog.state === 'loading')).toBe(true);
  });

  it('loads the towers behind the first answer, and the list changes only when asked again', async () => {
    const privet = await open({ towers: 'after-first-answer' });
    const ready = new Promise<EngineStatus>((resolve) => {
      privet.on('status', (status) => {
        if (status.parts.towers.state === 'ready') resolve(status);
      });
    });
    const first = await privet.forYou();
    expect(first.source).toBe('prior');
    expect((await ready).backend).toBe('wasm');
    expect(ids(await privet.forYou())).toEqual(ids(first));
    await privet.record('like', first.items[0]!.itemId);
    const next = await privet.forYou();
    expect(next).toMatchObject({ source: 'user-tower', eventsUsed: 1 });
  });

  it('keeps the history over sessions, and forgets it', async () => {
    const databaseName = freshDatabaseName();
    const before = await open({ databaseName });
    const [itemId] = ids(await before.forYou());
    const stored = await before.record('like', itemId!);
    before.dispose();
    const after = await open({ databaseName });
    expect(await after.history()).toMatchObject([{ event: stored, item: { itemId } }]);
    expect(await after.item(itemId!)).toMatchObject({ itemId, marks: { taste: 'like' } });
    localStorage.setItem(`privet-told:${databaseName}`, 'what a frame told pages of it');
    const { before: held, after: left } = await after.forget();
    expect(localStorage.getItem(`privet-told:${databaseName}`)).toBeNull();
    expect(held).toMatchObject({ numEvents: 1, numRecords: 2 });
    expect(left).toEqual({ numEvents: 0, numRecords: 0, sizeBytes: 0 });
    expect(await after.history()).toEqual([]);
    expect((await after.forYou()).source).toBe('prior');
  });

  it('tells this page and another one of a change, until it is told to stop', async () => {
    const databaseName = freshDatabaseName();
    const [here, there] = [await open({ databaseName }), await open({ databaseName })];
    const heard: boolean[] = [];
    const stop = here.on('change', ({ isOwn }) => heard.push(isOwn));
    const heardThere = new Promise((resolve) => there.on('change', resolve));
    const stored = await here.record('like', 'some-item');
    expect(heard).toEqual([true]);
    expect(await heardThere).toEqual({ isOwn: false });
    expect(await there.history()).toHaveLength(1);
    await here.eraseEvents([stored!]);
    await here.steer('no horror');
    await here.unsteer();
    await here.setFacts({ 'jaws-1975': { stock: 3 } });
    expect(ids(await here.forYou({ where: { stock: { min: 1 } } }))).toEqual(['jaws-1975']);
    await here.forget();
    expect(heard).toEqual([true, true, true, true, true, true]);
    stop();
    await here.record('like', 'some-item');
    expect(heard).toHaveLength(6);
    const expected = "on: type is 'chnage', expected one of change, improved, status";
    expect(() => here.on('chnage' as never, () => {})).toThrow(expected);
  });

  it('goes on when a listener throws', async () => {
    const privet = await open();
    const reported = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {});
    const heard = vi.fn();
    privet.on('change', () => {
      throw new Error('of the page');
    });
    privet.on('change', heard);
    await privet.record('view', 'some-item');
    expect(heard).toHaveBeenCalledOnce();
    expect(reported).toHaveBeenCalledExactlyOnceWith(new Error('of the page'));
    reported.mockRestore();
  });

  it('tells once that a better list can be had', async () => {
    const databaseName = freshDatabaseName();
    const before = await open({ databaseName });
    await before.record('like', 'jaws-1975');
    before.dispose();
    const privet = await open({ databaseName });
    const improved: string[] = [];
    privet.on('improved', ({ parts }) => improved.push(...parts));
    expect((await privet.forYou()).source).toBe('mean');
    await tableReady(privet);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(improved.splice(0)).not.toContain('towers');
    await privet.loadTowers();
    await expect.poll(() => improved).toEqual(['towers']);
    expect((await privet.forYou()).source).toBe('user-tower');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(improved).toEqual(['towers']);
  });

  it('keeps nothing while it is paused, over visits and in all pages', async () => {
    const databaseName = freshDatabaseName();
    const [here, there] = [await open({ databaseName }), await open({ databaseName })];
    await here.record('like', 'jaws-1975');
    await here.steer('no horror');
    await tableReady(here);
    const list = ids(await here.forYou());
    const kept = await here.export();
    await here.pause();
    expect([here.isPaused, there.isPaused]).toEqual([true, true]);
    expect(await there.record('like', 'alien-1979')).toBeUndefined();
    const said = await here.steer('under 100 minutes');
    expect(said).toMatchObject({ rest: 'under 100 minutes', where: { genre: { none: ['Horror'] } } });
    expect(said.sequence).toBeUndefined();
    expect(await here.export()).toBe(kept);
    expect(ids(await here.forYou())).toEqual(list);
    here.dispose();
    const after = await open({ databaseName });
    expect(after.isPaused).toBe(true);
    await after.resume();
    expect([after.isPaused, there.isPaused]).toEqual([false, false]);
    expect(await after.record('view', 42)).toMatchObject({ type: 'view', itemId: '42' });
    const apart = await open();
    await after.pause();
    expect(apart.isPaused).toBe(false);
    await after.resume();
  });

  it('exports a history that another database imports', async () => {
    const from = await open();
    for (const itemId of ids(await from.forYou({ count: 3 }))) await from.record('like', itemId);
    const into = await open();
    // What goes with what arrives behind the first list, in each session at its own time.
    await Promise.all([from, into].map(tableReady));
    const imported = await into.import(await from.export());
    expect([imported.added.length, imported.numKnown, imported.numUnknownItems]).toEqual([3, 0, 0]);
    expect(ids(await into.forYou())).toEqual(ids(await from.forYou()));
  });

  it('tells every event, changes and removes single ones, and takes back what it did', async () => {
    const privet = await open();
    const [a, b] = ids(await privet.forYou({ count: 2 })) as [string, string];
    await privet.record('like', a, { time: 1000 });
    await privet.record('dislike', a, { time: 2000 });
    await privet.record('like', b, { time: 3000 });
    await privet.record('search', undefined, { query: 'quiet heist', time: 4000 });
    const whole = await privet.events();
    expect(whole).toMatchObject({ numFound: 4, numEvents: 4 });
    expect(whole.entries.map(({ stands }) => stands)).toEqual([true, true, true, false]);
    expect((await privet.events({ query: 'HEIST' })).entries).toMatchObject([{ event: { query: 'quiet heist' } }]);
    expect((await privet.events({ offset: 1, limit: 2 })).entries).toEqual(whole.entries.slice(1, 3));

    const list = ids(await privet.forYou());
    const events = whole.entries.map(({ event }) => event);
    const numbered = (number: number) => events.find(({ sequence }) => sequence === number)!;
    const [removed] = await privet.eraseEvents([numbered(2)]);
    expect(removed).toMatchObject({ itemId: b, sequence: 2 });
    expect(await privet.export()).not.toContain(b);
    expect(ids(await privet.forYou())).not.toEqual(list);
    expect(await privet.restoreEvents([removed!])).toBe(1);
    expect(await privet.events()).toEqual(whole);
    expect(ids(await privet.forYou())).toEqual(list);

    await privet.replaceEvent(numbered(1), { type: 'rate', itemId: a, value: 5, time: 2000 });
    expect((await privet.item(a)).marks).toEqual({ taste: 'like', stars: 5 });
    await expect(
      privet.replaceEvent({ type: 'like', itemId: a, time: 99 }, { type: 'like', itemId: a }),
    ).rejects.toBeInstanceOf(RequestError);
    expect(await privet.history({ offset: 1, limit: 1 })).toMatchObject([{ event: { itemId: b } }]);
  });

  it('adds what happened elsewhere and finds titles of elsewhere', async () => {
    const privet = await open();
    const titles = [
      { titles: ['Alien'], year: 1979 },
      { titles: ['City of God'], year: 2003 },
      { titles: ['No Such Film'] },
    ];
    const matches = await privet.matchTitles(titles);
    expect(matches.map(({ confidence, candidates }) => [confidence, candidates[0]?.itemId])).toEqual([
      ['certain', 'alien-1979'],
      ['certain', 'cidade-de-deus-2003'],
      ['none', undefined],
    ]);
    const events = [
      { type: 'rate' as const, itemId: 'alien-1979', value: 4.5, time: 2000 },
      { type: 'view' as const, itemId: 'no-such-film', time: 1000 },
    ];
    const { added, numUnknownItems } = await privet.addEvents(events);
    expect([added.map(({ itemId }) => itemId), numUnknownItems]).toEqual([['no-such-film', 'alien-1979'], 1]);
    expect((await privet.addEvents(events)).numKnown).toBe(2);
    expect((await privet.tasteProfile(['director'])).numLiked).toBe(1);
    await expect(privet.addEvents([{ type: 'poke' } as never])).rejects.toBeInstanceOf(RequestError);
  });

  it('reads, steers, suggests and tells what goes with what', async () => {
    const privet = await open();
    await privet.record('like', 'jaws-1975');
    await tableReady(privet);
    const before = await privet.forYou();
    expect((await privet.read('no horror')).where).toEqual({ genre: { none: ['Horror'] } });
    const steered = await privet.steer('always no horror, nothing violent');
    expect(steered.wishes).toMatchObject([
      { mark: 'not', value: 'Horror', isAlways: true },
      { mark: 'not', value: 'violence', isAlways: true },
    ]);
    const { items } = await privet.forYou();
    const fitting = new Set(await privet.matching(steered.where));
    expect(items.every(({ itemIndex }) => fitting.has(itemIndex))).toBe(true);
    const { sequence: _sequence, rest: _rest, ...steering } = steered;
    expect(await privet.steering()).toEqual(steering);
    expect((await privet.unsteer(steered.wishes[1]!.id)).where).toEqual({ genre: { none: ['Horror'] } });
    expect(await privet.unsteer()).toMatchObject({ wishes: [], where: {} });
    expect(ids(await privet.forYou())).toEqual(ids(before));
    expect(await privet.suggest()).toHaveLength(5);
    expect(await privet.suggest({ prefix: 'the godf', count: 1 })).toMatchObject([{ itemId: 'the-godfather-1972' }]);
    expect((await privet.goesWith(['jaws-1975'], { count: 4 })).items).toHaveLength(4);
    expect((await privet.substitutes('jaws-1975')).items).toHaveLength(12);
    await expect(privet.unsteer('9.9')).rejects.toBeInstanceOf(RequestError);
    await expect(privet.suggest({ count: 99 })).rejects.toThrow(
      'suggest: count is 99, expected an integer from 0 to 20',
    );
  });

  it('keeps what steers over sessions, and tells another page of it', async () => {
    const databaseName = freshDatabaseName();
    const [here, there] = [await open({ databaseName }), await open({ databaseName })];
    const heard = new Promise((resolve) => there.on('change', resolve));
    await here.steer('no horror');
    const list = ids(await here.forYou());
    await heard;
    expect((await there.steering()).where).toEqual({ genre: { none: ['Horror'] } });
    here.dispose();
    const after = await open({ databaseName });
    // The first thing that is asked: the list waits for all that the words are read by.
    expect(ids(await after.forYou())).toEqual(list);
    expect((await after.steering()).wishes).toHaveLength(1);
  });

  it('rejects with real error classes', async () => {
    const privet = await open();
    await expect(privet.item('no-such-film')).rejects.toBeInstanceOf(RequestError);
    await expect(privet.item('no-such-film')).rejects.toThrow("item: 'no-such-film' is not in the catalog");
    await expect(privet.record('like')).rejects.toBeInstanceOf(RequestError);
    await expect(privet.import('{')).rejects.toBeInstanceOf(RequestError);
    expect(await privet.history()).toEqual([]);
  });

  it('drops what was aborted, and answers nothing after it was disposed of', async () => {
    const privet = await open();
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = [
      privet.forYou({}, { signal }),
      privet.similar('alien-1979', undefined, { signal }),
      privet.map({ signal }),
      privet.steering({ signal }),
      privet.unsteer(undefined, { signal }),
      privet.suggest({}, { signal }),
      privet.goesWith(['alien-1979'], { count: 5 }, { signal }),
      privet.substitutes('alien-1979', undefined, { signal }),
    ];
    controller.abort();
    for (const call of aborted) await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    const underWay = privet.forYou();
    privet.dispose();
    privet.dispose();
    await expect(underWay).rejects.toBeInstanceOf(EngineStoppedError);
    await expect(privet.forYou()).rejects.toBeInstanceOf(EngineStoppedError);
  });

  it('rejects when there is no bundle, and says so', async () => {
    const statuses: EngineStatus[] = [];
    const promise = openPrivet(`${filmManifestUrl}/none.json`, {
      databaseName: freshDatabaseName(),
      onStatus: (status) => statuses.push(status),
    });
    await expect(promise).rejects.toMatchObject({ name: 'CatalogFormatError' });
    // The status comes through a port of its own, which may be behind the answer's.
    await expect.poll(() => statuses.at(-1)?.parts.catalog.state).toBe('failed');
  });
});
