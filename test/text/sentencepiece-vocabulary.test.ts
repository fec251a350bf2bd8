import { describe, expect, it } from 'vitest';
import {
  parseTokenizerFile,
  type TokenizerVocabulary,
  writeTokenizerFile,
} from '../../src/text/sentencepiece-vocabulary.ts';

const vocabulary: TokenizerVocabulary = {
  pieces: ['\ufffd', '\u2581the', 'é', '"\\'],
  scores: [0, -3.56637144089, -14.5285784866, -1e-9],
  numReserved: 1,
};

function fileWith(changes: Record<string, unknown>): Uint8Array {
  const file = JSON.parse(new TextDecoder().decode(writeTokenizerFile(vocabulary)));
  return new TextEncoder().encode(JSON.stringify({ ...file, ...changes }));
}

describe('the tokenizer file', () => {
  it('comes back as it was written, scores to the last bit', () => {
    expect(parseTokenizerFile(writeTokenizerFile(vocabulary))).toEqual(vocabulary);
  });

  it('has the same bytes every time', () => {
    expect(writeTokenizerFile(vocabulary)).toEqual(writeTokenizerFile({ ...vocabulary }));
  });

  it.each([
    ['another format', { format: 'other' }, /format is "other", expected "privet-tokenizer"/],
    ['a later version', { version: 2 }, /version is 2, expected 1/],
    ['another model', { model: 'bpe' }, /model is "bpe"/],
    ['a piece that is no string', { pieces: ['a', 1, 'b', 'c'] }, /`pieces` is no list/],
    ['an empty piece', { pieces: ['a', '', 'b', 'c'] }, /`pieces` is no list/],
    ['a score that is no number', { scores: [0, null, -1, -2] }, /`scores` is no list/],
    ['too few scores', { scores: [0, -1] }, /2 scores, expected 4/],
    ['no unknown piece', { numReserved: 0 }, /numReserved is 0, expected 1 to 4/],
  ])('is refused with %s', (_, changes, message) => {
    expect(() => parseTokenizerFile(fileWith(changes))).toThrow(message);
    expect(() => parseTokenizerFile(fileWith(changes))).toThrow(expect.objectContaining({ name: 'ModelLoadError' }));
  });

  it('is refused when truncated, empty or no object', () => {
    const bytes = writeTokenizerFile(vocabulary);
    for (const bad of [bytes.subarray(0, bytes.length - 5), new Uint8Array(0), new TextEncoder().encode('null')]) {
      expect(() => parseTokenizerFile(bad)).toThrow(/tokenizer: \d+ bytes that are no JSON object/);
    }
  });
});
