// The history in memory says what storage says: at once for this tab's own events, after a word from it for another
// tab's.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HistoryView } from '../../src/engine/lists/history-view.ts';
import type { EventStore } from '../../src/history/event-store.ts';
import type { HistoryEvent } from '../../src/history/events.ts';
import { HistoryLog } from '../../src/history/history-log.ts';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';
import { opinions, standingEvents } from '../../src/history/standing-events.ts';

/** A store that keeps each append waiting until it is let through. */
function slowStore() {
  const store: EventStore = { ...createMemoryEventStore(), kind: 'indexeddb' };
  const append = store.append;
  const waiting: (() => void)[] = [];
  let reads = 0;
  const slow: EventStore = {
    ...store,
    all: () => {
      reads++;
      return store.all();
    },
    append: async (event) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return append(event);
    },
  };
  return { slow, waiting, numReads: () => reads };
}

let numLogs = 0;
async function openView(store: EventStore) {
  const log = new HistoryLog({ databaseName: `view-${numLogs++}`, openStore: async () => store });
  await log.connect();
  return { log, view: new HistoryView(log) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const like = (itemId: string): HistoryEvent => ({ type: 'like', itemId });

describe('the view of the history', () => {
  it('knows an event before it is stored, and the stored one afterwards, without reading again', async () => {
    const { slow, waiting, numReads } = slowStore();
    const { log, view } = await openView(slow);
    expect((await view.taste()).standing).toEqual([]);
    const reads = numReads();
    const recorded = view.record(like('a'));
    expect([...(await view.taste()).opinions]).toEqual([['a', 'like']]);
    const second = view.record({ type: 'dislike', itemId: 'a' });
    expect([...(await view.taste()).opinions]).toEqual([['a', 'dislike']]);
    await turn();
    waiting.shift()!();
    await recorded;
    await turn();
    waiting.shift()!();
    const stored = await second;
    expect((await view.taste()).standing).toEqual([stored]);
    expect(numReads()).toBe(reads);
    log.close();
  });

  it('takes back an event that could not be recorded', async () => {
    const store = createMemoryEventStore();
    const { log, view } = await openView({ ...store, append: () => Promise.reject(new TypeError('a bug')) });
    await view.taste();
    const recorded = view.record(like('a'));
    expect((await view.taste()).standing).toHaveLength(1);
    await expect(recorded).rejects.toThrow('a bug');
    expect((await view.taste()).standing).toEqual([]);
    log.close();
  });

  it('reads again after it is told to, and when another tab wrote in between', async () => {
    const store: EventStore = { ...createMemoryEventStore(), kind: 'indexeddb' };
    const { log, view } = await openView(store);
    await view.taste();
    await store.append({ ...like('elsewhere'), time: 1 });
    expect((await view.taste()).standing).toHaveLength(0);
    view.refresh();
    expect((await view.taste()).standing).toHaveLength(1);
    await store.append({ ...like('elsewhere too'), time: 2 });
    await view.record(like('here'));
    expect((await view.taste()).standing).toEqual(await store.all());
    log.close();
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
        const other = await view.exportText();
        const done = steps.map((what) => {
          if (what === 'erase') return view.erase();
          if (what === 'import') return view.change((changed) => changed.importText(other));
          if (what === 'ask') return view.taste();
          return view.record(what as HistoryEvent);
        });
        await Promise.all(done);
        const events = await log.all();
        const { standing, opinions: found } = await view.taste();
        expect(standing).toEqual(standingEvents(events));
        expect(found).toEqual(opinions(standingEvents(events)));
        log.close();
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
