import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readUseLiteVocabulary } from '../../src/pipeline/encoder/use-lite-package.ts';
import { createTokenizer, type Tokenizer, UNKNOWN_ID } from '../../src/text/sentencepiece.ts';
import type { TokenizerVocabulary } from '../../src/text/sentencepiece-vocabulary.ts';
import { createOriginalTokenizer } from '../encoder/original-encoder.ts';

const SEED = 20_011;
const original = createOriginalTokenizer();
let vocabulary: TokenizerVocabulary;
let tokenizer: Tokenizer;

beforeAll(async () => {
  vocabulary = await readUseLiteVocabulary();
  tokenizer = createTokenizer(vocabulary);
});

/** Checks a generator's texts against the original, token by token. */
function expectSameIds(texts: fc.Arbitrary<string>, numRuns: number): void {
  fc.assert(
    fc.property(texts, (text) => {
      expect(Array.from(tokenizer.encode(text))).toEqual(original(text));
    }),
    { numRuns, seed: SEED },
  );
}

/** A string of code points from inclusive ranges. */
function script(...ranges: [number, number][]): fc.Arbitrary<string> {
  const codePoint = fc.oneof(...ranges.map(([min, max]) => fc.integer({ min, max })));
  return fc.array(codePoint, { maxLength: 60 }).map((points) => String.fromCodePoint(...points));
}

describe('the tokenizer cuts fuzzed texts like the original', () => {
  it('any Unicode text', () => expectSameIds(fc.string({ unit: 'binary', maxLength: 120 }), 500));

  it('what people see as characters, with combining marks', () =>
    expectSameIds(fc.string({ unit: 'grapheme', maxLength: 80 }), 400));

  it('printable ASCII, colons and white space in plenty', () =>
    expectSameIds(
      fc.oneof(fc.string({ maxLength: 150 }), fc.string({ unit: fc.constantFrom(...':/03)(- \t\nab') })),
      600,
    ));

  it('pieces of the vocabulary in any order', () => {
    const piece = fc.nat(vocabulary.pieces.length - 1).map((id) => vocabulary.pieces[id]!.replaceAll('\u2581', ' '));
    expectSameIds(
      fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
      600,
    );
  });

  it('lone surrogates and broken pairs', () =>
    expectSameIds(
      fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'a', ' ', '\u0301', '\ufffd'), maxLength: 30 }),
      200,
    ));

  it('Cyrillic, Greek, Arabic, Devanagari, Han, kana, Hangul, full-width forms, emoji', () => {
    const scripts = script(
      [0x370, 0x4ff],
      [0x600, 0x6ff],
      [0x900, 0x97f],
      [0x3040, 0x30ff],
      [0x4e00, 0x4eff],
      [0xac00, 0xacff],
      [0xfb00, 0xfdff],
      [0xff00, 0xffef],
      [0x1f300, 0x1f6ff],
      [0x20, 0x7e],
    );
    expectSameIds(scripts, 400);
  });
});

describe('the tokenizer on chosen texts', () => {
  it.each([
    '',
    ' ',
    '    ',
    '\n\t\r',
    '\u00a0\u3000',
    '\u2581',
    'The Man Who Fell to Earth',
    'Amélie — Le fabuleux destin d’Amélie Poulain',
    'e\u0301 and \u00e9 and \u0301',
    '七人の侍 / Семь самураев / سبعة ساموراي / सात समुराई',
    '👩‍👩‍👧‍👦 👍🏽 🇫🇷 😀😀',
    'at 12:30, 10:00 and 9:15 ://:)',
    '”5 ”5”5',
    '<s> </s> extra_token_id_1',
    'ﬁ ﷺ ① ｶﾞ',
  ])('gives the original ids for %j', (text) => {
    expect(Array.from(tokenizer.encode(text))).toEqual(original(text));
  });

  it('gives an empty text no token', () => {
    expect(tokenizer.encode('')).toEqual(new Int32Array(0));
  });

  it('gives a run of unknown characters one token', () => {
    const ids = tokenizer.encode('a 漢漢漢漢 b');
    expect(ids.filter((id) => id === UNKNOWN_ID)).toHaveLength(1);
  });

  it('gives only ids of the vocabulary', () => {
    const ids = tokenizer.encode('Any text at all, 漢字 too.');
    expect(ids.every((id) => id >= 0 && id < tokenizer.numPieces)).toBe(true);
  });
});

describe('the tokenizer on long texts', () => {
  // The original copies the rest of the text at every character: 2,000 characters are what it can take in a test.
  it('agrees with the original on 2,000 characters', () => {
    const text = 'A quiet farmer joins the rebellion: 12:30, naïve 漢字, “hope”. '.repeat(32);
    expect(Array.from(tokenizer.encode(text))).toEqual(original(text));
  });

  it('cuts 100 kB of words like its parts', () => {
    const sentence = ' the quick brown fox jumps over the lazy dog';
    const one = tokenizer.encode(sentence.trimStart());
    const many = tokenizer.encode(sentence.repeat(2400).trimStart());
    expect(many).toEqual(Int32Array.from({ length: one.length * 2400 }, (_, index) => one[index % one.length]!));
  });

  it.each(['a', 'ß漢', '=', '\u2581', ':'])('takes 100 kB of %j', (unit) => {
    const ids = tokenizer.encode(unit.repeat(100_000 / unit.length));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThanOrEqual(100_001);
  });
});

describe('a vocabulary of another kind', () => {
  it('is cut like the original where single characters are missing', () => {
    const toy: [string, number][] = [...'012345'].map((piece) => [piece, 0]);
    toy.push(['ab', -1], ['\u2581a', -2], ['b', -3], ['abc', -3], ['cd', 0.5]);
    const other = createTokenizer({
      pieces: toy.map((entry) => entry[0]),
      scores: toy.map((entry) => entry[1]),
      numReserved: 6,
    });
    const originalOther = createOriginalTokenizer(toy);
    const texts = fc.string({ unit: fc.constantFrom(...'abcdx0 '), maxLength: 12 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(Array.from(other.encode(text))).toEqual(originalOther(text));
      }),
      { numRuns: 500, seed: SEED },
    );
  });
});
