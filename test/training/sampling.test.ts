import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEATURES, SEQUENCE_LENGTH, TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { initUserTower } from '../../src/pipeline/models/user-tower.ts';
import { BatchMaker, createDropoutPool } from '../../src/pipeline/training/batch-maker.ts';
import { CandidateSampler } from '../../src/pipeline/training/candidates.ts';
import { addFame } from '../../src/pipeline/training/fame.ts';
import { planBatches, stepsPerEpoch } from '../../src/pipeline/training/plan-batches.ts';
import {
  addRandomDislikes,
  isNegative,
  sampleWindow,
  varyPositiveType,
} from '../../src/pipeline/training/sample-window.ts';
import type { Teacher } from '../../src/pipeline/training/training-data.ts';
import { MAX_EVENTS } from '../../src/towers/history-inputs.ts';
import { SMALL_CONFIG, SMALL_SETTINGS, smallItems, smallLog } from './small-training.ts';

const type = (name: (typeof TOWER_EVENT_TYPES)[number]): number => TOWER_EVENT_TYPES.indexOf(name);

describe('windows', () => {
  test('are contiguous, at most a history window and one target long, and know whether they open the history', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer(), (numEvents, seed) => {
        const log = smallLog(1, 2);
        const long = {
          ...log,
          offsets: Uint32Array.of(0, numEvents),
          items: Uint32Array.from({ length: numEvents }, (_, i) => i),
        };
        long.eventTypes = new Uint8Array(numEvents).fill(type('view'));
        const { events, opensHistory } = sampleWindow(long, 0, MAX_EVENTS, createRandom(seed));
        expect(events.length).toBe(Math.min(numEvents, MAX_EVENTS + 1));
        expect(events.every((event, i) => event.item === events[0]!.item + i)).toBe(true);
        expect(opensHistory).toBe(events[0]!.item === 0);
      }),
    );
  });

  test('of a log without order hold any events of the person, each once, in any order, and open the history', () => {
    const log = { ...smallLog(2, 12), unordered: true };
    const orders = new Set<string>();
    const seen = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const { events, opensHistory, past } = sampleWindow(log, 1, 4, createRandom(seed));
      const own = events.map(({ event }) => log.items[event!]!);
      expect(events.map(({ item }) => item)).toEqual(own);
      expect(events.every(({ event }) => event! >= 12 && event! < 24)).toBe(true);
      expect(new Set(own).size).toBe(5);
      expect([opensHistory, past[1] - past[0]]).toEqual([true, 0]);
      orders.add(own.join(' '));
      for (const item of own) seen.add(item);
    }
    expect(seen.size).toBe(12);
    expect(orders.size).toBeGreaterThan(30);
  });

  test('of mere views get one stand-in type half of the time; windows with opinions keep theirs', () => {
    const random = createRandom(3);
    const view = (): { item: number; eventType: number; timeSeconds: number } => ({
      item: 1,
      eventType: type('view'),
      timeSeconds: 0,
    });
    let changed = 0;
    for (let i = 0; i < 400; i++) {
      const events = [view(), view()];
      varyPositiveType(events, random);
      expect(events[0]!.eventType).toBe(events[1]!.eventType);
      expect(isNegative(events[0]!.eventType)).toBe(false);
      if (events[0]!.eventType !== type('view')) changed++;
    }
    expect(changed).toBeGreaterThan(150);
    expect(changed).toBeLessThan(250);
    const mixed = [view(), { ...view(), eventType: type('dislike') }];
    for (let i = 0; i < 20; i++) varyPositiveType(mixed, random);
    expect(mixed.map((event) => event.eventType)).toEqual([type('view'), type('dislike')]);
  });

  test('get dislikes only of items that they do not hold, never as the last target, never too many', () => {
    const log = smallLog(4, 10);
    for (let seed = 0; seed < 50; seed++) {
      const random = createRandom(seed);
      const window = sampleWindow(log, seed % 4, MAX_EVENTS, random);
      const own = new Set(window.events.map((event) => event.item));
      const last = window.events.at(-1);
      addRandomDislikes(window, log, MAX_EVENTS, random);
      expect(window.events.at(-1)).toBe(last);
      expect(window.events.length).toBeLessThanOrEqual(MAX_EVENTS + 1);
      for (const event of window.events) expect(own.has(event.item)).toBe(event.eventType === type('view'));
    }
  });
});

