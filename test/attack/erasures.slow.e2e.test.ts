// Each fault once; `npm run attack -- erasures` has as many as somebody has time for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ErasureHost, eraseUnder, FAULTS, hostErasures } from './erasures.ts';

let host: ErasureHost;
beforeAll(async () => {
  host = await hostErasures();
});
afterAll(() => host.close());

/** Under the others all can be reached, whatever it takes. */
const OWED = ['an upgrade that another tab holds', 'IndexedDB is refused'];

test.each(Object.keys(FAULTS))('%s: gone for a new browser, or owed, and paid by the first that can', async (name) => {
  const { isToldGone, problems } = await eraseUnder(name, host, `secret${Date.now()}`);
  expect(problems).toEqual([]);
  expect(isToldGone).toBe(!OWED.includes(name));
});
