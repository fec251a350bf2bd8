// What comes from outside: broken, hostile, enormous. It is refused in words that say what was found, or it stays plain
// text.

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { MAX_ROWS } from '../../demo/app/imports/look-through.ts';
import { readExport } from '../../demo/app/imports/read-export.ts';
import type { UploadedFile } from '../../demo/app/imports/read-files.ts';
import { RequestError } from '../../src/errors.ts';
import { file } from './exports.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const zip = (name: string, entries: Record<string, string>): UploadedFile => ({
  name,
  file: new Blob([
    zipSync(Object.fromEntries(Object.entries(entries).map(([path, text]) => [path, strToU8(text)]))) as Bytes,
  ]),
});

describe('a file that is no export', () => {
  test.each([
    [
      file('budget.csv', 'Category,Amount\nFood,12\n'),
      'budget.csv: its columns are Category, Amount, expected the zip of Letterboxd',
    ],
    [file('empty.csv', ''), 'empty.csv: it is empty, expected the zip'],
    [file('x.json', '{"a":1}'), 'x.json: it is JSON of another kind, expected'],
    [file('x.json', '{"a":'), 'x.json: content is broken JSON, expected a whole file'],
    [
      file('w.csv', 'Date,Name,Year,Letterboxd URI\n2021-01-01,"Alien,1979,u\n2021-01-02,Brazil,1985,u\n'),
      'w.csv: found a quoted cell that never ends in line 2, expected as many opening as closing quotes',
    ],
    [zip('photos.zip', { 'a.jpg': 'x' }), 'photos.zip: it holds no csv and no JSON file, expected'],
    [zip('other.zip', { 'a.csv': 'a,b', 'b.csv': 'c,d' }), 'other.zip: the files in it are a.csv, b.csv, expected'],
    [
      { name: 'cut.zip', file: zip('x', { 'a.csv': 'x'.repeat(5000) }).file.slice(0, 60) },
      'cut.zip: the archive is broken, expected a zip',
    ],
  ])('is told apart and refused: %#', async (upload, message) => {
    const reading = readExport([upload]);
    await expect(reading).rejects.toBeInstanceOf(RequestError);
    await expect(reading).rejects.toThrow(message);
  });

  test('and the end of the message names what would be taken', async () => {
    await expect(readExport([file('a.csv', 'x,y\n')])).rejects.toThrow(
      /IMDb; .*Trakt.*TMDB.*Netflix.*or a history that this app exported$/,
    );
    await expect(readExport([])).rejects.toThrow('import: no file was given');
  });
});

