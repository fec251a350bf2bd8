// JSON in pieces gives what JSON.parse gives, cut anywhere; and what is too much shows while it is read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonSplitter, type SplitLimits } from '../../src/items/split-json.ts';

const LIMITS: SplitLimits = { maxEntryChars: 1_000_000 };

/** @param cuts  lengths of the pieces, again and again */
function split(text: string, cuts: readonly number[] = [text.length + 1], limits: SplitLimits = LIMITS) {
  const splitter = new JsonSplitter(limits);
  const lists: { key: string | undefined; values: unknown[] }[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const end = at + cuts[i % cuts.length]!;
    for (const { key, list, isObject, text: entry } of splitter.push(text.slice(at, end))) {
      const value = JSON.parse(entry);
      expect(isObject).toBe(typeof value === 'object' && value !== null && !Array.isArray(value));
      (lists[list] ??= { key, values: [] }).values.push(value);
    }
    at = end;
  }
  const fault = splitter.end();
  return { lists: lists.filter(Boolean), fault, numValues: splitter.numValues, members: splitter.members };
}

const anyJson = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text));
const anyKey = fc.string({ unit: 'binary' }).filter((key) => !/^\d+$/.test(key));
const anyCuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
const spaced = fc.constantFrom(undefined, 2, '\t', ' \r\n');

test('a list', () => {
  fc.assert(
    fc.property(fc.array(anyJson), spaced, anyCuts, (values, space, cuts) => {
      const { lists, fault } = split(JSON.stringify(values, null, space as never), cuts);
      expect(fault).toBeUndefined();
      expect(lists.flatMap((list) => list.values)).toEqual(values);
    }),
    { seed: 20261130, numRuns: 300 },
  );
});

test('the lists of an object, by their keys, and what short values stand beside them', () => {
  fc.assert(
    fc.property(fc.dictionary(anyKey, fc.oneof(fc.array(anyJson), anyJson)), spaced, anyCuts, (object, space, cuts) => {
      const { lists, fault, members } = split(JSON.stringify(object, null, space as never), cuts);
      expect(fault).toBeUndefined();
      const all = Object.entries(object);
      const filled = all.filter(([, value]) => Array.isArray(value) && value.length > 0);
      expect(lists).toEqual(filled.map(([key, values]) => ({ key, values })));
      const plain = all.filter(([, value]) => typeof value !== 'object' || value === null);
      expect(Object.entries(members)).toEqual(plain);
    }),
    { seed: 20261130, numRuns: 300 },
  );
});

test('a list that JSON.parse refuses is refused, whatever is changed in it', () => {
  let numRefused = 0;
  const change = fc.tuple(fc.nat(), fc.constantFrom('', ',', '[', ']', '{', '}', '"', ':', '1', ' ', '\\', 'x'));
  fc.assert(
    fc.property(fc.array(anyJson), change, anyCuts, (values, [place, mark], cuts) => {
      const text = JSON.stringify(values);
      const at = place % text.length;
      const changed = text.slice(0, at) + mark + text.slice(at + 1);
      const [whole, pieces] = [() => JSON.parse(changed), () => split(changed, cuts)].map((read) => {
        try {
          return { value: read() };
        } catch (error) {
          return { error };
        }
      }) as [{ value?: unknown; error?: unknown }, { value?: ReturnType<typeof split>; error?: unknown }];
      const isRefused = pieces.error !== undefined || pieces.value!.fault !== undefined;
      if (whole.error !== undefined || typeof whole.value !== 'object') numRefused++;
      expect(isRefused, changed).toBe(whole.error !== undefined || typeof whole.value !== 'object');
    }),
    { seed: 20261130, numRuns: 2000 },
  );
  expect(numRefused).toBeGreaterThan(300);
});

describe('what is too much', () => {
  test.each([
    ['more values than there may be', '[[],[],[]]', { maxEntryChars: 9, maxValues: 5 }, 'JSON of more than 5 values'],
    ['brackets in brackets', '['.repeat(150), { maxEntryChars: 9e9, maxValues: 1e9 }, 'nested more than 100 deep'],
    ['a long entry', `["${'x'.repeat(20)}"]`, { maxEntryChars: 20 }, 'an entry of JSON of more than 20 characters'],
    ['a long key', `{"${'x'.repeat(20_000)}":1}`, LIMITS, 'a key of JSON of more than 10,000 characters'],
  ])('%s', (_, text, limits, message) => {
    expect(split(text, [3], limits).fault).toContain(message);
  });

  test('is counted as commas and brackets, in texts neither', () => {
    expect(split('{"a,[":[1,{"b":"[{,"}],"c":{}}').numValues).toBe(1 + 2 + 4);
  });

  test('a long entry can be stepped over, and so can lists that nobody wants', () => {
    const entries = (limits: SplitLimits) =>
      [...new JsonSplitter(limits).push('{"a":[1,"long one",2],"b":[3]}')].map(({ list, text }) => [list, text]);
    const long = [
      [0, '1'],
      [0, ''],
      [0, '2'],
      [1, '3'],
    ];
    expect(entries({ maxEntryChars: 5, skipsLong: true })).toEqual(long);
    expect(entries({ maxEntryChars: 5, wants: (list) => list === 1 })).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
      [1, '3'],
    ]);
  });
});
