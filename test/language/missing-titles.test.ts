import { describe, expect, test } from 'vitest';
import { indexMissing } from '../../src/language/missing-titles.ts';

const here = ['granite', 'zorn orchard'];
const isTitle = (text: string) => here.includes(text.toLowerCase());
const find = indexMissing([
  ['The Long Furrow', 1971, 'farm drama'],
  ['The Long Furrow', 2011, 'remake of a farm drama'],
  ['Quartz & Salt', null, 'mining comedy'],
  ['Xylo', 1990, 'music'],
  ['Granite 2', 2018, 'western, sequel'],
  ['???', 1999, 'puzzle'],
]);

describe('a title that is not here', () => {
  test.each([
    ['the long furrow', 'The Long Furrow', 1971],
    ['Long Furrow', 'The Long Furrow', 1971],
    ['longfurrow', 'The Long Furrow', 1971],
    ['long furow', 'The Long Furrow', 1971],
    ['the long furrow 2011', 'The Long Furrow', 2011],
    ['the long furrow (2011)', 'The Long Furrow', 2011],
    ['the long furrow 1980', 'The Long Furrow', 1971],
    ['quartz and salt', 'Quartz & Salt', undefined],
    ['xylo', 'Xylo', 1990],
  ])('is found: %s', (text, title, year) => {
    expect(find(text, isTitle)).toMatchObject({ title, ...(year !== undefined && { year }) });
  });

  test('has no year where none is known', () => {
    expect(find('quartz and salt', isTitle)).toEqual({ title: 'Quartz & Salt', kind: 'mining comedy' });
  });

  test.each([
    ['Granite 3', 'Granite'],
    ['granite part iv', 'granite'],
    ['zorn orchard vol 2', 'zorn orchard'],
    ['zorn orchard remake', 'zorn orchard'],
    ['granite 1950', 'granite'],
  ])('may be a sequel or another version of what is here: %s', (text, kind) => {
    expect(find(text, isTitle)).toEqual({ title: text, kind });
  });

  // Short ones must be typed as they are.
  test.each(['', '???', 'xilo', 'xylo horror', 'something funny', 'hollow 2'])('is none in "%s"', (text) => {
    expect(find(text, isTitle)).toBeUndefined();
  });
});
