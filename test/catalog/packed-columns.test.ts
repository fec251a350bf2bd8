// Columns as bytes and codes hold what the same columns hold as they came: texts of any kind, values that are shared or not,
// numbers, facets with several values, ids.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Columns, plainColumns } from '../../src/catalog/columns.ts';
import { IdTable } from '../../src/catalog/id-table.ts';
import { createPacker } from '../../src/catalog/packed-columns.ts';
import { SharedWords } from '../../src/catalog/packed-strings.ts';
import { FacetIndex } from '../../src/catalog/where.ts';
import type { ItemShard } from '../../src/formats/catalog.ts';

/** Half a character is no UTF-8. */
const [encoder, decoder] = [new TextEncoder(), new TextDecoder('utf-8', { ignoreBOM: true })];
const word = fc.oneof(
  fc.constantFrom('', 'red', 'Shoes', '七人の侍', 'é', '😀', '12,90', 'a\nb'),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => decoder.decode(encoder.encode(text))),
);
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const item = fc.record({
  title: text,
  text,
  price: fc.option(fc.constantFrom('12.50', '€ 3', 'free', '')),
  note: fc.option(text),
  colours: fc.array(fc.constantFrom('red', 'blue', 'green'), { maxLength: 4 }),
});

function shardOf(items: readonly (typeof item extends fc.Arbitrary<infer T> ? T : never)[], first: number): ItemShard {
  return {
    numItems: items.length,
    ids: items.map((_, i) => `id-${first + i}`),
    titles: items.map(({ title }) => title),
    texts: items.map((one) => one.text),
    facets: { colour: items.map(({ colours }) => colours) },
    details: { price: items.map(({ price }) => price), note: items.map(({ note }) => note) },
    features: new Float32Array(),
    hasResidual: items.map(() => false),
    embeddings: new Int8Array(),
  };
}

function contentOf({ ids, titles, texts, facets, details }: Columns, numItems: number) {
  return Array.from({ length: numItems }, (_, row) => ({
    ids: [ids.at(row), ids.isAt(row, `id-${row}`), ids.isAt(row, 'id-')],
    texts: [titles.at(row), texts.at(row)],
    facets: [...facets].map(([name, column]) => [name, [...column.at(row)]]),
    details: [...details].map(([name, column]) => [name, column.at(row), column.numberAt(row)]),
  }));
}

describe('packed columns', () => {
  it.each([false, true])('hold what came, with codes of words: %s', (hasManyItems) => {
    fc.assert(
      fc.property(fc.array(fc.array(item, { minLength: 1, maxLength: 12 }), { maxLength: 4 }), (shards) => {
        const packer = createPacker(hasManyItems);
        const [plain, packed] = [new FacetIndex(['colour']), new FacetIndex(['colour'])];
        let first = 0;
        for (const items of shards) {
          const shard = shardOf(items, first);
          const expected = contentOf(plainColumns(shard, first, plain), items.length);
          expect(contentOf(packer.makeColumns(shard, first, packed), items.length)).toEqual(expected);
          first += items.length;
        }
        expect(packed.counts()).toEqual(plain.counts());
      }),
    );
  });

  it('give equal words equal codes, in all shards', () => {
    const words = new SharedWords();
    const [first, second] = [words.pack(['red shoes', 'x'.repeat(40)]), words.pack(['shoes red shoes'])];
    const [red, shoes] = first.codesAt!(0)!;
    expect(second.codesAt!(0)).toEqual([shoes, red, shoes]);
    expect(first.codesAt!(1)).toBeUndefined();
  });
});

describe('a table of ids', () => {
  it('finds what a map finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 200 }), fc.string(), (ids, other) => {
        const known = ids.slice(0, 1).map((id): [string, number] => [id, 0]);
        const table = new IdTable(ids.length, known, (row, id) => ids[row] === id);
        for (const [row, id] of ids.entries()) if (row > 0) table.set(id, row);
        const rows = new Map(ids.map((id, row) => [id, row]));
        for (const id of [...ids, other]) expect(table.get(id)).toBe(rows.get(id));
      }),
    );
  });
});
