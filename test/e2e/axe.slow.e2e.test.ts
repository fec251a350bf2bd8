// As axe.e2e.test.ts, each look in the other colours.
import { test } from 'vitest';
import { expectAccessible } from './axe-places.ts';
import { PHONE, useBrowser } from './harness.ts';

useBrowser('few films');

test('axe finds no violation on any view and sheet: desktop, dark', () => expectAccessible({ colorScheme: 'dark' }));

test('axe finds no violation on any view and sheet: phone, light', () =>
  expectAccessible({ ...PHONE, colorScheme: 'light' }));
