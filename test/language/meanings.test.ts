import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeMarks, type Meaning, meaningText, parseMeaning } from '../../src/language/meanings.ts';

const mark = fc.constantFrom('want', 'not', 'more', 'less');
const meanings: fc.Arbitrary<Meaning> = fc
  .record({
    mark,
    kind: fc.stringMatching(/^[\p{L}\p{N}_.-]{1,12}$/u),
    value: fc.option(
      fc.string({ minLength: 1, maxLength: 20 }).filter((value) => !/[\n\r\u2028\u2029]/.test(value)),
      { nil: undefined },
    ),
  })
  .map(({ value, ...rest }) => ({ ...rest, ...(value !== undefined && { value }) }));

describe('meanings', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(meanings, (meaning) => {
        expect(parseMeaning(meaningText(meaning))).toEqual(meaning);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test.each([
    ['genre=Horror', { mark: 'want', kind: 'genre', value: 'Horror' }],
    ['!genre=Thriller/Suspense', { mark: 'not', kind: 'genre', value: 'Thriller/Suspense' }],
    ['less mood=dark', { mark: 'less', kind: 'mood', value: 'dark' }],
    ['more fame', { mark: 'more', kind: 'fame' }],
    ['year=1970..1979', { mark: 'want', kind: 'year', value: '1970..1979' }],
    ['note=a=b', { mark: 'want', kind: 'note', value: 'a=b' }],
  ])('%s', (text, meaning) => {
    expect(parseMeaning(text)).toEqual(meaning);
  });

  test.each(['', '=', 'genre=', 'two words', '! genre=Horror', 'less '])('"%s" is none', (text) => {
    expect(() => parseMeaning(text)).toThrow(`'${text}' is no meaning, expected for example 'genre=Horror'`);
  });

  test('without a cue keep their mark, and not unwanted is wanted', () => {
    fc.assert(
      fc.property(mark, (own) => {
        expect(composeMarks('want', own)).toBe(own);
        expect(composeMarks(own, 'want')).toBe(own);
      }),
    );
    expect(composeMarks('not', 'not')).toBe('want');
    expect(composeMarks('not', 'more')).toBe('less');
    expect(composeMarks('less', 'less')).toBe('more');
  });
});
