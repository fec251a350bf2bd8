import { describe, expect, test } from 'vitest';
import { contextNumbers, daypartOf } from '../../src/towers/context-values.ts';

const contexts = [
  { name: 'locale', values: ['en', 'de', 'de-at'] },
  { name: 'device', values: ['phone'] },
];

describe('contextNumbers', () => {
  test.each([
    [{ locale: 'de', device: 'phone' }, [2, 1]],
    [{ locale: ' EN ' }, [1, 0]],
    [{ locale: 'de-AT' }, [3, 0]],
    [{ locale: 'de-Latn-CH' }, [2, 0]],
    [{ locale: 'fr-FR', device: 'fridge' }, [0, 0]],
    [{ device: '' }, [0, 0]],
    [{ daypart: 'night' }, [0, 0]],
  ])('%j is %j', (given, numbers) => {
    expect([...contextNumbers(contexts, given)]).toEqual(numbers);
  });

  test('nothing given is all unknown; no contexts, no numbers', () => {
    expect([...contextNumbers(contexts)]).toEqual([0, 0]);
    expect([...contextNumbers([], { locale: 'de' })]).toEqual([]);
  });

  test('what every object has by itself is not given', () => {
    expect([...contextNumbers([{ name: 'constructor', values: ['x'] }], {})]).toEqual([0]);
  });
});

test.each([
  [0, 'night'],
  [5, 'night'],
  [6, 'morning'],
  [11, 'morning'],
  [12, 'afternoon'],
  [18, 'evening'],
  [23, 'evening'],
])('%d o’clock is %s', (hour, daypart) => {
  expect(daypartOf(new Date(2026, 0, 1, hour, 59))).toBe(daypart);
});
