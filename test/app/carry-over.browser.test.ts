import { expect, test } from 'vitest';
import { carryOver, takeCarriedOver } from '../../src/app/shell/carry-over.ts';

const NOTHING = { filters: {}, query: '' };

test('filters and search are carried over one reload, and no further', () => {
  carryOver({ filters: { genre: ['Western'] }, query: 'gunslinger' });
  expect(takeCarriedOver()).toEqual({ filters: { genre: ['Western'] }, query: 'gunslinger' });
  expect(takeCarriedOver()).toEqual(NOTHING);
});

test.each(['{', 'null', '7', '{"filters":{"genre":"Western"},"query":7}', '{"filters":[[1]]}'])(
  '%s is nothing',
  (text) => {
    sessionStorage.setItem('privet:carry-over', text);
    expect(takeCarriedOver()).toEqual(NOTHING);
  },
);
