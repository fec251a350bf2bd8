// Lists as people paste them: what is looked for, and that nothing odd breaks the reader.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CHARS, readList } from '../../demo/app/watchlist/read-list.ts';

/** `Alien 1979`, of every way to read a line. */
const readings = (line: string) =>
  readList(line).flatMap(({ queries }) =>
    queries.map(({ titles, year }) => `${titles[0]}${year === undefined ? '' : ` ${year}`}`),
  );

describe('a line', () => {
  test.each([
    ['Alien (1979)', 'Alien 1979'],
    ['1. Alien (1979)', 'Alien 1979'],
    ['#12 Alien [1979]', 'Alien 1979'],
    ['- [ ] **Alien** (1979), dir. Ridley Scott ★★★★½', 'Alien 1979'],
    ['* [Alien](https://films.invalid/alien) (1979)', 'Alien 1979'],
    ['3) Alien (Ridley Scott, 1979, 117 min)', 'Alien 1979'],
    ['Fri 12 Sep, 20:30 – Alien (1979)', 'Alien 1979'],
    ['19.30 Alien (1979)', 'Alien 1979'],
    ['| 4 | Alien | 1979 |', 'Alien 1979'],
    ['4\tAlien\t1979', 'Alien 1979'],
    ['7,"Alien",1979', 'Alien 1979'],
    ['“Alien”', 'Alien'],
    ['12 Angry Men', '12 Angry Men'],
    ['1917', '1917'],
    ['8½', '8½'],
    ['10. 10 Things I Hate About You', '10 Things I Hate About You'],
    ['Friday the 13th', 'Friday the 13th'],
    ['300: Rise of an Empire', '300: Rise of an Empire'],
    ['Blade Runner 2049', 'Blade Runner 2049'],
  ])('%s is first read as %s', (line, expected) => {
    expect(readings(line)[0]).toBe(expected);
  });

  test.each([
    ['Alien 1979', 'Alien 1979'],
    ['Alien, 1979', 'Alien 1979'],
    ['Alien by Ridley Scott', 'Alien'],
    ['Alien, directed by Ridley Scott, 1979', 'Alien 1979'],
    ['Alien - Ridley Scott - 1979', 'Alien 1979'],
    ['Alien / Ridley Scott / UK', 'Alien'],
  ])('%s may also be %s', (line, expected) => {
    expect(readings(line)).toContain(expected);
  });

  test('that may hold more than a title is tried whole first', () => {
    expect(readings('Stand by Me')).toEqual(['Stand by Me', 'Stand']);
    expect(readings('Wonder Woman 1984').slice(0, 2)).toEqual(['Wonder Woman 1984', 'Wonder Woman 1984']);
    expect(readings('The Good, the Bad and the Ugly')[0]).toBe('The Good, the Bad and the Ugly');
  });
});

describe('a list', () => {
  test('has nothing to look for in a year alone, or in signs', () => {
    expect(readList('(1979)\n***\n[ ]\n""\n')).toEqual([]);
  });

  test('is read without headings, rules, blank lines and what stands twice', () => {
    const list = '# Films of the year\n\n## Horror\n---\n1. Alien\n2. Brazil\n\n* alien\n';
    expect(readList(list).map(({ text }) => text)).toEqual(['Alien', 'Brazil']);
  });

  test('that is a table is read by its head, whatever stands before it', () => {
    const table = 'My export v7\nPosition,Name,Year,URL\n1,"Good, the Bad and the Ugly, The",1966,x\n2,Alien,1979,\n';
    expect(readings(table)).toEqual(['My export v7', 'Good, the Bad and the Ugly, The 1966', 'Alien 1979']);
    expect(readings('| # | Title | Year |\n|---|:--|--|\n| 1 | *Alien* | 1979 |')).toEqual(['Alien 1979']);
  });

  test('of anything at all gives queries that the engine takes', () => {
    const sign = fc.oneof(
      fc.constantFrom('\n', '"', '|', ',', '\t', '(', ')', '[', ']', '1979', '# ', '- ', '*', '12:30 ', 'Alien', '\0'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
        for (const { text, queries } of readList(signs.join(''))) {
          expect(text.length).toBeGreaterThan(0);
          expect(queries.length).toBeGreaterThan(0);
          for (const { titles, year = 2000 } of queries) {
            expect(titles).toHaveLength(1);
            expect(titles[0]!.length).toBeGreaterThan(0);
            expect(titles[0]!.length).toBeLessThanOrEqual(300);
            expect(year).toBeGreaterThan(1800);
          }
        }
      }),
    );
  });

  test('of the largest size is read in a moment, however it repeats itself', () => {
    for (const piece of ['(', '[a](', '**', '- ', '"', 'by A ', ', ', '1 ', ' - x', '* a', '_a _'])
      expect(() => readList(piece.repeat(MAX_CHARS / piece.length))).not.toThrow();
  });
});
