import { expect, it } from 'vitest';
import { formatSetAside } from '../../src/history/set-aside-file.ts';

it('a record a line, whatever it holds', () => {
  const bytes = new Uint8Array([9, 1, 2, 255]).subarray(1);
  const values = [{ data: bytes }, bytes.slice().buffer, 7n, new Map([[1, new Set(['a'])]]), undefined, 'text'];
  const text = formatSetAside(values.map((value, key) => ({ store: 'chunks', key, value })));
  expect(text.split('\n')).toHaveLength(values.length + 3);
  const { records, ...head } = JSON.parse(text);
  expect(head).toEqual({ format: 'privet-set-aside', version: 1 });
  expect(records.map(({ value }: { value: unknown }) => value)).toEqual([
    { data: { base64: 'AQL/' } },
    { base64: 'AQL/' },
    '7',
    [[1, ['a']]],
    undefined,
    'text',
  ]);
});
