import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPins, type Pin } from '../../src/ranking/pins.ts';

/** Items 0..29 as results, items 0..39 as pins: some pins are results too, some are not. */
const results = fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 20 });
const pinLists: fc.Arbitrary<Pin[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 6 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([items, positions]) => items.map((itemIndex, i) => ({ itemIndex, position: positions[i]! })));

const scoreOf = (itemIndex: number) => 5000 - itemIndex;
const resultOf = (items: number[]) => ({
  indices: Uint32Array.from(items),
  scores: Int32Array.from(items, (_, i) => 1000 - i),
});

describe('applyPins', () => {
  test('equals: insert each pin by ascending position, then cut', () => {
    fc.assert(
      fc.property(results, pinLists, fc.integer({ min: 0, max: 30 }), (items, pins, k) => {
        const result = resultOf(items);
        const list = items.filter((item) => !pins.some(({ itemIndex }) => itemIndex === item));
        for (const { itemIndex, position } of pins.toSorted((a, b) => a.position - b.position)) {
          list.splice(position, 0, itemIndex);
        }
        const { indices, scores } = applyPins(result, pins, k, scoreOf);
        expect([...indices]).toEqual(list.slice(0, k));
        const expected = list.map((item) => (items.includes(item) ? 1000 - items.indexOf(item) : scoreOf(item)));
        expect([...scores]).toEqual(expected.slice(0, k));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('a pin past the end of a short list is appended; one past k is not shown, nor its item elsewhere', () => {
    const result = resultOf([7, 8, 9]);
    const short = applyPins(result, [{ itemIndex: 3, position: 10 }], 5, scoreOf);
    expect([...short.indices]).toEqual([7, 8, 9, 3]);
    const cut = applyPins(result, [{ itemIndex: 7, position: 10 }], 2, scoreOf);
    expect([...cut.indices]).toEqual([8, 9]);
  });

  test('refuses what makes no sense', () => {
    const pin = (itemIndex: number, position: number) => ({ itemIndex, position });
    const apply = (pins: Pin[], k = 5) => applyPins(resultOf([1, 2]), pins, k, scoreOf);
    expect(() => apply([pin(1, -1)])).toThrow('pins: position is -1, expected an integer of at least 0');
    expect(() => apply([pin(1, 0.5)])).toThrow('pins: position is 0.5, expected an integer of at least 0');
    expect(() => apply([pin(1, 2), pin(3, 2)])).toThrow('pins: position 2 has two items, expected one');
    expect(() => apply([pin(1, 2), pin(1, 3)])).toThrow('pins: item 1 has two positions, expected one');
    expect(() => apply([], -1)).toThrow('pins: k is -1, expected an integer of at least 0');
  });
});
