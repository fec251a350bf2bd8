// A site that renders on a server imports the elements there as well: nothing happens, and nothing fails.
import { expect, test, vi } from 'vitest';

// By a name that the types of Node need not know.
const ELEMENTS = '../../src/elements/elements.ts';

test('importing the elements where there is no document does nothing', async () => {
  expect((globalThis as { document?: unknown }).document).toBeUndefined();
  // As lit's own build for servers leaves it.
  vi.stubGlobal('customElements', { get: () => undefined, define: () => {} });
  const before = Object.keys(globalThis);
  expect(await import(ELEMENTS)).toHaveProperty('closeEngines');
  expect(Object.keys(globalThis)).toEqual(before);
});
