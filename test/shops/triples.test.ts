// The triples and the short queries hold to the shops; their sides are balanced; kappa is Cohen's.
import { expect, test } from 'vitest';
import { SHOP_NAMES } from './read-shops.ts';
import { type Answer, agreement, shortQueriesFaults, triplesFaults } from './triples.ts';

test.each(SHOP_NAMES)('triples of %s', (shop) => {
  expect(triplesFaults(shop)).toEqual([]);
});

test('short queries', () => {
  expect(shortQueriesFaults()).toEqual([]);
});

test('agreement leaves out what one judge could not decide', () => {
  const [first, second] = ['bbbbcccc-b', 'bbbcccccb-'].map((text) => [...text] as Answer[]);
  expect(agreement(first!, second!)).toEqual({ numRows: 8, agreed: 7 / 8, kappa: 0.75 });
});
