import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import {
  formatLanguage,
  LANGUAGE_FORMAT,
  LANGUAGE_VERSION,
  type LanguageFile,
  MAX_LANGUAGE_BYTES,
  parseLanguage,
} from '../../src/formats/language-file.ts';
import { parseMeaning } from '../../src/language/meanings.ts';
import { EMPTY_LANGUAGE } from '../../src/language/vocabulary.ts';
import { GOLDEN_LANGUAGE, goldenLanguage } from './language-golden.ts';

const goldenText = new TextDecoder().decode(formatLanguage(goldenLanguage));
/** The golden file with some fields in place of its own; undefined = without it. */
const textWith = (change: Record<string, unknown>) => JSON.stringify({ ...goldenLanguage, ...change });

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const meaning = fc
  .tuple(fc.constantFrom('', '!', 'more ', 'less '), fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}$/), text)
  .filter(([, , value]) => !/[\n\r\u2028\u2029]/.test(value))
  .map(([sign, kind, value]) => `${sign}${kind}=${value}`);
const phrases = fc.array(fc.tuple(fc.array(text, { maxLength: 3 }), fc.array(meaning, { maxLength: 2 })), {
  maxLength: 4,
});
const files: fc.Arbitrary<LanguageFile> = fc
  .record({ phrases, settings: phrases, unwanted: phrases, softFacets: fc.array(text, { maxLength: 3 }) })
  .map((fields) => ({ ...EMPTY_LANGUAGE, ...fields }));

