// Kills a process that publishes, at any moment, and looks at what it left: always one of the two versions, whole. As
// many kills as one likes: `killPublishing(folder, 500)`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../src/numerics/random.ts';
import { publishVersion, type Version, versionIn } from './two-versions.ts';

const CHILD = fileURLToPath(new URL('./publish-forever.ts', import.meta.url));
/** Some rounds of publishing. */
const LONGEST_MS = 400;

/**
 * @param folder  made where it is missing
 * @returns       how often each version was found
 * @throws Error for the first folder that was left mixed, with the number of its kill
 */
export async function killPublishing(folder: string, numKills: number, seed = 1): Promise<Record<Version, number>> {
  const random = createRandom(seed);
  const found: Record<Version, number> = { one: 0, two: 0 };
  await publishVersion(folder, 'one');
  for (let kill = 0; kill < numKills; kill++) {
    await killOnce(folder, random.next() * LONGEST_MS);
    const version = await versionIn(folder).catch((cause) => {
      throw new Error(`kill ${kill}: ${cause.message}`, { cause });
    });
    found[version]++;
  }
  return found;
}

async function killOnce(folder: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  const [code] = await ended;
  if (code !== null) throw new Error(`the process that publishes ended with ${code}, expected that it goes on`);
}
