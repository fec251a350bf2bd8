import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordPieces, wordsOf } from '../../src/text/word-pieces.ts';

const PIECES = ['tent', 'head', '##lamp', '##s', 'a', '##b', 'back', '##pack', 'backpack', '19', '##98', '1'];
const tokenizer = createWordPieces(PIECES);
const piecesOf = (text: string): string[] => Array.from(tokenizer.encode(text), (number) => PIECES[number]!);

describe('words', () => {
  it('are runs of letters or digits, lower case and without accents', () => {
    expect(wordsOf('Amélie’s 2-person TENT, 1998!')).toEqual(['amelies', '2', 'person', 'tent', '1998']);
    expect(wordsOf("don't ﬁx it")).toEqual(['dont', 'fix', 'it']);
    expect(wordsOf('東京 — !')).toEqual([]);
  });
});

describe('pieces', () => {
  it('are whole words where they can be, else the longest beginning and what goes on with it', () => {
    expect(piecesOf('backpacks headlamp tents')).toEqual(['backpack', '##s', 'head', '##lamp', 'tent', '##s']);
    expect(piecesOf('1998')).toEqual(['19', '##98']);
  });

  it('leave out a word of which a part is no piece', () => {
    expect(piecesOf('tent headboard')).toEqual(['tent']);
  });

  it('of any text are as many as a plain reading finds', () => {
    const plain = (text: string): number[] =>
      wordsOf(text).flatMap((word) => {
        const found: number[] = [];
        for (let rest = word; rest !== ''; ) {
          const mark = found.length > 0 ? '##' : '';
          const lengths = Array.from({ length: rest.length }, (_, i) => rest.length - i);
          const length = lengths.find((n) => PIECES.includes(mark + rest.slice(0, n)));
          if (length === undefined) return [];
          found.push(PIECES.indexOf(mark + rest.slice(0, length)));
          rest = rest.slice(length);
        }
        return found;
      });
    const word = fc.array(
      fc.constantFrom('tent', 'head', 'lamp', 's', 'a', 'b', 'back', 'pack', '19', '98', 'x', ' ', '-', 'É'),
    );
    fc.assert(
      fc.property(word, (parts) => {
        const text = parts.join('');
        expect(Array.from(tokenizer.encode(text))).toEqual(plain(text));
      }),
    );
  });
});