describe('language files', () => {
  test('come back as they were written, and equal ones give equal bytes', () => {
    fc.assert(
      fc.property(files, (file) => {
        const bytes = formatLanguage(file);
        expect(parseLanguage(new TextDecoder().decode(bytes), 'x')).toEqual(file);
        const turned = Object.fromEntries(Object.entries(structuredClone(file)).toReversed()) as LanguageFile;
        expect(formatLanguage(turned)).toEqual(bytes);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of the golden file are read, and written again byte for byte', async () => {
    const inflated = await gunzip(new Uint8Array(readFileSync(GOLDEN_LANGUAGE)), MAX_LANGUAGE_BYTES);
    expect(parseLanguage(new TextDecoder().decode(inflated), 'language.json.gz')).toEqual(goldenLanguage);
    expect(inflated).toEqual(formatLanguage(goldenLanguage));
  });

  test('are UTF-8 JSON that ends with a line feed', () => {
    expect(goldenText.startsWith('{"format":"privet-language","version":1,"locale":"en","phrases":[')).toBe(true);
    expect(goldenText.endsWith('}\n')).toBe(true);
    expect(goldenText).toContain('café');
  });

  test('have a name, a version and a size that are fixed', () => {
    expect([LANGUAGE_FORMAT, LANGUAGE_VERSION, MAX_LANGUAGE_BYTES]).toEqual(['privet-language', 1, 4_000_000]);
  });

  test('may leave out who people and series are, and hold fields that nobody knows', () => {
    const { peopleFacet: _people, seriesFacet: _series, ...others } = goldenLanguage;
    expect(parseLanguage(JSON.stringify({ ...others, more: 1 }), 'x')).toEqual(others);
    expect(parseLanguage(JSON.stringify(EMPTY_LANGUAGE), 'x')).toEqual(EMPTY_LANGUAGE);
    const attributes: LanguageFile['attributes'] = [[['a'], ['x=y'], ['z']]];
    expect(parseLanguage(JSON.stringify({ ...others, attributes }), 'x')).toEqual({ ...others, attributes });
  });

  test('leave names alone that objects have by themselves', () => {
    const occasions = JSON.parse('{ "__proto__": ["more fame"], "date": ["more fame"] }') as Record<string, string[]>;
    const file = parseLanguage(
      JSON.stringify(goldenLanguage).replace(/"occasions":\{[^}]*\}/, `"occasions":${JSON.stringify(occasions)}`),
      'x',
    );
    expect(Object.entries(file.occasions)).toEqual([['date', ['more fame']]]);
    expect(Object.getPrototypeOf(file.occasions)).toBe(Object.prototype);
  });

  test('hold no meaning that cannot be read', () => {
    fc.assert(
      fc.property(fc.oneof(meaning, fc.string({ maxLength: 12 })), (one) => {
        let isTaken = true;
        try {
          parseLanguage(textWith({ phrases: [[['a'], [one]]] }), 'x');
        } catch {
          isTaken = false;
        }
        if (isTaken) expect(() => parseMeaning(one)).not.toThrow();
        else if (one.length > 0) expect(() => parseMeaning(one)).toThrow(RangeError);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  const long = 'x'.repeat(201);
  test.each<[string, string, string]>([
    ['no JSON', '<!doctype html>', 'found no JSON, expected a language file'],
    ['nothing', '', 'found no JSON, expected a language file'],
    ['a list', '[]', 'found undefined in format, expected a value'],
    ['a number', '1', 'found 1 in it, expected an object'],
    ['another format', textWith({ format: 'other' }), 'found "other" in format, expected \'privet-language\''],
    ['a newer version', textWith({ version: 2 }), 'found 2 in version, expected 1'],
    ['a missing field', textWith({ ages: undefined }), 'found undefined in ages, expected a value'],
    ['phrases of another kind', textWith({ phrases: {} }), 'found {} in phrases, expected phrases by meaning'],
    ['a phrase without meanings', textWith({ phrases: [[['a']]] }), 'found undefined in phrases.0.1, expected'],
    ['an empty phrase', textWith({ phrases: [[[''], []]] }), 'found "" in phrases.0.0.0, expected a text'],
    ['a number as phrase', textWith({ phrases: [[[1], []]] }), 'found 1 in phrases.0.0.0, expected a text'],
    [
      'a phrase that is too long',
      textWith({ settings: [[[long], []]] }),
      `found "${long.slice(0, 59)} in settings.0.0.0, expected at most 200 characters`,
    ],
    [
      'what is no meaning',
      textWith({ unwanted: [[['a'], ['too dark']]] }),
      "found \"too dark\" in unwanted.0.1.0, expected a meaning such as 'genre=Horror' or 'less mood=dark'",
    ],
    [
      'an attribute before nothing',
      textWith({ attributes: [[['a'], ['x=y']]] }),
      'found undefined in attributes.0.2, expected names of facets',
    ],
    ['an age in words', textWith({ ages: [['six', 'audience=kids']] }), 'found "six" in ages.0.0, expected an age'],
    ['a field without a name', textWith({ fields: { year: '' } }), 'found "" in fields.year, expected a text'],
    [
      'occasions of another kind',
      textWith({ occasions: { date: 'x=y' } }),
      'found "x=y" in occasions.date, expected a list',
    ],
    ['a year in words', textWith({ missing: [['A', '1999', 'b']] }), 'found "1999" in missing.0.1, expected a year'],
    ['a query without text', textWith({ queries: [{ meanings: [] }] }), 'found undefined in queries.0.text, expected'],
    [
      'a suggestion of another kind',
      textWith({ suggestions: ['a'] }),
      'found "a" in suggestions.0, expected an object',
    ],
    [
      'too many entries',
      textWith({ softFacets: Array.from({ length: 50_001 }, () => 'a') }),
      'in softFacets, expected at most 50000 entries',
    ],
  ])('are refused with %s', (_, json, message) => {
    const parse = () => parseLanguage(json, 'language.json.gz');
    expect(parse).toThrow(/^language\.json\.gz: found /);
    expect(parse).toThrow(message);
    expect(parse).toThrow(CatalogFormatError);
  });

  test('are not written with what cannot be read', () => {
    const write = () => formatLanguage({ ...goldenLanguage, phrases: [[['a'], ['b c']]] });
    expect(write).toThrow('language: found "b c" in phrases.0.1.0, expected a meaning such as');
    expect(write).toThrow(CatalogFormatError);
  });

  test('cut off or altered they are read as other words or refused, without another kind of error', () => {
    const change = fc.tuple(fc.nat(goldenText.length - 1), fc.nat(3), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(change, ([at, gone, added]) => {
        try {
          parseLanguage(goldenText.slice(0, at) + added + goldenText.slice(at + gone), 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