describe('candidates', () => {
  test('of a small log are all its items, without correction; the rest of the shape can never win', () => {
    const log = smallLog();
    const { rows, count, bias, rowOf } = new CandidateSampler(log, 48).sample(new Set(), 10, createRandom(1));
    expect(count).toBe(40);
    expect([...rows.subarray(0, 40)]).toEqual([...log.candidates]);
    expect(bias.subarray(0, 40).every((b) => b === 0)).toBe(true);
    expect(bias.subarray(40).every((b) => b < -1e8)).toBe(true);
    expect(rowOf.get(7)).toBe(7);
  });

  test('of a large log hold what the batch needs, each once, corrected by the chance to be there', () => {
    const log = smallLog();
    const needed = new Set([3, 30, 31]);
    const { rows, count, bias } = new CandidateSampler(log, 16).sample(needed, 50, createRandom(1));
    expect(count).toBe(16);
    expect(new Set(rows).size).toBe(16);
    for (const item of needed) expect(rows).toContain(item);
    expect(bias.every((b) => b >= 0 && b < 2)).toBe(true);
    const frequency = (item: number): number => log.items.filter((other) => other === item).length;
    const byFrequency = [...rows.keys()].sort((a, b) => frequency(rows[a]!) - frequency(rows[b]!));
    expect(bias[byFrequency[0]!]).toBeGreaterThan(bias[byFrequency[15]!]!);
  });

  test('are granted the fame that they have in their log, as much as is asked for', () => {
    const log = smallLog();
    const counts = (item: number) => log.items.filter((other) => other === item).length;
    const mean = log.items.length / log.candidates.length;
    for (const share of [1, 0.5]) {
      const { rows, count, bias } = new CandidateSampler(log, 48, share).sample(new Set(), 10, createRandom(1));
      for (const [row, item] of rows.subarray(0, count).entries()) {
        expect(bias[row]).toBeCloseTo(share * Math.log((counts(item) + 0.5) / (mean + 0.5)), 5);
      }
      expect(bias[count]!).toBeLessThan(-1e8);
    }
  });

  test('refuse a batch that has more items than there is room', () => {
    const sampler = new CandidateSampler(smallLog(), 4);
    expect(() => sampler.sample(new Set([1, 2, 3, 4, 5]), 9, createRandom(1))).toThrow(
      /has 5 items, expected at most 4/,
    );
  });
});

describe('an epoch', () => {
  const asked = (passes: number) => {
    const log = { ...smallLog(24, 12), passes };
    const batches = planBatches([log], 4, 3);
    expect(stepsPerEpoch([log], 4)).toBe(batches.length);
    return batches.flatMap(({ users }) => users);
  };

  test('goes through the people of a log as often as the log says', () => {
    expect([...asked(1)].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, user) => user));
    expect(new Set(asked(0.5)).size).toBe(12);
    const twice = asked(2);
    for (let user = 0; user < 24; user++) expect(twice.filter((other) => other === user)).toHaveLength(2);
  });

  test('of a part of the people takes others each time', () => {
    const log = { ...smallLog(24, 12), passes: 0.5 };
    const people = (seed: number) =>
      planBatches([log], 4, seed)
        .flatMap(({ users }) => users)
        .sort()
        .join(' ');
    expect(people(1)).not.toBe(people(2));
  });
});

describe('the fame of today', () => {
  const FAME = { rating: 2, popularity: 3 };
  const user = initUserTower(SMALL_CONFIG, createRandom(1));

  test('is a constant in the quality dims, and nothing else', () => {
    const firstQuality = SMALL_CONFIG.embeddingDim - SMALL_CONFIG.qualityDims;
    const constant = [...new Array<number>(firstQuality).fill(0), 2, 0, 3, 0, 0, 0];
    const { 'user.final.bias': bias, ...others } = addFame(user, SMALL_CONFIG, FAME);
    expect([...bias!.data]).toEqual(constant);
    const { 'user.final.bias': before, ...same } = user;
    expect(before!.data.every((value) => value === 0)).toBe(true);
    expect(others).toEqual(same);
  });
});

/** Rows that an ask should foresee, with their shares. */
function targetsOf(data: Record<string, Float32Array | Int32Array>, ask: number, C = 48): [number, number][] {
  const row = data.targets!.subarray(ask * C, (ask + 1) * C);
  return Array.from(row, (share, i): [number, number] => [i, share]).filter(([, share]) => share > 0);
}

