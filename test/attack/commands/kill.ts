// `npm run attack -- kill`: `privet build`, killed while it publishes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killPublishing } from '../../site/kill-publishing.ts';

/** @returns true @throws Error for the first folder that was left mixed */
export async function kill(times = '500'): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-kill-'));
  try {
    const found = await killPublishing(folder, Number(times)); // throws where parts of two versions are found
    console.log(`${times} kills while publishing: ${JSON.stringify(found)}, each of them whole`);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
