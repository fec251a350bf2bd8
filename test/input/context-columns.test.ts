import { describe, expect, test } from 'vitest';
import { parseColumnMap } from '../../src/pipeline/input/column-map.ts';
import { contextOf } from '../../src/pipeline/input/interactions.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { inputErrorOf, inputFile } from './files.ts';

const HEADER = 'user_id,item_id,timestamp';

async function read(columns: string, rows: readonly string[], options = {}) {
  return readInteractions(await inputFile('log.csv', [`${HEADER},${columns}`, ...rows].join('\n')), ['a'], options);
}

/** One row an entry, each of another user. */
const rowsOf = (values: readonly string[]) => values.map((value, user) => `u${user},a,${user + 1},${value}`);
const times = (count: number, value: string) => Array.from({ length: count }, () => value);

describe('columns context.NAME', () => {
  test('are numbers of the values, the most frequent first; values of fewer than five people are unknown', async () => {
    const { contexts, report } = await read(
      'context.locale',
      rowsOf([...times(5, 'de'), ...times(6, ' EN '), ...times(4, 'fr'), '']),
    );
    expect(contexts).toHaveLength(1);
    expect(contexts![0]).toMatchObject({ name: 'locale', values: ['en', 'de'] });
    expect([...contexts![0]!.numbers]).toEqual([...times(5, '2'), ...times(6, '1'), ...times(5, '0')].map(Number));
    expect(contextOf(contexts!, 0)).toEqual({ locale: 'de' });
    expect(contextOf(contexts!, 15)).toEqual({});
    expect(report.warnings).toEqual([
      expect.stringContaining('context.locale has 2 values that count; 1 are taken as unknown'),
    ]);
  });

  test('one person who had a value a hundred times does not make it known', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `me,a,${i + 1},my-own-device`);
    expect((await read('context.device', rows)).contexts).toBeUndefined();
  });

  test('follow the events into the order of users and times', async () => {
    const rows = [...rowsOf(times(5, 'day')), ...rowsOf(times(5, 'night')).map((row) => row.replace(/,a,\d+/, ',a,0'))];
    const { contexts, offsets } = await read('context.daypart', rows);
    const first = Array.from(offsets.slice(0, -1), (event) => contextOf(contexts!, event).daypart);
    expect(first).toEqual(times(5, 'night'));
  });

  test('keep at most 31 values, and several columns by name', async () => {
    const values = Array.from({ length: 40 }, (_, i) => times(5, `v${i},x`)).flat();
    const { contexts } = await read('context.zone,context.app', rowsOf(values));
    expect(contexts!.map(({ name, values }) => [name, values.length])).toEqual([
      ['app', 1],
      ['zone', 31],
    ]);
  });

  test('may have another name in the file', async () => {
    const map = parseColumnMap(['context.locale=lang']);
    expect((await read('lang', rowsOf(times(5, 'de')), { map })).contexts![0]).toMatchObject({ name: 'locale' });
  });

  test.each([
    ['a name that is none', 'context.My Locale', 'de', 'a column "context.My Locale"'],
    ['a long value', 'context.locale', 'x'.repeat(65), 'context.locale'],
    [
      'too many columns',
      Array.from({ length: 9 }, (_, i) => `context.c${i}`).join(','),
      times(9, 'x').join(','),
      '9 columns',
    ],
  ])('%s is an InputError', async (_, columns, value, found) => {
    const error = await inputErrorOf(read(columns, rowsOf([value])));
    expect(error.line).toBe(2);
    expect(error.found).toContain(found);
  });
});
