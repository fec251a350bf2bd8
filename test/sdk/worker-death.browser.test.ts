// A worker that ends under the SDK, for real: what was asked is answered by the next one, what happened is kept once and in
// its order, and three ends within a minute are the last.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EngineStatus, EngineStoppedError, type Privet, type PrivetOptions } from '../../src/sdk/index.ts';
import { freshDatabaseName, openFilms } from '../browser/film-bundle.ts';
import { mortalWorker } from '../browser/mortal-worker.ts';

/** What the SDK states, and then some for a machine that has other work as well. */
const ANSWERED = { timeout: 20_000 };

const opened: Privet[] = [];
beforeEach(() => sessionStorage.clear());
afterEach(() => {
  for (const privet of opened.splice(0)) privet.dispose();
});

async function openMortal({ code = '', ...options }: Partial<PrivetOptions> & { code?: string } = {}) {
  const worker = mortalWorker(code);
  const told: EngineStatus['engine'][] = [];
  const onStatus = ({ engine }: EngineStatus) => {
    if (engine.state !== told.at(-1)?.state) told.push(engine);
  };
  const privet = await openFilms({ workerUrl: worker.workerUrl, onStatus, ...options });
  opened.push(privet);
  const states = () => told.map(({ state }) => state);
  /** Ends the worker, and waits for the next one. */
  const replace = async () => {
    const before = states().length;
    worker.kill();
    await vi.waitUntil(() => states().length >= before + 2, ANSWERED);
  };
  return { privet, worker, told, states, replace };
}

/** Resolves when the worker that listens there has heard it. */
function toldTo(name: string): Promise<unknown> {
  const channel = new BroadcastChannel(name);
  const heard = new Promise((resolve) => channel.addEventListener('message', resolve));
  channel.postMessage('now');
  return heard.finally(() => channel.close());
}

