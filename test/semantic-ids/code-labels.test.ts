import { describe, expect, test } from 'vitest';
import { encodeCodebooks } from '../../src/formats/codebooks.ts';
import { labelCodes } from '../../src/semantic-ids/code-labels.ts';

/** Items as `[codes, terms]`, repeated `count` times. */
type Kind = [count: number, codes: [number, number], terms: string[]];

function label(kinds: Kind[]): Record<string, string> {
  const items = kinds.flatMap(([count, codes, terms]) => Array.from({ length: count }, () => ({ codes, terms })));
  const labels = labelCodes(
    Uint8Array.from(items.flatMap(({ codes }) => codes)),
    2,
    items.map(({ terms }) => terms),
  );
  return Object.fromEntries(labels.map((entry) => [entry.prefix.join('.'), entry.label]));
}

describe('code labels', () => {
  test('name what a cluster has more than its siblings, not what all have', () => {
    const labels = label([
      [10, [0, 0], ['drama', 'war', 'courage']],
      [10, [0, 1], ['drama', 'war', 'prison']],
      [10, [3, 0], ['drama', 'love', 'weddings']],
      [10, [3, 2], ['drama', 'love', 'letters']],
    ]);
    expect(labels).toEqual({
      '0': 'war, courage, prison',
      '0.0': 'courage',
      '0.1': 'prison',
      '3': 'love, letters, weddings',
      '3.0': 'weddings',
      '3.2': 'letters',
    });
  });

  test('a term that one item of many has by chance names nothing; one that is rare elsewhere and sure does', () => {
    const labels = label([
      [40, [0, 0], ['robots', 'space']],
      [1, [0, 0], ['robots', 'space', 'knitting']],
      [40, [1, 0], ['love', 'space']],
      [20, [2, 0], ['love', 'garden']],
    ]);
    expect(labels['0']).toBe('robots, space');
    expect(labels['2']).toBe('garden, love');
  });

  test('weighs how sure a difference is, as log-odds with a prior do', () => {
    // Both terms are three times as frequent as elsewhere, but one was seen far more often.
    const labels = label([
      [30, [0, 0], ['often', 'x']],
      [6, [0, 0], ['seldom', 'x']],
      [10, [1, 0], ['often', 'y']],
      [2, [1, 0], ['seldom', 'y']],
      [24, [1, 0], ['z', 'y']],
    ]);
    expect(labels['0']).toBe('x, often, seldom');
  });

  test('is plain text of one line that the file format takes; items without terms have no label', () => {
    const labels = labelCodes(Uint8Array.of(0, 1, 2, 3), 1, [
      ['two\n lines\u0007', 'two lines', '<b>bold</b>'],
      ['', '  '],
      ['x'.repeat(81), '\ud83d', 'kept'],
      ['漢'.repeat(80), '字'.repeat(80)],
    ]);
    expect(labels.map(({ prefix }) => prefix)).toEqual([[0], [2], [3]]);
    expect(labels[0]!.label.split(', ').sort()).toEqual(['<b>bold</b>', 'two lines']);
    expect(labels[1]!.label).toBe('kept');
    const centroids = new Float32Array(4);
    expect(() => encodeCodebooks({ dim: 1, numLevels: 1, codebookSize: 4, centroids, labels })).not.toThrow();
  });

  test('the order of the items changes nothing', () => {
    const codes = Uint8Array.from({ length: 80 }, (_, i) => ((i * 7) % 40) % (i % 2 ? 5 : 3));
    const terms = Array.from({ length: 40 }, (_, item) => [`t${item % 3}`, `u${item % 5}`, `v${item % 7}`]);
    const reversed = Uint8Array.from({ length: 80 }, (_, place) => codes[78 - (place - (place % 2)) + (place % 2)]!);
    expect(labelCodes(reversed, 2, terms.toReversed())).toEqual(labelCodes(codes, 2, terms));
  });

  test('refuses terms of other items', () => {
    expect(() => labelCodes(new Uint8Array(4), 2, [[]])).toThrow('code labels: there are terms of 1 items, expected 2');
  });
});
