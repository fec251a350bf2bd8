// Own catalogs in an export file, as outside input: what is written comes back, what is wrong is refused in words.
import { describe, expect, test } from 'vitest';
import { readExport } from '../../demo/app/imports/read-export.ts';
import { RequestError } from '../../src/errors.ts';
import type { OwnRecord } from '../../src/own-catalogs/catalog-records.ts';
import { formatCatalog, parseCatalogs } from '../../src/own-catalogs/exported-catalog.ts';

const RECORD: OwnRecord = {
  ...{ id: 'teas-0123456789ab', name: 'Teas', fileName: 'teas.csv', createdMs: 1, openedMs: 9, state: 'ready' },
  ...{ numItems: 2, numEncoded: 2, numUsable: 2, generation: 2, sizeBytes: 7, notes: ['of both'] },
  roles: ['title', 'facet', 'fact'],
  rules: 2,
};
const TABLE = {
  format: 'csv' as const,
  columns: ['name', 'kinds', 'cups'],
  rows: [
    ['<img src=x onerror=alert(1)>', ['green', 'smoked'], 3.5],
    ['七人の 🍵 \ud800', null, null],
  ],
  notes: ['1 row was cut.'],
};
const EVENTS = [{ type: 'like' as const, itemId: 'a', time: 5, sequence: 3 }];

const text = formatCatalog(RECORD, TABLE, EVENTS);
const changed = (change: Record<string, unknown>) => `[${JSON.stringify({ ...JSON.parse(text), ...change })}]`;

describe('a catalog in an export file', () => {
  test('comes back as it was, hostile text as text, without what is made anew', () => {
    const { id, name, fileName, createdMs, roles } = RECORD;
    const events = [{ type: 'like', itemId: 'a', time: 5 }];
    expect(parseCatalogs(`[${text}]`)).toEqual([{ id, name, fileName, createdMs, roles, table: TABLE, events }]);
    expect(text.split('\n')).toHaveLength(6);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no id', { id: undefined }, 'own catalogs: 0 id is missing, expected a'],
    ['an endless name', { name: 'x'.repeat(1001) }, 'expected a text of 1 to 1000 characters'],
    ['another kind of file', { format: 'xlsx' }, "0 format is \"xlsx\", expected 'csv', 'json' or 'jsonl'"],
    ['a role that is none', { roles: ['title', 'facet', 'spell'] }, '0 roles.2 is "spell", expected one of title'],
    ['too few roles', { roles: ['title'] }, '0 has 1 roles, expected one for each of 3 columns'],
    ['no title', { roles: ['fact', 'fact', 'fact'] }, '0 No column is the title yet'],
    ['a column twice', { columns: ['a', 'a', 'b'] }, '0 columns have the same name twice'],
    ['one row', { rows: [TABLE.rows[0]] }, '0 rows is a list of 1, expected a list of 2 to 20000 rows'],
    ['a short row', { rows: [...TABLE.rows, ['A']] }, '0 rows.2 has 1 cells, expected 3'],
    ['an object in a cell', { rows: [...TABLE.rows, ['A', {}, null]] }, '0 rows.2.1 is {}, expected a text'],
    ['a book in a cell', { rows: [...TABLE.rows, ['A', 'x'.repeat(5001), 1]] }, 'expected a text of 1 to 5000'],
    ['a moment that is none', { createdMs: -1 }, '0 createdMs is -1, expected milliseconds'],
    ['no history', { history: undefined }, 'own catalogs: 0 history is missing, expected a value'],
    ['an event that is none', { history: historyOf({ type: 'poke' }) }, "0 history file: events.0 type is 'poke'"],
  ])('is refused with %s', (_, change, words) => {
    expect(() => parseCatalogs(changed(change))).toThrow(RequestError);
    expect(() => parseCatalogs(changed(change))).toThrow(words);
  });

  test('a list of them is refused with one twice, or as something else', () => {
    expect(() => parseCatalogs(`[${text},${text}]`)).toThrow('two have the same id');
    expect(() => parseCatalogs('{}')).toThrow('expected a list');
    expect(() => parseCatalogs('[null]')).toThrow('own catalogs: 0 is null, expected a catalog');
    expect(() => parseCatalogs('[')).toThrow('no JSON');
  });
});

describe('an export file', () => {
  const read = (json: unknown) => readExport([{ name: 'privet.json', file: new Blob([JSON.stringify(json)]) }]);
  const history = historyOf();

  test('gives its history and its catalogs', async () => {
    const found = await read({ format: 'privet-export', version: 1, history, catalogs: [JSON.parse(text)] });
    if (found.kind !== 'history') throw new Error(found.kind);
    expect(JSON.parse(found.text)).toEqual(history);
    expect(found.own!.numCatalogs).toBe(1);
    expect(parseCatalogs(await found.own!.catalogs.text())).toHaveLength(1);
  });

  test('is refused in another version, and without a part', async () => {
    await expect(read({ format: 'privet-export', version: 2 })).rejects.toThrow('version is 2, expected 1');
    await expect(read({ format: 'privet-export', version: 1, catalogs: [] })).rejects.toThrow('history is missing');
    await expect(read({ format: 'privet-export', version: 1, history })).rejects.toThrow('catalogs are missing');
  });
});

function historyOf(...events: unknown[]) {
  return { format: 'privet-history', version: 1, events };
}
