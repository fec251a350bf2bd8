// A taste that goes from one person to another: what is written comes back, and what is not what it says is refused in words.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { darkRows } from '../../demo/app/two/code-picture.ts';
import { RequestError } from '../../src/errors.ts';
import {
  formatTasteCode,
  itemKey,
  MAX_CODE_CHARACTERS,
  parseTasteCode,
  type TasteCode,
} from '../../src/formats/taste-code.ts';
import { cleanName, formatTasteFile, parseTasteFile, type TasteFile } from '../../src/formats/taste-file.ts';
import { GOLDEN_TASTE, GOLDEN_TASTE_CODE, goldenCode, goldenTaste } from './taste-golden.ts';

const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map(cleanName)
  .filter((name) => name !== '');
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2190-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 60 });
const keys = (maxLength: number) => fc.uniqueArray(fc.nat(2 ** 32 - 1), { maxLength });

describe('a file', () => {
  const tastes = fc.record({ name: names, date: days, ids, hasList: fc.boolean() }).map(
    ({ name, date, ids, hasList }): TasteFile => ({
      ...{ name, date, likes: ids.slice(0, 20), dislikes: ids.slice(20, 30), seen: ids.slice(30) },
      ...(hasList && { list: ids.slice(0, 5) }),
    }),
  );

  test('comes back as it was written', () => {
    const comesBack = (taste: TasteFile) => void expect(parseTasteFile(formatTasteFile(taste))).toEqual(taste);
    fc.assert(fc.property(tastes, comesBack));
  });

  test('of version 1 is read, and written to the byte', () => {
    const golden = readFileSync(GOLDEN_TASTE, 'utf8');
    expect(parseTasteFile(golden)).toEqual(goldenTaste);
    expect(formatTasteFile(goldenTaste)).toBe(golden);
  });

  const good = JSON.parse(formatTasteFile(goldenTaste));
  const many = (count: number) => Array.from({ length: count }, (_, i) => `id-${i}`);
  test.each<[string, string, string]>([
    ['no JSON', '{"format":', 'it is no JSON, expected a taste that somebody saved'],
    ['a list', '[]', 'it is a list of 0, expected a taste'],
    ['a history', '{"format":"privet-history","version":1}', "format is 'privet-history', expected 'privet-taste'"],
    ['a later version', JSON.stringify({ ...good, version: 2 }), 'version is 2, expected 1. Both of you need the same'],
    ['too much', ' '.repeat(1_000_001), 'it has 1000001 characters, expected at most 1000000'],
    [
      'too many',
      JSON.stringify({ ...good, seen: many(5001) }),
      'seen is a list of 5001, expected at most 5000 item ids',
    ],
    ['a long list', JSON.stringify({ ...good, list: many(81) }), 'list is a list of 81, expected at most 80 item ids'],
    ['no likes', JSON.stringify({ ...good, likes: undefined }), 'likes is missing, expected a value'],
    ['a number', JSON.stringify({ ...good, likes: [7] }), 'likes.0 is 7, expected an item id of 1 to 512 characters'],
    ['a long id', JSON.stringify({ ...good, likes: ['x'.repeat(513)] }), 'expected an item id of 1 to 512 characters'],
    ['an id twice', JSON.stringify({ ...good, seen: ['a', 'a'] }), 'seen is a list of 2, expected each item id once'],
    [
      'liked and disliked',
      JSON.stringify({ ...good, seen: ['jaws-1975'] }),
      'expected each item liked, disliked or seen',
    ],
    ['no day', JSON.stringify({ ...good, date: '2026-02-30' }), "date is '2026-02-30', expected a day such as"],
    ['a name of nothing', JSON.stringify({ ...good, name: '\u202e \u200b\u0000' }), "name is '', expected a name with"],
    ['a long name', JSON.stringify({ ...good, name: 'x'.repeat(401) }), 'expected a name with at least one letter'],
  ])('that is wrong (%s) is refused in words', (_, text, message) => {
    expect(() => parseTasteFile(text)).toThrow(RequestError);
    expect(() => parseTasteFile(text)).toThrow(`taste file: `);
    expect(() => parseTasteFile(text)).toThrow(message);
  });

  test.each([
    ['Ana\u202e\u0000\u200b Bo\n\tC', 'Ana Bo C'],
    ['<b onclick=alert(1)>Ana</b>', '<b onclick=alert(1)>Ana</b>'],
    [`Z${'\u0335'.repeat(50)}oe`, 'Z\u0335\u0335oe'],
    ['x'.repeat(60), 'x'.repeat(40)],
    ['\ud800Ana', 'Ana'],
    ['  李小龍 ', '李小龍'],
  ])('%j is called %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
    expect(parseTasteFile(formatTasteFile({ ...goldenTaste, name })).name).toBe(clean);
  });
});

