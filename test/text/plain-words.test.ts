// Words without accents, of names and of titles, against the definitions that know no shortcut for plain ones.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameWords } from '../../src/language/names.ts';
import { titleWords } from '../../src/text/title-forms.ts';
import { withoutAccents } from '../../src/text/without-accents.ts';

/** Plain text, text with accents and signs, and any at all. */
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(..."abIXVßæÉñǅ2 .'’-&$½ıİ") }),
);
/** A sign that is no part of a word takes every shortcut away: what stands beside it is read the long way. */
const LONG_WAY = ' ¿';

it('accents go, case goes', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(withoutAccents(text)).toBe(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
    }),
  );
});

it('a plain name has the words that it has beside a sign', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(nameWords(text)).toEqual(nameWords(text + LONG_WAY));
    }),
  );
});

it('a plain title has the words that it has beside a sign', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(titleWords(text)).toEqual(titleWords(text + LONG_WAY));
    }),
  );
});
