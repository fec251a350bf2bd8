// Test files of one process share what is global: each leaves it as it was.
import { afterAll, vi } from 'vitest';

const { fetch } = globalThis;

afterAll(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  globalThis.fetch = fetch;
});
