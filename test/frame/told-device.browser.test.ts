// Where a frame keeps what it told: beside the history, never beside one that is encrypted or that nothing is kept of.
import { afterEach, expect, test } from 'vitest';
import { toldDevice } from '../../src/frame/told-device.ts';
import type { ToldEngine } from '../../src/frame/told-lists.ts';
import { forgetTold } from '../../src/sdk/told-key.ts';

const NAME = 'privet:shop';
const KEY = `privet-told:${NAME}`;
const over = (storage: string, encryption = 'off') =>
  ({ status: { numItems: 9, storage, encryption, databaseName: NAME } }) as unknown as ToldEngine;

afterEach(() => localStorage.clear());

test('it goes with the history', () => {
  const store = toldDevice().store(over('indexeddb'))!;
  store.write('{}');
  expect(localStorage.getItem(KEY)).toBe('{}');
  forgetTold(NAME);
  expect(store.read()).toBeNull();
});

test.each(['locked', 'unlocked', 'disputed'])(
  'beside a history that is %s nothing lies, and what did is gone',
  (encryption) => {
    localStorage.setItem(KEY, '{}');
    expect(toldDevice().store(over('indexeddb', encryption))).toBeUndefined();
    expect(localStorage.getItem(KEY)).toBeNull();
  },
);

test('another page of this origin may have encrypted it meanwhile', () => {
  localStorage.setItem(`privet-encrypted:${NAME}`, '1');
  expect(toldDevice().store(over('indexeddb'))).toBeUndefined();
});

test('of a history in memory it is in memory', () => {
  const device = toldDevice();
  device.store(over('memory'))!.write('{}');
  expect(device.store(over('memory'))!.read()).toBe('{}');
  expect(localStorage.length).toBe(0);
});

test('secrets are of 256 bits, and tabs take turns', async () => {
  const device = toldDevice();
  expect(device.newSecret()).toMatch(/^[0-9a-f]{64}$/);
  expect(device.newSecret()).not.toBe(device.newSecret());
  const order: number[] = [];
  const turn = (n: number, ms: number) =>
    device.inTurn(async () => {
      await device.wait(ms);
      order.push(n);
    });
  await Promise.all([turn(1, 20), turn(2, 0)]);
  expect(order).toEqual([1, 2]);
});
