// Whatever is in a file that the command line accepts, the page makes the same items of it: any cells under names that
// say something or nothing, few rows or more than columns are guessed from.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_ROWS } from '../../src/items/column-values.ts';
import { readBoth } from './read-both.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NAMES = 'id title Name year released rating score votes sales genres brand notes cover sku width toString'.split(
  ' ',
);
const anyValue = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('red', 'blue|green', 'a; b', 'x, y, z', '7', '1,204', '12,90', '2001-05-01'),
  },
  fc.constantFrom('-3', 'Some prose that goes on, with a comma; and ends as sentences do.', '', 'yes', 'R', '1999'),
  fc.integer({ min: -5, max: 2200 }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.constantFrom('p', 'q', 3)),
  fc.constant([1, 2, 3, 4, 5, 6, 7, 8]),
  fc.string(),
);
const anyRecord = fc.dictionary(fc.constantFrom(...NAMES), anyValue);
const anyRecords = fc.array(anyRecord, { minLength: 2, maxLength: 12 });

async function accepted(name: string, text: string): Promise<boolean> {
  const path = join(folder, name);
  await writeFile(path, text);
  const { commandLine, page } = await readBoth(path);
  if ('error' in commandLine) {
    expect(commandLine.error).toMatch(/: found .*, expected /s);
    return false;
  }
  // A file of one row is none for a page.
  if ('error' in page) expect(page.error).toContain('found one row');
  else {
    const { facets, items, notes } = commandLine;
    expect(page.facets).toEqual(facets);
    // Of rows with one id a site keeps the first, a visitor all.
    const isRepeated = notes.some((note) => note.includes('the first of an id'));
    expect(page.items).toEqual(isRepeated ? expect.arrayContaining(items) : items);
  }
  return true;
}

test('rows of JSON, with columns that begin anywhere', async () => {
  let numAccepted = 0;
  const records = fc.tuple(anyRecords, fc.constantFrom(0, 0, SAMPLE_ROWS - 2, SAMPLE_ROWS + 2));
  await fc.assert(
    fc.asyncProperty(records, async ([rows, numBefore]) => {
      const before = Array.from({ length: numBefore }, (_, i) => ({
        id: `b${i}`,
        title: `Item ${i}`,
        brand: `m${i % 9}`,
      }));
      const titled = rows.map((row, i) => ({ ...row, id: `r${i}`, title: `T ${row.title}` }));
      const text = [...before, ...titled].map((row) => JSON.stringify(row)).join('\n');
      if (await accepted('rows.jsonl', text)) numAccepted++;
    }),
    { seed: 1, numRuns: 150 },
  );
  expect(numAccepted).toBeGreaterThan(50);
});

test('rows of csv', async () => {
  let numAccepted = 0;
  const table = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }).chain((header) => {
    const cell = anyValue.map((value) => (Array.isArray(value) ? value.join('|') : String(value ?? '')));
    return fc.tuple(
      fc.constant(header),
      fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length })),
    );
  });
  await fc.assert(
    fc.asyncProperty(table, async ([header, rows]) => {
      const quoted = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
      if (await accepted('rows.csv', [header.join(','), ...quoted].join('\n'))) numAccepted++;
    }),
    { seed: 1, numRuns: 200 },
  );
  expect(numAccepted).toBeGreaterThan(20);
});