describe('a code', () => {
  const codes = fc
    .record({ name: names, date: days, numLikes: fc.nat(5000), likes: keys(200), list: keys(80) })
    .map((code): TasteCode => ({ ...code, numLikes: Math.max(code.numLikes, code.likes.length) }));

  test('comes back with the first likes, as many as there is room for, and is no longer than a camera reads', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const { text, numLikes } = formatTasteCode(code);
        const read = parseTasteCode(text);
        expect(read).toMatchObject({ date: code.date, numLikes: code.numLikes, list: code.list });
        expect(read.likes).toEqual(code.likes.slice(0, numLikes));
        expect(code.name.startsWith(read.name)).toBe(true);
        expect(text).toMatch(/^PRIVET TASTE 1 [0-9A-Z $%*+\-./:]+$/);
        expect(text.length).toBeLessThanOrEqual(MAX_CODE_CHARACTERS);
        if (numLikes < code.likes.length) expect(text.length).toBeGreaterThan(MAX_CODE_CHARACTERS - 9);
      }),
    );
  });

  test('of version 1 is read, and written to the letter', () => {
    const golden = readFileSync(GOLDEN_TASTE_CODE, 'utf8');
    expect(parseTasteCode(golden)).toEqual(goldenCode);
    expect(formatTasteCode(goldenCode).text).toBe(golden);
    expect(itemKey('alien-1979')).toBe(fnv1a('alien-1979'));
  });

  const { text } = formatTasteCode(goldenCode);
  test.each([
    ['https://example.com/PRIVET TASTE 1 00', 'it is of another kind, expected one that this page shows'],
    [text.replace(' 1 ', ' 2 '), 'it is of another version, expected 1. Both of you need the same version'],
    [text.slice(0, -2), 'it has 30 bytes, expected as many as it says'],
    [text.slice(0, 18), 'it has 2 bytes, expected 6 or more'],
    [`${text.slice(0, -3)}:::`, 'it is damaged, expected letters of Base45'],
    [`${text.slice(0, -1)}ä`, 'it is damaged'],
    [text + '0'.repeat(600), 'expected at most 600'],
    [formatTasteCode({ ...goldenCode, numLikes: 2 }).text, 'it has 3 likes, expected at most 2'],
    [formatTasteCode({ ...goldenCode, name: '\u200b' }).text, 'it has no name, expected at least one letter'],
  ])('%j is refused in words', (wrong, message) => {
    expect(() => parseTasteCode(wrong)).toThrow(RequestError);
    expect(() => parseTasteCode(wrong)).toThrow(message);
  });

  test('as full as it can be is read from its picture, as a camera gets it: turned, and not quite sharp', () => {
    const likes = Array.from({ length: 200 }, (_, i) => itemKey(`film-${i}`));
    const full = formatTasteCode({ ...goldenCode, numLikes: 200, likes });
    expect(full.numLikes).toBeGreaterThan(80);
    const rows = darkRows(full.text);
    expect(decodeQR(photograph(rows))).toBe(full.text);
  });
});

/** The known algorithm, in the arithmetic of large integers. */
function fnv1a(text: string): number {
  const mixed = (hash: bigint, byte: number) => ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  return Number([...Buffer.from(text)].reduce(mixed, 0x811c9dc5n));
}

/** RGBA of the rows at five pixels a module, turned by seven degrees, each pixel the mean of nine places. */
function photograph(rows: readonly (readonly boolean[])[]) {
  const size = Math.round(rows.length * 5 * 1.2);
  const [sin, cos] = [Math.sin(0.12), Math.cos(0.12)];
  const isDark = (x: number, y: number) => {
    const [dx, dy] = [(x - size / 2) / 5, (y - size / 2) / 5];
    return (
      rows[Math.floor(rows.length / 2 + sin * dx + cos * dy)]?.[Math.floor(rows.length / 2 + cos * dx - sin * dy)] ??
      false
    );
  };
  const around = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const));
  const data = new Uint8ClampedArray(4 * size * size).fill(255);
  for (let place = 0; place < size * size; place++) {
    const [x, y] = [place % size, Math.floor(place / size)];
    const light = around.filter(([dx, dy]) => !isDark(x + dx, y + dy)).length / around.length;
    data.fill(30 + 200 * light, 4 * place, 4 * place + 3);
  }
  return { width: size, height: size, data };
}