describe('an archive that would swell', () => {
  /** Writes another size into the archive's own list of its files. */
  async function announce(upload: UploadedFile, sizeBytes: number): Promise<UploadedFile> {
    const bytes = new Uint8Array(await upload.file.arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let i = 0; i + 4 < bytes.length; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, sizeBytes, true);
    return { name: upload.name, file: new Blob([bytes]) };
  }
  const small = zip('bomb.zip', { 'watched.csv': 'Date,Name,Year,Letterboxd URI\n2021-01-01,Alien,1979,u\n' });

  test('is not opened', async () => {
    await expect(readExport([await announce(small, 4_000_000_000)])).rejects.toThrow(
      'bomb.zip: watched.csv: it has 4000 MB, expected at most 64 MB',
    );
  });

  test('gets no more memory than it announced, even if it lied', async () => {
    const text = `Date,Name,Year,Letterboxd URI\n${'2021-01-01,Alien,1979,u\n'.repeat(5000)}`;
    const lying = await announce(zip('lie.zip', { 'watched.csv': text }), 200);
    const found = await readExport([lying]).catch((error: unknown) => error);
    if (found instanceof Error) expect(found).toBeInstanceOf(RequestError);
    else expect((found as { films: unknown[] }).films.length).toBeLessThanOrEqual(7);
  });

  test('by many files is not opened either', async () => {
    const photo = new Uint8Array(2_000_000);
    const texts = Object.fromEntries(['a.csv', 'b.csv', 'c.csv'].map((path) => [path, strToU8('a')]));
    const bytes = zipSync({ ...texts, 'photo.jpg': [photo, { level: 0 }] }) as Bytes;
    const many = { name: 'many.zip', file: new Blob([bytes]) };
    await expect(readExport([await announce(many, 50_000_000)])).rejects.toThrow(
      'many.zip: it unpacks to more than 128 MB, expected less',
    );
  });

  test('by more than a hundred times its size is not opened', async () => {
    const bomb = zip('line.zip', { 'watched.csv': `Name\n${'a'.repeat(20_000_000)}` });
    await expect(readExport([bomb])).rejects.toThrow(
      'line.zip: it unpacks to more than 100 times its size, expected less',
    );
  });

  test('by tens of thousands of files is not opened, whatever they are', async () => {
    const photos = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`${i}.jpg`, new Uint8Array()]));
    const bytes = zipSync(photos, { level: 0 }) as Bytes;
    await expect(readExport([{ name: 'p.zip', file: new Blob([bytes]) }])).rejects.toThrow(
      'p.zip: it holds more than 20000 files',
    );
    const csvs = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.csv`, '']));
    await expect(readExport([zip('c.zip', csvs)])).rejects.toThrow('c.zip: it holds more than 2000 csv and JSON files');
  });

  test('one with real tables of tens of megabytes is read', async () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => {
      const review = `${(i * 7919) % 100_003} "great" film, ${(i * 104_729) % 99_991} of a ${i % 97} kind`.repeat(3);
      return `2021-01-01,"Film ${i}, the ${i % 13}",${1950 + (i % 70)},https://x.example/${i},"${review.replaceAll('"', '""')}"`;
    });
    const text = `Date,Name,Year,Letterboxd URI,Review\n${rows.join('\n')}\n`;
    expect(text.length).toBeGreaterThan(20_000_000);
    const found = await readExport([zip('letterboxd.zip', { 'watched.csv': text })]);
    expect(found).toMatchObject({ kind: 'films', service: 'Letterboxd', leftOut: { unreadable: 0 } });
    expect((found as { films: unknown[] }).films).toHaveLength(150_000);
  });

  test('a table has a limit as well', async () => {
    const rows = '2021-01-01,Alien,1979,u\n'.repeat(MAX_ROWS + 1);
    await expect(readExport([file('w.csv', `Date,Name,Year,Letterboxd URI\n${rows}`)])).rejects.toThrow(
      `more than ${MAX_ROWS} rows`,
    );
  });
});