describe('batches', () => {
  const shapes = { batchSize: 4, numCandidates: 48, numAsks: 60 };
  const make = (seed: number, settings = SMALL_SETTINGS, log = smallLog()) => {
    const pool = createDropoutPool(0.2, 4 * SEQUENCE_LENGTH * SMALL_CONFIG.embeddingDim, 5);
    return new BatchMaker(log, smallItems(), settings, SMALL_CONFIG, shapes, seed, pool).make([0, 1, 2, 3]);
  };

  test('foresee each event from those before it, the first from the start token', () => {
    const { candidates, data } = make(1, { ...SMALL_SETTINGS, dislikeAugmentation: 0 });
    const log = smallLog();
    const item = (row: number): number => candidates.rows[row]!;
    const foreseen = new Map<number, number>();
    for (let sequence = 0; sequence < 4; sequence++) {
      const own = [...log.items.subarray(log.offsets[sequence], log.offsets[sequence + 1])];
      const end = (sequence + 1) * SEQUENCE_LENGTH;
      const start = end - own.length;
      expect(data.event_types![start]).toBe(type('start'));
      expect(data.mask!.subarray(start, end).every((m) => m === 1)).toBe(true);
      if (sequence > 0) expect(data.mask![start - 1]).toBe(0);
      expect(Array.from(data.history_rows!.subarray(start + 1, end), item)).toEqual(own.slice(0, -1));
      for (const [i, target] of own.entries()) foreseen.set(start + i, target);
    }
    expect(new Set(data.asked_slots!.subarray(0, 48))).toEqual(new Set(foreseen.keys()));
    for (let ask = 0; ask < shapes.numAsks; ask++) {
      const isEmpty = ask >= 48;
      expect(data.target_weight![ask]).toBe(isEmpty ? 0 : 1);
      const targets = targetsOf(data, ask).map(([row, share]) => [item(row), share]);
      expect(targets).toEqual(isEmpty ? [] : [[foreseen.get(data.asked_slots![ask]!)!, 1]]);
    }
  });

  test('give a teacher its share of the next item, where it has an answer', () => {
    const plain = make(1);
    const teacher: Teacher = {
      addAnswer(event, share, add) {
        if (event === undefined || event % 2 === 0) return 0;
        add(39, share);
        return share;
      },
    };
    const taught = make(1, { ...SMALL_SETTINGS, distillation: 0.4 }, { ...smallLog(), teacher });
    let answers = 0;
    for (let ask = 0; ask < shapes.numAsks; ask++) {
      const [next] = targetsOf(plain.data, ask);
      const shares = new Map(targetsOf(taught.data, ask));
      if (!shares.has(39) || next![0] === 39) {
        expect([...shares]).toEqual(next ? [next] : []);
        continue;
      }
      answers++;
      expect(shares.get(39)).toBeCloseTo(0.4, 6);
      expect(shares.get(next![0])).toBeCloseTo(0.6, 6);
    }
    expect(answers).toBeGreaterThan(10);
    expect(answers).toBeLessThan(60);
  });

  test('carry what is older than the window as weights of the candidates that add up to 1', () => {
    const long = smallLog(4, 12);
    const items = Uint32Array.from({ length: 4 * 150 }, (_, i) => (i * 7) % 40);
    const offsets = Uint32Array.of(0, 150, 300, 450, 600);
    const log = { ...long, items, offsets, eventTypes: new Uint8Array(600).fill(type('view')) };
    const pool = createDropoutPool(0, 4 * SEQUENCE_LENGTH * SMALL_CONFIG.embeddingDim, 5);
    const settings = { ...SMALL_SETTINGS, dislikeAugmentation: 0 };
    const maker = new BatchMaker(log, smallItems(), settings, SMALL_CONFIG, shapes, 3, pool);
    const { data } = maker.make([0, 1, 2, 3]);
    let withPast = 0;
    for (let sequence = 0; sequence < 4; sequence++) {
      const weights = (data.past_weights as Float32Array).subarray(sequence * 48, (sequence + 1) * 48);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const opens = total === 0;
      if (!opens) expect(total).toBeCloseTo(1, 5);
      if (!opens) withPast++;
      expect(
        [...data.is_start!.subarray(sequence * SEQUENCE_LENGTH, (sequence + 1) * SEQUENCE_LENGTH)].indexOf(1),
      ).toBe(0);
    }
    expect(withPast).toBeGreaterThan(0);
  });

  test('never aim at a disliked item and mark it as a negative', () => {
    const { data } = make(2, { ...SMALL_SETTINGS, dislikeAugmentation: 1 });
    let negatives = 0;
    for (let ask = 0; ask < shapes.numAsks; ask++) {
      const slot = data.asked_slots![ask]!;
      const disliked = slot > 0 && data.event_types![slot] === type('dislike');
      expect(data.negative_weight![ask]).toBe(disliked ? 1 : 0);
      if (disliked) negatives++;
      if (data.event_types![slot + 1] === type('dislike')) expect(data.target_weight![ask]).toBe(0);
    }
    expect(negatives).toBeGreaterThan(0);
  });

  test('are the same for the same seed', () => {
    const [a, b] = [make(9).data, make(9).data];
    for (const name of Object.keys(a))
      expect(Buffer.from(a[name]!.buffer).equals(Buffer.from(b[name]!.buffer))).toBe(true);
    expect(Object.keys(a)).toContain('dropout0');
    expect(a.features!.length).toBe(48 * FEATURES.length);
  });
});
