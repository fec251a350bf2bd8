// How what is typed goes on, over a few made-up entries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompletionEntry, createCompletions } from '../../src/engine/suggest/completions.ts';

const title = (text: string, itemId: string, weight = 0.5): CompletionEntry => ({
  text,
  kind: 'title',
  itemId,
  weight,
});
const entry = (text: string, kind: 'person' | 'value' | 'query', weight = 0.5) => ({ text, kind, weight });
const NOBODY = new Set<string>();
const texts = (entries: CompletionEntry[], prefix: string, k = 10, exclude: ReadonlySet<string> = NOBODY) =>
  createCompletions(entries)(prefix, k, exclude).map(({ text }) => text);

describe('what is typed', () => {
  const entries = [
    title('The Batman', 'a'),
    title('Return of the Bat', 'b'),
    title('Amélie', 'c'),
    title("Ocean's Eleven", 'd'),
    title('Wombat', 'e'),
    entry('Jason Bateman', 'person'),
  ];

  it('goes on with entries of which it begins a word: those that begin with it first, and people by any name', () => {
    expect(texts(entries, 'bat')).toEqual(['Jason Bateman', 'The Batman', 'Return of the Bat']);
  });

  it('is compared without case, accents, signs and apostrophes', () => {
    for (const prefix of ['AMELIE', 'amé', ' amelie!']) expect(texts(entries, prefix)).toEqual(['Amélie']);
    expect(texts(entries, "ocean's e")).toEqual(["Ocean's Eleven"]);
    expect(texts(entries, 'oceans e')).toEqual(["Ocean's Eleven"]);
  });

  it('may be several words', () => {
    expect(texts(entries, 'of the b')).toEqual(['Return of the Bat']);
    expect(texts(entries, 'bat the')).toEqual([]);
  });

  it.each(['', '  ', '🙂', '?!'])('%j goes on with nothing', (prefix) => {
    expect(texts(entries, prefix)).toEqual([]);
  });
});

describe('suggestions', () => {
  it('have one line an item and one a text, the likeliest', () => {
    const entries = [
      title('Star Wars', 'a', 0.9),
      title('Star Wars: A New Hope', 'a', 0.9),
      title('Star Trek', 'b', 0.1),
    ];
    expect(texts(entries, 'star')).toEqual(['Star Wars', 'Star Trek']);
    expect(texts([title('Solaris', 'a', 0.9), title('Solaris', 'b', 0.1)], 'sol')).toEqual(['Solaris']);
    expect(createCompletions([title('Solaris', 'a', 0.9)])('sol', 5, NOBODY)).toEqual([
      { text: 'Solaris', kind: 'title', itemId: 'a' },
    ]);
  });

  it('are no more than half of one kind', () => {
    const entries = [
      ...Array.from({ length: 9 }, (_, i) => title(`Star ${i}`, `item-${i}`, 1)),
      entry('Starring nobody', 'value', 0),
      entry('stars and sailors', 'query', 0),
    ];
    const kinds = (k: number) => createCompletions(entries)('star', k, NOBODY).map(({ kind }) => kind);
    expect(kinds(5).toSorted()).toEqual(['query', 'title', 'title', 'title', 'value']);
    expect(kinds(4).filter((kind) => kind === 'title')).toHaveLength(2);
    expect(kinds(0)).toEqual([]);
  });

  it('are none that were shown lately', () => {
    const entries = [title('Star Wars', 'a'), title('Star Trek', 'b')];
    expect(texts(entries, 'star', 5, new Set(['Star Trek']))).toEqual(['Star Wars']);
  });

  it('are the heavier, and the shorter of two that weigh as much', () => {
    expect(texts([title('Bat', 'a', 0.1), title('Bats', 'b', 0.9)], 'bat')).toEqual(['Bats', 'Bat']);
    expect(texts([title('Bat and the long way home', 'a'), title('Batman', 'b')], 'bat')).toEqual([
      'Batman',
      'Bat and the long way home',
    ]);
  });

  it('take any text, and are never more than were asked for', () => {
    const complete = createCompletions([title('A (b) c+', 'a'), title('[x', 'b'), entry('B. C.', 'person')]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(4), (prefix, k) => {
        expect(complete(prefix, k, NOBODY).length).toBeLessThanOrEqual(k);
      }),
      { seed: 1 },
    );
  });
});
