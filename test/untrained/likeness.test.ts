// What two items have in common: tokens as sparse rows, against a naive reference, and the weights that a catalog gives to
// words, meaning and columns.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAlikeIndex, nearestOfCell } from '../../src/untrained/likeness/alike-index.ts';
import { columnRows } from '../../src/untrained/likeness/columns.ts';
import { describe as describeItems } from '../../src/untrained/likeness/described.ts';
import { type ContentItem, columnTokens, prose, wordTokens } from '../../src/untrained/likeness/item-tokens.ts';
import { alikeOf, fitLikeness, layoutOf } from '../../src/untrained/likeness/likeness.ts';
import { fitMixture } from '../../src/untrained/likeness/mixture.ts';
import {
  besideEachOther,
  DENSE_TOKENS,
  denseRows,
  dotOfRows,
  heaviestTokens,
  tokenRows,
} from '../../src/untrained/likeness/token-rows.ts';
import { encodeWords } from './word-encoder.ts';

const anyBags = fc.array(
  fc
    .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 5 })
    .map((bag) => bag.map((token) => [token, 1] as const)),
  { maxLength: 12 },
);

describe('tokens', () => {
  it('are stems and pairs of them, of which two say less than twice as much as one', () => {
    const tokens = new Map(wordTokens('Tents: a tent, and pegs for tents'));
    expect(tokens.get('tent')).toBeCloseTo(1.5, 6);
    expect(tokens.get('tent and')).toBe(1);
    expect(tokens.get('peg')).toBe(1);
  });

  it('are signs, and pairs of them, where no spaces part words', () => {
    const tokens = wordTokens('七人の侍').map(([token]) => token);
    expect(tokens).toEqual(expect.arrayContaining(['侍', '七 人']));
    expect(wordTokens('Идиот и Игрок').map(([token]) => token)).toContain('идиот');
  });

  it('of a column are its values, folded and once; of years and prices the near ones too', () => {
    const item = itemOf('A', { kind: ['Tent', ' tent '] }, { year: 1999, price: '100' });
    expect(columnTokens(item, 'kind')).toEqual([['tent', 1]]);
    const years = new Map(columnTokens(item, '(year)'));
    expect(years.get('1999')).toBe(1);
    expect(years.get('2001')).toBeCloseTo(Math.exp(-0.5), 6);
    expect(years.has('2004')).toBe(false);
    expect(columnTokens(item, '(price)').filter(([, weight]) => weight === 1)).toHaveLength(1);
    expect(columnTokens(itemOf('A'), '(price)')).toEqual([]);
  });

  it('leave the columns out of what is written of an item', () => {
    expect(prose({ ...itemOf('A', { kind: ['x'] }), fields: { title: 'A', genres: ['x'], description: 'Of x' } })).toBe(
      'A. Of x.',
    );
  });
});

describe('token rows', () => {
  it('have unit length, and dot products as those of maps have', () => {
    fc.assert(
      fc.property(anyBags, (bags) => {
        const rows = tokenRows(bags);
        const maps = naive(bags);
        for (let a = 0; a < bags.length; a++) {
          for (let b = 0; b < bags.length; b++) {
            const expected = [...maps[a]!].reduce((sum, [token, value]) => sum + value * (maps[b]!.get(token) ?? 0), 0);
            expect(dotOfRows(rows, a, b)).toBeCloseTo(expected, 5);
          }
        }
      }),
    );
  });

  it('stand beside each other by their weights', () => {
    const [first, second] = [tokenRows(bagsOf('ab', 'ab', 'c')), tokenRows(bagsOf('x', 'y', 'x'))];
    const both = besideEachOther(3, [
      { rows: first, weight: 0.5 },
      { rows: second, weight: 2 },
    ]);
    expect(dotOfRows(both, 0, 1)).toBeCloseTo(0.5, 5);
    expect(dotOfRows(both, 0, 2)).toBeCloseTo(2, 5);
    expect(besideEachOther(3, []).offsets).toEqual(new Uint32Array(4));
  });

  it('keep their heaviest tokens when they are made dense', () => {
    const rows = tokenRows(bagsOf('abc', 'abd', 'efg', 'efh'));
    const dense = denseRows(rows, heaviestTokens(rows, DENSE_TOKENS));
    expect(dense).toHaveLength(4 * DENSE_TOKENS);
    const dot = (a: number, b: number) =>
      Array.from(
        { length: DENSE_TOKENS },
        (_, d) => dense[a * DENSE_TOKENS + d]! * dense[b * DENSE_TOKENS + d]!,
      ).reduce((sum, value) => sum + value);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [2, 3],
      [1, 1],
    ] as const)
      expect(dot(a, b)).toBeCloseTo(dotOfRows(rows, a, b), 5);
  });

  it('leave out the lightest tokens of many', () => {
    const rows = tokenRows(
      Array.from(
        { length: 700 },
        (_, i) =>
          [
            [`t${i % 350}`, 1],
            ['all', 1],
          ] as const,
      ),
    );
    const dense = denseRows(rows, heaviestTokens(rows, DENSE_TOKENS));
    const kept = Array.from({ length: 700 }, (_, i) =>
      dense.subarray(i * DENSE_TOKENS, (i + 1) * DENSE_TOKENS).some((value) => value > 0.5),
    );
    expect(kept.filter(Boolean)).toHaveLength(2 * DENSE_TOKENS);
  });
});

