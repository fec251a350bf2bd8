// What every test file begins with: a condition is waited for as long as a slow machine needs. Vitest's own second is too
// short for one that does other things as well.
import { vi } from 'vitest';

const PATIENCE = { timeout: 20_000 };
const { waitFor, waitUntil } = vi;

const patient = (options: number | { timeout?: number; interval?: number } = {}) =>
  typeof options === 'number' ? options : { ...PATIENCE, ...options };

vi.waitFor = (callback, options) => waitFor(callback, patient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));
