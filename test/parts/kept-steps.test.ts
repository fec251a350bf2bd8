// What a run has made between the parts is found by the next run of the same build, and by no other.
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepNothing } from '../../src/keep-step.ts';
import { buildHash, keepSteps } from '../../src/pipeline/parts/kept-steps.ts';
import { decodeRecord, encodeRecord, recordOf, valueIn } from '../../src/pipeline/parts/part-records.ts';
import { filesIn, openPartStore } from '../../src/pipeline/parts/part-store.ts';
import { withFolder } from '../bundle/bundle-fixture.ts';

const ITEMS = [{ id: 'a', title: 'A' }, { id: 'b' }];
const MADE = { weight: 0.1, names: ['x'], rows: { counts: Uint32Array.of(1, 2), sums: Float64Array.of(0.1) } };

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.constantFrom(null, true, false),
    fc.float32Array(),
    fc.uint32Array(),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('values of any depth come out of a record as they went in', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(valueIn(decodeRecord(encodeRecord(recordOf(value)))!)).toEqual(value);
    }),
  );
  expect(valueIn({ texts: ['of another kind'] })).toBeUndefined();
});

test('a step is made once by runs of one build, and again where its file is damaged', () =>
  withFolder(async (folder) => {
    const notes: string[] = [];
    const store = openPartStore(folder);
    const keep = keepSteps(store, await buildHash('code', ITEMS, { seed: 1 }), (line) => notes.push(line));
    let numMade = 0;
    const make = () => {
      numMade++;
      return MADE;
    };
    for (let run = 0; run < 3; run++) expect(await keep('placing', make)).toEqual(MADE);
    expect(numMade).toBe(1);
    expect(notes).toEqual(Array(2).fill('placing: going on, it was there from before'));
    for (const { path } of filesIn(folder)) writeFileSync(path, 'half of');
    expect(await keep('placing', make)).toEqual(MADE);
    await keep('grouping', make);
    expect(numMade).toBe(3);
    await keepNothing('placing', make);
    expect(numMade).toBe(4);
  }));

test('other items, in another order, other words or other code are another build', async () => {
  const hashes = await Promise.all([
    buildHash('code', ITEMS, { seed: 1 }),
    buildHash('code', ITEMS.toReversed(), { seed: 1 }),
    buildHash('code', [{ id: 'a', title: 'A', year: 1999 }, { id: 'b' }], { seed: 1 }),
    buildHash('code', ITEMS.slice(1), { seed: 1 }),
    buildHash('code', ITEMS, { seed: 2 }),
    buildHash('other code', ITEMS, { seed: 1 }),
  ]);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(await buildHash('code', structuredClone(ITEMS), { seed: 1 })).toBe(hashes[0]);
});

test('what fails is not kept', () =>
  withFolder(async (folder) => {
    const store = openPartStore(folder);
    const keep = keepSteps(store, 'build', () => {});
    const failing = () => {
      throw new Error('no luck');
    };
    await expect(keep('placing', failing)).rejects.toThrow('no luck');
    expect(filesIn(folder)).toEqual([]);
  }));
