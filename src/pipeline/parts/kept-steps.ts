// Steps of a build between its parts, which are made on this thread, one after another: what a run that was killed has made
// is found by the next run of the very same build.

import { createHash } from 'node:crypto';
import type { KeepStep } from '../../keep-step.ts';
import { recordOf, valueIn } from './part-records.ts';
import type { PartStore } from './part-store.ts';
import { partsCode } from './parts.ts';

/** @param build  of `buildHash`: what the steps follow from */
export function keepSteps(store: PartStore, build: string, note: (line: string) => void): KeepStep {
  return async <T>(step: string, make: () => T | Promise<T>) => {
    const key = createHash('sha256').update(`${build} ${step}`).digest('hex');
    const found = store.read(key);
    if (found) {
      note(`${step}: going on, it was there from before`);
      return valueIn(found) as T;
    }
    const made = await make();
    await store.write(key, recordOf(made));
    return made;
  };
}

/**
 * @param code   fingerprint of what makes the steps
 * @param items  of the catalog, as they were read
 * @param told   what else decides on a step: JSON
 * @returns      64 hex digits
 */
export async function buildHash(code: string, items: readonly object[], told: object): Promise<string> {
  const hash = createHash('sha256').update(`${await partsCode()} ${code} ${JSON.stringify(told)}\n`);
  for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest('hex');
}
