// `npm run attack -- build-kills`: a build, its workers and its queue, killed at any moment.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeShop } from '../../parts/made-up-shop.ts';
import { BuildKiller, type Victim } from '../build-kills.ts';

const VICTIMS: readonly Victim[] = ['build', 'worker', 'queue'];

export async function buildKills(times = '30', numItems = '10000', seed = '1'): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-build-kills-'));
  const items = join(folder, 'items.csv');
  await writeShop(items, Number(numItems));
  const victims = Array.from({ length: Number(times) }, (_, i) => VICTIMS[i % VICTIMS.length]!);
  let [numSame, twice] = [0, 0];
  try {
    for await (const { victim, afterMs, isSame, found, shareTwice } of new BuildKiller(folder, items).killAll(
      victims,
      Number(seed),
    )) {
      numSame += Number(isSame);
      twice += shareTwice;
      const outcome = isSame ? 'the same bytes' : 'OTHER BYTES';
      console.log(
        `${victim} after ${afterMs} ms: ${outcome}, ${(100 * shareTwice).toFixed(1)} % more CPU time. ${found}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const mean = ((100 * twice) / victims.length).toFixed(1);
  console.log(
    `${victims.length} kills, ${numItems} items: ${numSame} the same, ${mean} % of the CPU time twice in the mean`,
  );
  return numSame === victims.length;
}
