// The history in memory says what storage says: at once for this tab's own events, after a word from it for another
// tab's.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HistoryView } from '../../src/engine/lists/history-view.ts';
import type { EventStore } from '../../src/history/event-store.ts';
import type { HistoryEvent } from '../../src/history/events.ts';
import { formatHistoryFile, parseHistoryFile } from '../../src/history/history-file.ts';
import { HistoryLog } from '../../src/history/history-log.ts';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';
import { marksOf, standingEvents } from '../../src/history/standing-events.ts';

/** A store that keeps each append waiting until it is let through, and counts how often it is asked. */
function slowStore() {
  const store: EventStore = { ...createMemoryEventStore(), kind: 'indexeddb' };
  const waiting: (() => void)[] = [];
  const asked = { all: 0, after: 0, append: 0 };
  const slow: EventStore = {
    ...store,
    all: () => {
      asked.all++;
      return store.all();
    },
    after: (sequence) => {
      asked.after++;
      return store.after(sequence);
    },
    append: async (events, known) => {
      asked.append++;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return store.append(events, known);
    },
  };
  return { slow, waiting, asked };
}

let numLogs = 0;
async function openView(store: EventStore, databaseName = `view-${numLogs++}`, onChange = () => {}) {
  const eraseStored = () => store.erase();
  const log = new HistoryLog({ databaseName, openStore: async () => store, eraseStored, onChange });
  await log.connect();
  return { log, view: new HistoryView(log) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const like = (itemId: string): HistoryEvent => ({ type: 'like', itemId });

describe('the view of the history', () => {
  it('knows an event before it is stored, and the stored one afterwards, without reading again', async () => {
    const { slow, waiting, asked } = slowStore();
    const { log, view } = await openView(slow);
    expect(view.taste().standing).toEqual([]);
    const reads = asked.all;
    const recorded = log.record(like('a'));
    expect([...view.taste().marks]).toEqual([['a', { taste: 'like' }]]);
    await turn();
    const second = log.record({ type: 'dislike', itemId: 'a' });
    expect([...view.taste().marks]).toEqual([['a', { taste: 'dislike' }]]);
    waiting.shift()!();
    await recorded;
    expect(view.taste().standing).toHaveLength(1);
    await turn();
    waiting.shift()!();
    const stored = await second;
    expect(view.taste().standing).toEqual([stored]);
    expect(asked).toEqual({ all: reads, after: 0, append: 2 });
    log.close();
  });

  it('is made anew only where the log changed', async () => {
    const { log, view } = await openView({ ...createMemoryEventStore(), kind: 'indexeddb' });
    await log.record(like('a'));
    const taste = view.taste();
    expect(view.taste()).toBe(taste);
    await log.record(like('b'));
    expect(view.taste()).not.toBe(taste);
    log.close();
  });

  it('events that wait while one is being stored go to storage together, and count once at any moment', async () => {
    const { slow, waiting, asked } = slowStore();
    const { log, view } = await openView(slow);
    const counts: number[] = [];
    const recorded = [log.record(like('first'))];
    await turn();
    for (let i = 0; i < 100; i++) recorded.push(log.record({ type: 'view', itemId: `item-${i}` }));
    for (let i = 0; i < 2; i++) {
      waiting.shift()!();
      for (let tick = 0; tick < 20; tick++) {
        await Promise.resolve();
        counts.push(view.taste().standing.length);
      }
      await turn();
    }
    const stored = await Promise.all(recorded);
    expect(stored.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 101 }, (_, i) => i));
    expect(new Set(counts)).toEqual(new Set([101]));
    expect(asked.append).toBe(2);
    log.close();
  });

  it('what is recorded behind an erasure is not erased with what was waiting before it', async () => {
    const { log, view } = await openView({ ...createMemoryEventStore(), kind: 'indexeddb' });
    const done = [log.record(like('a')), log.record(like('b')), log.erase(), log.record(like('c'))];
    await Promise.all(done);
    expect((await log.all()).map(({ itemId }) => itemId)).toEqual(['c']);
    expect([...view.taste().marks.keys()]).toEqual(['c']);
    log.close();
  });

  it('takes back events that could not be recorded', async () => {
    const store = createMemoryEventStore();
    const { log, view } = await openView({ ...store, append: () => Promise.reject(new TypeError('a bug')) });
    const recorded = [log.record(like('a')), log.record(like('b'))];
    expect(view.taste().standing).toHaveLength(2);
    for (const result of await Promise.allSettled(recorded)) expect(result.status).toBe('rejected');
    expect(view.taste().standing).toEqual([]);
    log.close();
  });

  it('has what another tab wrote with the next append, and with the word of it', async () => {
    const content = createMemoryEventStore();
    const { slow, waiting, asked } = slowStore();
    const shared: EventStore = { ...slow, all: content.all, after: slow.after, append: content.append };
    const name = `view-${numLogs++}`;
    const [here, there] = [await openView(shared, name), await openView({ ...content, kind: 'indexeddb' }, name)];
    await content.append([{ ...like('untold'), time: 1 }]);
    await here.log.record(like('here'));
    expect(here.view.taste().standing).toEqual(await content.all());
    await there.log.record(like('there'));
    await expect.poll(() => there.view.taste().standing).toEqual(await content.all());
    expect(asked.append + waiting.length).toBe(0);
    here.log.close();
    there.log.close();
  });

  it('reads once for all that another tab told meanwhile, and no list waits for it', async () => {
    const content = createMemoryEventStore();
    let [numReads, numChanges] = [0, 0];
    let letThrough = () => {};
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    const slow: EventStore = {
      ...content,
      kind: 'indexeddb',
      after: async (sequence) => {
        numReads++;
        await gate;
        return content.after(sequence);
      },
    };
    const name = `view-${numLogs++}`;
    const here = await openView({ ...content, kind: 'indexeddb' }, name);
    const there = await openView(slow, name, () => numChanges++);
    for (let i = 0; i < 50; i++) {
      await here.log.record(like(`item-${i}`));
      await turn();
    }
    await expect.poll(() => numReads).toBe(1);
    expect(there.view.taste().standing).toEqual([]);
    letThrough();
    await expect.poll(() => there.view.taste().standing).toEqual(await content.all());
    await turn();
    expect([numReads, numChanges]).toEqual([1, 2]);
    here.log.close();
    there.log.close();
  });

  it('equals the log after any mix of events, imports and erasures', async () => {
    const item = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ type: fc.constantFrom('like', 'hide', 'clear', 'view'), itemId: item }) },
      { weight: 1, arbitrary: fc.constantFrom('erase' as const, 'import' as const, 'ask' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { log, view } = await openView({ ...createMemoryEventStore(), kind: 'indexeddb' });
        const other = formatHistoryFile(await log.all());
        const done = steps.map((what) => {
          if (what === 'erase') return view.erase();
          if (what === 'import') return log.add(parseHistoryFile(other));
          if (what === 'ask') return view.taste();
          return log.record(what as HistoryEvent);
        });
        await Promise.all(done);
        const events = await log.all();
        const { standing, marks: found } = view.taste();
        expect(standing).toEqual(standingEvents(events));
        expect(found).toEqual(marksOf(standingEvents(events)));
        log.close();
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