describe('a text that would fill the memory, or take minutes', () => {
  const mega = 1_000_000;
  test.each<[string, string, string]>([
    [
      'one line of 20 MB',
      'x'.repeat(20 * mega),
      'found a row of more than 1,000,000 characters in line 1, expected at most',
    ],
    [
      'a long line further down',
      `a,b\n1,2\n${'x'.repeat(2 * mega)}\n`,
      'found a row of more than 1,000,000 characters in line 3',
    ],
    [
      'a line of 10 million cells',
      `${'a,'.repeat(5 * mega)}a`,
      'found a row of more than 10,000 cells in line 1, expected at most 10,000 cells',
    ],
    ['one quoted cell of quotes', `"${'""'.repeat(10 * mega)}"`, 'found a quoted cell that never ends in line 1'],
    ['20 million empty lines', `${'\n'.repeat(20 * mega)}a`, 'its columns are a, expected'],
    [
      'a header of 9,999 cells, and short rows',
      `${'a,'.repeat(9998)}b\n${'1\n'.repeat(150_000)}`,
      'more than 5000000 cells, expected fewer',
    ],
    ['6 million cells', `${`${'a,'.repeat(5999)}b\n`.repeat(1000)}`, 'more than 5000000 cells, expected fewer'],
    ['lists of nothing', `[${'[],'.repeat(10 * mega)}1]`, 'found JSON of more than 10,000,000 values, expected less'],
    ['lists in lists', '['.repeat(5 * mega), 'found JSON that is nested more than 100 deep, expected less'],
    [
      'a history of lists in lists',
      `{"format":"privet-history","events":${'['.repeat(9000)}${']'.repeat(9000)}}`,
      'nested more than 100 deep',
    ],
  ])('is refused soon: %s', async (_, text, message) => {
    const upload = file('x.csv', text);
    const start = performance.now();
    const before = process.memoryUsage();
    const reading = readExport([upload]);
    await expect(reading).rejects.toBeInstanceOf(RequestError);
    await expect(reading).rejects.toThrow(message);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(600_000_000);
  });

  test('many files are measured together', async () => {
    const table = `${`${'a,'.repeat(1999)}b\n`.repeat(900)}`;
    await expect(readExport(['1.csv', '2.csv', '3.csv'].map((name) => file(name, table)))).rejects.toThrow(
      '3.csv: it has more than 200000 rows, or with all files together more than 5000000 cells, expected fewer',
    );
    const json = `[${'[],'.repeat(2_000_000)}1]`;
    await expect(readExport(['1.json', '2.json', '3.json'].map((name) => file(name, json)))).rejects.toThrow(
      '3.json: found JSON of more than',
    );
  });

  test('brackets and commas inside of texts are no values', async () => {
    const title = `\\"${'[{,'.repeat(1000)}\\\\`;
    const found = await readExport([file('w.json', `[{"a":"${title}","privet":1}]`)]).catch(
      (error: Error) => error.message,
    );
    expect(found).toMatch(/^w.json: it is JSON of another kind/);
  });
});

describe('text of strangers', () => {
  const header = 'Date,Name,Year,Letterboxd URI\n';
  const titleOf = async (upload: UploadedFile) => {
    const found = await readExport([upload]);
    return found.kind === 'films' ? found.films[0]?.titles[0] : undefined;
  };

  test.each([
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    "'; DROP TABLE films; --",
    '{{alert(1)}}',
    '__proto__',
    '\u202egnp.exe',
  ])('stays text: %s', async (name) => {
    expect(await titleOf(file('watched.csv', `${header}2021-01-01,"${name.replaceAll('"', '""')}",1979,u\n`))).toBe(
      name,
    );
  });

  test('columns called like parts of an object are columns', async () => {
    const found = await readExport([
      file('watched.csv', `__proto__,constructor,${header}x,y,2021-01-01,Alien,1979,u\n`),
    ]);
    expect(found).toMatchObject({ kind: 'films', films: [{ titles: ['Alien'] }] });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('is read in the encodings that services and spreadsheets write, and with their delimiters', async () => {
    const text = `${header}2021-01-01,Amélie,2001,u\n`;
    const latin = { name: 'l.csv', file: new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]) };
    const utf16 = new Uint8Array(
      new Uint16Array([0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))]).buffer,
    );
    expect(await titleOf(file('u.csv', `\ufeff${text}`))).toBe('Amélie');
    expect(await titleOf(latin)).toBe('Amélie');
    expect(await titleOf({ name: 'w.csv', file: new Blob([utf16]) })).toBe('Amélie');
    expect(await titleOf(file('s.csv', text.replaceAll(',', ';')))).toBe('Amélie');
    expect(await titleOf(file('t.csv', text.replaceAll(',', '\t')))).toBe('Amélie');
  });

  test('ends in films or in a RequestError, whatever it is', async () => {
    const upload = fc.record({
      name: fc.constantFrom('a.csv', 'b.json', 'c.zip'),
      bytes: fc.uint8Array({ maxLength: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(upload, fc.boolean(), async ({ name, bytes }, isTable) => {
        const start = new TextEncoder().encode(isTable ? header : '');
        const whole = new Uint8Array([...start, ...bytes]);
        const found = await readExport([{ name, file: new Blob([whole]) }]).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(RequestError);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

test('a history of this app is handed on as it is', async () => {
  const text = '{"format":"privet-history","version":1,"events":[]}';
  expect(await readExport([file('privet.json', text)])).toEqual({ kind: 'history', text });
});