/** Asks until there is an answer: on a busy machine the next worker may come too late for a call. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const [asked] = await Promise.allSettled([ask()]);
    if (asked.status === 'fulfilled') return asked.value;
    expect(asked.reason).toBeInstanceOf(EngineStoppedError);
    expect(asked.reason.message).toMatch(/another one has not answered within 2\.5 s/);
  }
}

const ids = ({ items }: { items: { itemId: string }[] }) => items.map(({ itemId }) => itemId);
const keptIds = async (privet: Privet) => {
  const { entries } = await privet.events({ limit: 100 });
  return entries.map(({ event }) => event.itemId ?? event.query).reverse();
};

describe('a worker that ends', () => {
  it('is noticed at once, busy as it may be told to be, and what was asked is answered by the next one', async () => {
    const { privet, worker, states } = await openMortal();
    const before = ids(await privet.forYou());
    worker.keepBusy(500);
    worker.kill();
    const asked = [() => privet.forYou(), () => privet.similar('alien-1979'), () => privet.history()] as const;
    const [list, alike, history] = await Promise.all([patiently(asked[0]), patiently(asked[1]), patiently(asked[2])]);
    expect(ids(list)).toEqual(before);
    expect([alike.items.length, history]).toEqual([20, []]);
    expect(states()).toEqual(['running', 'restarting', 'running']);
  });

  it('is not one that is busy', async () => {
    const { privet, worker, states } = await openMortal();
    worker.keepBusy(4000);
    expect((await privet.forYou()).items).toHaveLength(20);
    expect(states()).toEqual(['running']);
  });

  it('has its events kept once and in their order, and lists heed them', async () => {
    const { privet, worker } = await openMortal();
    await privet.record('like', 'alien-1979');
    worker.keepBusy(300);
    worker.kill();
    const taps = ['jaws-1975', 'heat-1995', 'fargo-1996'];
    const recorded = Promise.allSettled(taps.map((itemId) => privet.record('like', itemId)));
    const list = patiently(() => privet.forYou());
    const steered = Promise.allSettled([privet.steer('nothing violent')]);
    expect(await list).toMatchObject({ eventsUsed: 4 });
    for (const [i, told] of (await recorded).entries())
      if (told.status === 'fulfilled') expect(told.value).toMatchObject({ itemId: taps[i], sequence: i + 1 });
    await steered;
    const all = ['alien-1979', ...taps, 'nothing violent'];
    await expect.poll(() => patiently(() => keptIds(privet)), ANSWERED).toEqual(all);
    expect((await patiently(() => privet.steering())).wishes).toHaveLength(1);
    await expect.poll(() => sessionStorage.length).toBe(0);
  });

  it('stored an event and could not say so: it is kept once all the same', async () => {
    const channel = `deaf-${Math.random()}`;
    // Ends when the next transaction is through, and without a word.
    const code = `let isDoomed = false;
      const channel = new BroadcastChannel('${channel}');
      channel.onmessage = () => channel.postMessage(isDoomed = true);
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (stores, mode) {
        const begun = transaction.call(this, stores, mode);
        if (isDoomed && mode === 'readwrite') begun.addEventListener('complete', () => {
          self.postMessage = () => {};
          self.close();
        });
        return begun;
      };`;
    const { privet, states } = await openMortal({ code });
    await privet.record('like', 'fargo-1996');
    await toldTo(channel);
    await Promise.allSettled(['alien-1979', 'jaws-1975'].map((itemId) => privet.record('like', itemId)));
    const expected = ['fargo-1996', 'alien-1979', 'jaws-1975'];
    await expect.poll(() => patiently(() => keptIds(privet)), ANSWERED).toEqual(expected);
    expect(states()).toEqual(['running', 'restarting', 'running']);
    expect((await privet.events()).entries[0]!.event.sequence).toBe(2);
  });

  it('leaves it open whether something was changed, and says so', async () => {
    const { privet, worker } = await openMortal();
    await privet.record('like', 'alien-1979');
    worker.keepBusy(300);
    worker.kill();
    const decrypted = privet.decrypt();
    await expect(decrypted).rejects.toBeInstanceOf(EngineStoppedError);
    await expect(decrypted).rejects.toThrow("during 'decrypt', so whether it happened is not known");
    // What has not been asked of a worker that ended is asked of the next one.
    expect(await patiently(() => keptIds(privet))).toEqual(['alien-1979']);
  });

  it('takes back exactly once what was taken back', async () => {
    const { privet, worker } = await openMortal();
    const liked = (await privet.record('like', 'alien-1979'))!;
    await privet.record('like', 'jaws-1975');
    worker.keepBusy(300);
    worker.kill();
    const rated = { type: 'rate', itemId: 'alien-1979', value: 4, time: liked.time } as const;
    const acts = [
      () => privet.eraseEvents([liked]),
      () => privet.restoreEvents([liked]),
      () => privet.replaceEvent(liked, rated),
      () => privet.replaceEvent(rated, { ...rated, value: 2 }),
      () => privet.addEvents([{ type: 'view', itemId: 'heat-1995', time: 5 }]),
    ];
    await Promise.allSettled(acts.map((act) => act()));
    const said = async () => (await privet.events()).entries.map(({ event }) => [event.itemId, event.value]);
    await expect
      .poll(() => patiently(said), ANSWERED)
      .toEqual([
        ['jaws-1975', undefined],
        ['alien-1979', 2],
        ['heat-1995', undefined],
      ]);
  });

  it('had facts, which the next one is given', async () => {
    const { privet, replace } = await openMortal();
    await privet.setFacts({ 'jaws-1975': { stock: 3, price: 5 }, 'heat-1995': { stock: 1 } });
    await privet.setFacts({ 'jaws-1975': { price: null } });
    await replace();
    expect(ids(await privet.forYou({ where: { stock: { min: 2 } } }))).toEqual(['jaws-1975']);
    expect(ids(await privet.forYou({ where: { price: { min: 0 } } }))).toEqual([]);
  });

  it('had the towers, which the next one loads', async () => {
    const { privet, replace } = await openMortal();
    await privet.loadTowers();
    await replace();
    await vi.waitUntil(() => privet.status.parts.towers.state === 'ready', ANSWERED);
    await privet.record('like', 'alien-1979');
    expect((await privet.forYou()).source).toBe('user-tower');
  });

  it('is started again twice within a minute, and then not: the next engine keeps what was left', async () => {
    const databaseName = freshDatabaseName();
    const { privet, worker, told, states, replace } = await openMortal({ databaseName });
    await replace();
    await replace();
    worker.keepBusy(300);
    worker.kill();
    const left = [privet.record('like', 'alien-1979'), privet.record('like', 'jaws-1975')];
    for (const call of [...left, privet.forYou()]) await expect(call).rejects.toBeInstanceOf(EngineStoppedError);
    expect(states()).toEqual(['running', 'restarting', 'running', 'restarting', 'running', 'stopped']);
    expect(told.at(-1)!.message).toMatch(/^engine: the worker ended\. It ended 3 times within a minute/);
    expect(privet.status.engine.state).toBe('stopped');
    await expect(privet.forYou()).rejects.toThrow('dispose of it and open a new one');
    privet.dispose();
    const next = await openFilms({ databaseName });
    opened.push(next);
    await expect.poll(() => keptIds(next)).toEqual(['alien-1979', 'jaws-1975']);
    expect(sessionStorage.length).toBe(0);
  });

  it('ends the opening when it ends before it is open', async () => {
    // The engine's script begins behind this, and its first request is never answered.
    const { workerUrl, kill } = mortalWorker('self.fetch = () => new Promise(() => {});');
    const opening = openFilms({ workerUrl });
    const again = setInterval(kill, 200);
    await expect(opening).rejects.toBeInstanceOf(EngineStoppedError);
    clearInterval(again);
  });
});

it('an event that a page left and that was stored all the same is kept once', async () => {
  const databaseName = freshDatabaseName();
  const first = await openFilms({ databaseName });
  opened.push(first);
  const { sequence: _, ...event } = (await first.record('like', 'alien-1979'))!;
  first.dispose();
  const left = { to: { database: databaseName }, owner: 0.5, count: 0, since: Date.now() };
  const late = { ...event, time: event.time + 1, type: 'save', mark: 'save' };
  sessionStorage.setItem(
    'privet-outbox',
    JSON.stringify([
      { ...left, act: { name: 'record', args: [event] } },
      { ...left, count: 1, act: { name: 'record', args: [late] } },
    ]),
  );
  const second = await openFilms({ databaseName });
  opened.push(second);
  await expect.poll(() => sessionStorage.length).toBe(0);
  expect((await second.events()).entries.map(({ event }) => event.type)).toEqual(['save', 'like']);
});

it('what a page took back and did not hear of is taken back by the next one, all of it too', async () => {
  const databaseName = freshDatabaseName();
  const first = await openFilms({ databaseName });
  opened.push(first);
  const liked = (await first.record('like', 'alien-1979'))!;
  await first.record('like', 'jaws-1975');
  await first.steer('nothing bloody');
  first.dispose();
  const left = { to: { database: databaseName }, owner: 0.5, since: Date.now() };
  const acts = [
    { name: 'eraseEvents', args: [[liked]] },
    { name: 'unsteer', args: [undefined] },
  ];
  sessionStorage.setItem('privet-outbox', JSON.stringify(acts.map((act, count) => ({ ...left, count, act }))));
  const second = await openFilms({ databaseName });
  opened.push(second);
  expect((await second.forYou({ count: 5 })).eventsUsed).toBe(1);
  expect((await second.steering()).wishes).toEqual([]);
  expect((await second.events()).entries.map(({ event }) => event.itemId)).toEqual(['jaws-1975']);
  await expect.poll(() => sessionStorage.length).toBe(0);
});
