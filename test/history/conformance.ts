// The one suite that every event store must pass: compared with a plain array, operation by operation.

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { putBack, without } from '../../src/history/edit-events.ts';
import type { EventStore } from '../../src/history/event-store.ts';
import type { NewEvent, StoredEvent } from '../../src/history/events.ts';
import { exchangeNumber, withoutNumbers } from './by-number.ts';

async function appendOne(store: EventStore, event: NewEvent): Promise<StoredEvent> {
  return (await store.append([event]))[0]!;
}

/** @param open  an empty store, each time */
export function describeEventStore(name: string, open: () => Promise<EventStore>): void {
  const opened: EventStore[] = [];
  const openStore = async () => {
    const store = await open();
    opened.push(store);
    return store;
  };
  afterEach(() => {
    for (const store of opened.splice(0)) store.close();
  });

  describe(`event store: ${name}`, () => {
    test('an empty one', async () => {
      const store = await openStore();
      expect(await store.all()).toEqual([]);
      expect(await store.after(-1)).toEqual([]);
      await store.erase();
      expect(await store.merge([])).toBe(0);
    });

    test('keeps events in order, with every field, and numbers them from 0', async () => {
      const store = await openStore();
      const events: NewEvent[] = [
        { type: 'view', itemId: 'a', time: 5 },
        { type: 'rate', itemId: 'ü 🎬', time: 3, value: 4.5 }, // a clock that was set back changes no order
        { type: 'search', time: 9, query: 'space adventure' },
      ];
      for (const [sequence, event] of events.entries())
        expect(await store.append([event])).toEqual([{ ...event, sequence }]);
      expect(await store.all()).toEqual(events.map((event, sequence) => ({ ...event, sequence })));
    });

    test('appends that are started together all get a place', async () => {
      const store = await openStore();
      const stored = await Promise.all(Array.from({ length: 20 }, (_, i) => appendOne(store, like(`item-${i}`, i))));
      expect(stored.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i),
      );
      expect(await store.all()).toEqual([...stored].sort((a, b) => a.sequence - b.sequence));
    });

    test('events that are appended together follow each other', async () => {
      const store = await openStore();
      await store.append([like('first', 1)]);
      const events = Array.from({ length: 600 }, (_, i) => like(`item-${i}`, i));
      const stored = await store.append(events);
      expect(stored).toEqual(events.map((event, i) => ({ ...event, sequence: 1 + i })));
    });

    test('what is behind a number is the end of the log, over any number of chunks', async () => {
      const store = await openStore();
      await store.merge(Array.from({ length: 600 }, (_, i) => like(`item-${i}`, i)));
      const all = await store.all();
      expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 600 }, (_, i) => i));
      for (const known of [-1, 0, 254, 255, 256, 510, 511, 512, 598, 599, 5000]) {
        expect(await store.after(known)).toEqual(all.slice(known + 1));
      }
      await store.rewrite(withoutNumbers(255, 256, 257, 599));
      expect((await store.after(254)).map(({ sequence }) => sequence).slice(0, 2)).toEqual([258, 259]);
      expect(await store.after(598)).toEqual([]);
    });

    test('an append tells what it found behind the last event that its caller knew', async () => {
      const store = await openStore();
      await store.append(Array.from({ length: 300 }, (_, i) => like(`item-${i}`, i)));
      const told = await store.append([like('new', 1000)], 200);
      expect(told).toEqual((await store.all()).slice(201));
      expect((await store.append([like('newer', 1001)], 300)).map(({ itemId }) => itemId)).toEqual(['newer']);
      expect((await store.append([like('newest', 1002)], 5000)).map(({ itemId }) => itemId)).toEqual(['newest']);
    });

    test('a merge puts events where their time belongs, skips known ones, and gives no number twice', async () => {
      const store = await openStore();
      for (const time of [10, 20, 30]) await store.append([like('mine', time)]);
      const numAdded = await store.merge([like('theirs', 5), like('mine', 20), like('theirs', 25), like('theirs', 25)]);
      expect(numAdded).toBe(2);
      const all = await store.all();
      expect(all.map(({ itemId, time }) => `${itemId} ${time}`)).toEqual([
        'theirs 5',
        'mine 10',
        'mine 20',
        'theirs 25',
        'mine 30',
      ]);
      expect(all.map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6, 7]);
      expect((await appendOne(store, like('mine', 40))).sequence).toBe(8);
    });

    test('a merge of later events, or of known ones, leaves the others as they are', async () => {
      const store = await openStore();
      const first = await appendOne(store, like('a', 10));
      expect(await store.merge([like('a', 10)])).toBe(0);
      expect(await store.merge([like('a', 10), like('b', 11)])).toBe(1);
      expect(await store.all()).toEqual([first, { ...like('b', 11), sequence: 1 }]);
    });

    test('a rewriting keeps what it returns, over any number of chunks, and gives no number twice', async () => {
      const store = await openStore();
      await store.merge(Array.from({ length: 600 }, (_, i) => like(`item-${i}`, i)));
      const gone = new Set([0, 255, 256, 300, 599]);
      const left = await store.rewrite(withoutNumbers(...gone));
      expect(left.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 600 }, (_, i) => i).filter((i) => !gone.has(i)),
      );
      expect(await store.all()).toEqual(left);
      expect(await store.after(left.at(-4)!.sequence)).toEqual(left.slice(-3));
      expect((await appendOne(store, like('next', 1000))).sequence).toBe(600);
    });

    test('what was taken out is put back in its place; what is there already is not', async () => {
      const store = await openStore();
      await store.merge(Array.from({ length: 300 }, (_, i) => like(`item-${i}`, 7)));
      const all = await store.all();
      const taken = [all[0]!, all[100]!, all[299]!];
      await store.rewrite(without(taken));
      expect(await store.rewrite(putBack([...taken, all[5]!]))).toEqual(all);
      expect(await store.all()).toEqual(all);
    });

    test('an exchanged event keeps its place, and moves with another time', async () => {
      const store = await openStore();
      for (const time of [10, 20, 30]) await store.append([like('a', time)]);
      await store.rewrite(exchangeNumber(1, { type: 'dislike', itemId: 'a', time: 20 }));
      expect(await store.all()).toEqual([
        { ...like('a', 10), sequence: 0 },
        { type: 'dislike', itemId: 'a', time: 20, sequence: 1 },
        { ...like('a', 30), sequence: 2 },
      ]);
      await store.rewrite(exchangeNumber(0, like('moved', 25)));
      const moved = await store.all();
      expect(moved.map(({ time }) => time)).toEqual([20, 25, 30]);
      expect(moved.map(({ sequence }) => sequence)).toEqual([1, 3, 4]);
      expect((await appendOne(store, like('next', 40))).sequence).toBe(5);
      expect(await store.rewrite(exchangeNumber(99, like('nobody', 1)))).toEqual(await store.all());
    });

    test('says what it takes, and nothing once it is erased', async () => {
      const store = await openStore();
      const event = like('a'.repeat(100), 1);
      await store.append([event]);
      const one = await store.footprint();
      expect(one.numEvents).toBe(1);
      expect(one.sizeBytes).toBeGreaterThan(100);
      await store.append([like('b', 2)]);
      expect((await store.footprint()).sizeBytes).toBeGreaterThan(one.sizeBytes);
      await store.erase();
      expect(await store.footprint()).toEqual({ numEvents: 0, numRecords: 0, sizeBytes: 0 });
    });

    test('erased, it is empty and numbers from 0', async () => {
      const store = await openStore();
      await store.merge(Array.from({ length: 300 }, (_, i) => like(`item-${i}`, i)));
      await store.erase();
      expect(await store.all()).toEqual([]);
      expect(await appendOne(store, like('again', 1))).toEqual({ ...like('again', 1), sequence: 0 });
    });

    test('what it hands out is a copy', async () => {
      const store = await openStore();
      const stored = await appendOne(store, like('a', 1));
      stored.type = 'dislike';
      (await store.all())[0]!.type = 'hide';
      expect((await store.all())[0]!.type).toBe('like');
    });

    test('equals an array, for any operations', async () => {
      const event = fc.record({
        type: fc.constantFrom('like', 'view'),
        itemId: fc.constantFrom('a', 'b'),
        time: fc.nat(30),
      });
      const operations = fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.record({ append: event }) },
          { weight: 2, arbitrary: fc.record({ merge: fc.array(event, { maxLength: 6 }) }) },
          { weight: 2, arbitrary: fc.record({ remove: fc.nat(8) }) },
          { weight: 1, arbitrary: fc.constant({ erase: true }) },
        ),
        { maxLength: 15 },
      );
      await fc.assert(
        fc.asyncProperty(operations, async (list) => {
          const store = await openStore();
          await store.erase();
          let model: NewEvent[] = [];
          for (const operation of list) {
            if ('append' in operation) {
              await store.append([operation.append as NewEvent]);
              model.push(operation.append as NewEvent);
            } else if ('merge' in operation) {
              const before = model.length;
              model = naiveMerge(model, operation.merge as NewEvent[]);
              expect(await store.merge(operation.merge as NewEvent[])).toBe(model.length - before);
            } else if ('remove' in operation) {
              const place = operation.remove as number;
              const sequence = (await store.all())[place]?.sequence ?? -1;
              await store.rewrite(withoutNumbers(sequence));
              model = model.filter((_, i) => i !== place);
            } else {
              await store.erase();
              model = [];
            }
            const all = await store.all();
            expect(all.map(({ sequence: _, ...rest }) => rest)).toEqual(model);
            const sequences = all.map(({ sequence }) => sequence);
            expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
          }
          store.close();
        }),
        { seed: 1, numRuns: 30 },
      );
    });
  });
}

const like = (itemId: string, time: number): NewEvent => ({ type: 'like', itemId, time });

/** Inserts each new event before the first one that is later than it, looking only behind the one inserted before. */
function naiveMerge(log: NewEvent[], incoming: NewEvent[]): NewEvent[] {
  const merged = [...log];
  const isKnown = (event: NewEvent) =>
    merged.some(({ time, type, itemId }) => time === event.time && type === event.type && itemId === event.itemId);
  let from = 0;
  for (const event of incoming) {
    if (isKnown(event)) continue;
    const later = merged.findIndex(({ time }, i) => i >= from && time > event.time);
    const place = later < 0 ? merged.length : later;
    merged.splice(place, 0, event);
    from = place + 1;
  }
  return merged;
}
