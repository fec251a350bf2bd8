import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_TEXT_FIELDS, type ItemTextFields, itemText, MAX_ITEM_TEXT_LENGTH } from '../../src/text/item-text.ts';

const full: ItemTextFields = {
  title: 'Blade Runner',
  year: 1982,
  genres: ['Thriller/Suspense', 'Action'],
  creativeType: 'Science Fiction',
  source: 'Based on Book/Short Story',
  director: 'Ridley Scott',
  tags: ['dystopia', 'androids'],
  description: 'A detective hunts machines that look like people.',
};

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyFields: fc.Arbitrary<ItemTextFields> = fc.record({
  title: fc.string({ unit: 'grapheme' }),
  year: optional(fc.integer({ min: 1900, max: 2030 })),
  genres: optional(fc.array(fc.string(), { maxLength: 3 })),
  creativeType: optional(fc.string()),
  source: optional(fc.string()),
  director: optional(fc.string()),
  tags: optional(fc.array(fc.string(), { maxLength: 20 })),
  description: optional(fc.string({ unit: 'binary', maxLength: 4000 })),
});

describe('itemText', () => {
  it('puts all fields into one natural line, title first', () => {
    expect(itemText(full)).toBe(
      'Blade Runner (1982). Thriller/Suspense, Action. Science Fiction. Based on Book/Short Story. ' +
        'Directed by Ridley Scott. dystopia, androids. A detective hunts machines that look like people.',
    );
  });

  it('leaves no trace of missing or blank fields', () => {
    const blank = {
      title: 'Solaris',
      genres: [],
      creativeType: ' ',
      source: '',
      director: '\n',
      tags: [''],
      description: '',
    };
    expect(itemText(blank)).toBe('Solaris.');
    expect(itemText({ title: 'Solaris' })).toBe('Solaris.');
  });

  it('does not double the end of a sentence', () => {
    expect(itemText({ title: 'Who Framed Roger Rabbit?', director: 'Robert Zemeckis' })).toBe(
      'Who Framed Roger Rabbit? Directed by Robert Zemeckis.',
    );
  });

  it('keeps only the named fields, and the title always', () => {
    expect(itemText(full, new Set())).toBe('Blade Runner.');
    expect(itemText(full, new Set(['year', 'director']))).toBe('Blade Runner (1982). Directed by Ridley Scott.');
    expect(itemText(full, new Set(ITEM_TEXT_FIELDS))).toBe(itemText(full));
  });

  it('dropping a field equals not having it', () => {
    fc.assert(
      fc.property(anyFields, fc.subarray([...ITEM_TEXT_FIELDS]), (fields, kept) => {
        const without = Object.fromEntries(Object.entries(fields).filter(([name]) => kept.some((k) => k === name)));
        expect(itemText(fields, new Set(kept))).toBe(itemText({ ...without, title: fields.title }));
      }),
    );
  });

  it('gives one line of plain text within the length cap', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const text = itemText(fields);
        expect(text.length).toBeLessThanOrEqual(MAX_ITEM_TEXT_LENGTH);
        expect(text).not.toMatch(/\p{Cc}| {2}|^ | $/u);
      }),
    );
  });

  it('cuts a text of 100 kB between words, and never inside a character', () => {
    const long = itemText({ title: 'Long', description: 'word '.repeat(20_000) });
    expect(long.length).toBeGreaterThan(MAX_ITEM_TEXT_LENGTH - 6);
    expect(long.endsWith('word')).toBe(true);
    for (const title of ['😀'.repeat(50_000), `x${'😀'.repeat(50_000)}`]) {
      const cut = itemText({ title });
      expect(cut.length).toBeGreaterThan(MAX_ITEM_TEXT_LENGTH - 2);
      expect(cut.endsWith('😀')).toBe(true);
    }
  });
});
