// `npm run attack -- lock-kills`: a browser, killed while it encrypts, decrypts and erases its history.
import { progressBar } from '../../../src/pipeline/terminal/progress-bar.ts';
import { killLocks } from '../lock-kills.ts';

export async function lockKills(times = '100', seed = '1'): Promise<boolean> {
  const bar = progressBar('kills');
  const onKill = (done: number) => bar.update(done, Number(times));
  const { numKills, steps, says, numAsked, problems } = await killLocks(Number(times), Number(seed), onKill).finally(
    () => bar.stop(),
  );
  console.log(`seed ${seed}: ${numKills} kills, ${JSON.stringify(steps)}; the page says ${JSON.stringify(says)}, of these asks after an \
erasure ${numAsked}; ${problems.length} problems`);
  for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
  return problems.length === 0;
}