describe('the mixture', () => {
  const KINDS = ['tent', 'lamp', 'stove', 'rope'];
  const shop = Array.from({ length: 120 }, (_, i) => {
    const kind = KINDS[i % 4]!;
    const text = `A good ${kind} that people like, ${kind} number ${i}`;
    return itemOf(
      `Item ${i}`,
      { category: [kind], colour: [`c${(i * 7) % 5}`] },
      { description: text, price: String(10 + i) },
    );
  });

  it('weighs a column by what the prose of items says that share its values', () => {
    const columns = columnRows(shop);
    const { columns: weights, words } = fitMixture(shop, columns, encodeWords, 1);
    const of = (name: string) => weights[columns.findIndex((column) => column.name === name)]!;
    expect(of('category')).toBeGreaterThan(0.3);
    expect(of('colour')).toBeLessThan(0.1);
    expect(words).toBeGreaterThan(0);
  });

  it('gives meaning its weight where descriptions find their titles by it, and less where it misleads', () => {
    const names = Array.from(
      { length: 60 },
      (_, i) => `Qu${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
    );
    const filler = (i: number) => Array.from({ length: 12 }, (_, k) => `word${k}x${(i * (k + 3)) % 7}`).join(' ');
    const items = names.map((name, i) => itemOf(name, {}, { description: `Of ${name} is told ${filler(i)}` }));
    expect(fitMixture(items, columnRows(items), encodeWords, 1).meaning).toBe(1);
    // Each description has the vector of another one's title.
    const confused = (texts: readonly string[]) =>
      encodeWords(
        texts.map((text) => (text.startsWith('Of ') ? names[(names.indexOf(text.split(' ')[1]!) + 1) % 60]! : text)),
      );
    expect(fitMixture(items, columnRows(items), confused, 1).meaning).toBeLessThan(1);
  });

  it('brings items together that share their kind, not those of a colour', () => {
    const near = nearestTo(shop, encodeWords(shop.map(prose)), 8).items.subarray(0, 8);
    expect(near.every((i) => i % 4 === 0)).toBe(true);
  });

  it('holds for a catalog that says nothing', () => {
    const items = ['One', 'Two'].map((title) => itemOf(title));
    expect([...nearestTo(items, new Float32Array(512), 1).scores]).toEqual([0, 0]);
  });
});

function nearestTo(items: readonly ContentItem[], content: Float32Array, k: number) {
  const described = [describeItems(items, content)];
  const likeness = fitLikeness({ items, described, encodeAll: encodeWords, seed: 1 });
  const rows = alikeOf(likeness, described, layoutOf(likeness));
  return nearestOfCell(createAlikeIndex(rows, items.length, { seed: 1 }), 0, k);
}

function itemOf(
  title: string,
  facets: ContentItem['facets'] = {},
  { price, ...fields }: { year?: number; price?: string; description?: string } = {},
): ContentItem {
  return { fields: { title, ...fields }, facets, details: price ? { price } : {} };
}

function bagsOf(...bags: string[]): [string, number][][] {
  return bags.map((bag) => [...bag].map((token) => [token, 1]));
}

/** The definition, in maps. */
function naive(bags: readonly (readonly (readonly [string, number])[])[]): Map<string, number>[] {
  const count = (token: string) => bags.filter((bag) => bag.some(([other]) => other === token)).length;
  return bags.map((bag) => {
    const kept = bag.filter(([token]) => count(token) > 1);
    const values = kept.map(([token, weight]) => weight * Math.log((bags.length + 1) / count(token)));
    const length = Math.hypot(...values) || 1;
    return new Map(kept.map(([token], i) => [token, values[i]! / length]));
  });
}
