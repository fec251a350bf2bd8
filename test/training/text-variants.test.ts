import { describe, expect, it } from 'vitest';
import { sourceText } from '../../demo/films/records/record-text.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { thinnedText } from '../../src/pipeline/training/text-variants.ts';
import type { ItemTextFields } from '../../src/text/item-text.ts';

const fields: ItemTextFields = {
  title: 'The Clock',
  year: 1987,
  genres: ['Drama'],
  creativeType: 'Fantasy',
  tags: ['gentle', 'whimsical', 'music'],
  description: 'A clockmaker builds a bird.',
};

describe('wordings of an item for training', () => {
  it('the source alone: nothing that a record adds', () => {
    expect(sourceText(fields)).toBe('The Clock (1987). Drama. Fantasy.');
  });

  it('thinned: the title always, each other field in some and not in others', () => {
    const random = createRandom(1);
    const texts = Array.from({ length: 50 }, () => thinnedText(fields, random));
    for (const text of texts) expect(text).toContain('The Clock');
    for (const part of ['1987', 'Drama', 'gentle', 'clockmaker']) {
      const share = texts.filter((text) => text.includes(part)).length / texts.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.8);
    }
  });
});
